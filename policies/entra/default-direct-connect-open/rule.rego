# METADATA
# title: Direct connect is open by default
# description: The default opens direct connect to every organisation that has no setting of its own.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-direct-connect
#   description: Set up B2B direct connect with an external organization
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   partners: []
#   remediation: Block direct connect in the default, both ways, and open it for each partner.
#   controls: []
package tenantlint.entra.default_direct_connect_open

import data.tenantlint.lib

settings := ["b2bDirectConnectInbound", "b2bDirectConnectOutbound"]

effect := {
	"inbound": "their users can be added to our shared channels",
	"outbound": "the contact data of our users is visible to them",
}

fail contains finding if {
	some name in settings
	setting := input.default.settings[name]
	setting.admits in {"listed", "everybody"}
	finding := {
		"on": input.default.ref,
		"path": setting.path,
		"message": sprintf("The default opens %s to all organisations without a setting of their own: %s", [setting.title, effect[setting.direction]]),
		"expected": "nobody",
		"actual": setting.admits,
	}
}

unknown contains {"on": input.default.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some name in settings
	setting := input.default.settings[name]
	setting.admits == "unknown"
}
