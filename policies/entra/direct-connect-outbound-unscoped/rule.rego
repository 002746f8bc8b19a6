# METADATA
# title: Outbound direct connect is not limited to named groups
# description: >-
#   Our users can join the partner's shared channels without being in a group that was named for it. The contact data of
#   all of them becomes visible to the partner.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-direct-connect
#   description: Set up B2B direct connect with an external organization
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   partners: [direct_connect]
#   remediation: Allow one group of your own directory, made for this partner, and Office365 only.
#   controls: []
package tenantlint.entra.direct_connect_outbound_unscoped

import data.tenantlint.lib

reach := {
	"everybody": "is open to everybody, so the contact data of all our users is visible there",
	"users": "names individual users, whose contact data is visible there, and no group shows who they are",
}

# What the default opens is the matter of default-direct-connect-open.
fail contains finding if {
	some partner in input.partners
	setting := partner.settings.b2bDirectConnectOutbound
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
	setting := partner.settings.b2bDirectConnectOutbound
	setting.scope == "unknown"
}
