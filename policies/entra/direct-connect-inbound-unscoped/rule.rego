# METADATA
# title: Inbound direct connect is not limited to named groups
# description: Users from outside come in by direct connect without being in a group that was named for it.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-direct-connect
#   description: Set up B2B direct connect with an external organization
# - ref: https://learn.microsoft.com/microsoft-365/solutions/collaborate-teams-direct-connect
#   description: Collaborate with external participants in a shared channel
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   partners: [direct_connect]
#   remediation: Allow one group of the partner's directory, made for this, and Office365 only.
#   controls: []
package tenantlint.entra.direct_connect_inbound_unscoped

import data.tenantlint.lib

reach := {
	"everybody": "is open to everybody, so anyone from there can be added to our shared channels",
	"users": "names individual users, so no group shows who can be added to our shared channels",
}

# What the default opens is the matter of default-direct-connect-open.
fail contains finding if {
	some partner in input.partners
	setting := partner.settings.b2bDirectConnectInbound
	setting.scope in {"users", "everybody"}
	finding := {
		"on": partner.ref,
		"path": setting.users.path,
		"message": sprintf("%s: %s %s", [partner.name, setting.title, reach[setting.scope]]),
		"expected": "groups",
		"actual": setting.scope,
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	setting := partner.settings.b2bDirectConnectInbound
	setting.scope == "unknown"
}
