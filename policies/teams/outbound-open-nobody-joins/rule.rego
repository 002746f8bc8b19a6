# METADATA
# title: Outbound direct connect is open, but nobody may join
# description: >-
#   Entra lets our users out into the partner's shared channels and shows the partner their contact data, while no Teams
#   channel policy lets anybody join. Personal data is exposed for nothing.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/microsoftteams/teams-policies
#   description: Manage channel policies in Microsoft Teams
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [policies]
#   partners: [direct_connect]
#   remediation: Block outbound direct connect for the partner, or give a custom policy to the group that works with it.
#   controls: []
package tenantlint.teams.outbound_open_nobody_joins

import data.tenantlint.lib

switch := input.teams.joining

# Of a partner that the register does not cover shared-channels-open tells, of an open default default-direct-connect-open.
fail contains finding if {
	switch.open == "nobody"
	some partner in input.partners
	setting := outbound(partner)
	lib.opens(setting)
	finding := {
		"on": partner.ref,
		"path": setting.path,
		"message": sprintf("%s: %s shows it the contact data of our users, but Teams lets none of them join its shared channels", [partner.name, setting.title]),
		"expected": "nobody",
		"actual": setting.admits,
		"related": lib.deciding(switch),
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	switch.open in {"nobody", "unknown"}
	some partner in input.partners
	setting := outbound(partner)
	setting.admits == "unknown"
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": reason} if {
	switch.open == "unknown"
	some partner in input.partners
	setting := outbound(partner)
	lib.opens(setting)
	reason := sprintf("%s is open, and whether Teams lets anybody join shared channels of others is unknown", [setting.title])
}

applicable contains partner.ref if {
	some partner in input.partners
	setting := outbound(partner)
	setting.admits != "nobody"
}

outbound(partner) := partner.settings.b2bDirectConnectOutbound if {
	lib.direct_connect_covered(partner, "direct-connect-outbound")
	partner.settings.b2bDirectConnectOutbound.origin in {"own", "unknown"}
}
