# METADATA
# title: Inbound direct connect is open, but nobody may invite
# description: >-
#   Entra lets the partner's users into shared channels, and no Teams channel policy lets anybody invite them.
# related_resources:
# - ref: https://learn.microsoft.com/microsoft-365/solutions/collaborate-teams-direct-connect
#   description: Collaborate with external participants in a shared channel
# - ref: https://learn.microsoft.com/microsoftteams/teams-policies
#   description: Manage channel policies in Microsoft Teams
# custom:
#   level: info
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [policies]
#   partners: [direct_connect]
#   remediation: Give a custom policy to the group that works with the partner, or block inbound direct connect for it.
#   controls: []
package tenantlint.teams.inbound_open_nobody_invites

import data.tenantlint.lib

switch := input.teams.sharing

# Of a partner that the register does not cover shared-channels-open tells, of an open default default-direct-connect-open.
fail contains finding if {
	switch.open == "nobody"
	some partner in input.partners
	setting := inbound(partner)
	lib.opens(setting)
	finding := {
		"on": partner.ref,
		"path": setting.path,
		"message": sprintf("%s: %s is open, but Teams lets nobody invite outsiders into shared channels", [partner.name, setting.title]),
		"related": lib.deciding(switch),
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	switch.open in {"nobody", "unknown"}
	some partner in input.partners
	setting := inbound(partner)
	setting.admits == "unknown"
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": reason} if {
	switch.open == "unknown"
	some partner in input.partners
	setting := inbound(partner)
	lib.opens(setting)
	reason := sprintf("%s is open, and whether Teams lets anybody invite outsiders is unknown", [setting.title])
}

applicable contains partner.ref if {
	some partner in input.partners
	setting := inbound(partner)
	setting.admits != "nobody"
}

inbound(partner) := partner.settings.b2bDirectConnectInbound if {
	lib.direct_connect_covered(partner, "direct-connect-inbound")
	partner.settings.b2bDirectConnectInbound.origin in {"own", "unknown"}
}
