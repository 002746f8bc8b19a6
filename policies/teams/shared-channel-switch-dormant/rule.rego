# METADATA
# title: A Teams policy is ready for partners that do not exist yet
# description: >-
#   A custom channel policy lets some users invite outsiders, or join shared channels of others, while direct connect is
#   closed for everybody in that direction. It goes live with the first partner.
# related_resources:
# - ref: https://learn.microsoft.com/microsoftteams/teams-policies
#   description: Manage channel policies in Microsoft Teams
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# custom:
#   level: info
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [default, partners, policies]
#   partners: [direct_connect]
#   remediation: Switch it off until the first partner is approved.
#   controls: []
package tenantlint.teams.shared_channel_switch_dormant

import data.tenantlint.lib

ways := [
	{"setting": "b2bDirectConnectInbound", "switch": "sharing", "may": "invite outsiders into shared channels"},
	{"setting": "b2bDirectConnectOutbound", "switch": "joining", "may": "join shared channels of others"},
]

# Of everyone shared-channels-open tells.
fail contains finding if {
	some way in ways
	switch := input.teams[way.switch]
	switch.open == "some"
	doors(way) == []
	finding := {
		"on": switch.on,
		"path": switch.path,
		"message": sprintf("Teams lets some users %s, but direct connect is closed for everybody, so it goes live with the first partner", [way.may]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": input.tenant.ref, "reason": reason} if {
	some way in ways
	input.teams[way.switch].open == "unknown"
	doors(way) == []
	reason := sprintf("direct connect is closed for everybody, and whether Teams lets anybody %s is unknown", [way.may])
}

unknown contains {"on": door.on, "path": door.setting.path, "reason": lib.cannot_tell(door.setting.title, door.setting)} if {
	some way in ways
	input.teams[way.switch].open in {"some", "unknown"}
	every door in doors(way) {
		door.setting.admits == "unknown"
	}
	some door in doors(way)
}

# Whoever is not shut out in that direction.
doors(way) := [{"on": subject.ref, "setting": setting} |
	some subject in lib.judged
	setting := subject.settings[way.setting]
	setting.admits != "nobody"
]
