# METADATA
# title: People stay in a shared channel after the door was closed
# description: >-
#   Teams lets nobody invite outsiders any more, or direct connect with the tenant is closed, and people of it are
#   still in a shared channel.
# related_resources:
# - ref: https://learn.microsoft.com/microsoftteams/teams-policies
#   description: Manage channel policies in Microsoft Teams
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/graph/api/channel-list-allmembers
#   description: List everybody who gets into a channel
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [inventory]
#   partners: []
#   remediation: Take the people and teams of that tenant out of the channel, or open the setting again.
#   controls: [ISO 27002:2022 5.18]
package tenantlint.inventory.channel_access_left_behind

import data.tenantlint.channels

# What lets people into channels of each side, in Teams and in Entra.
sides := {
	"hosted": {
		"door": "inbound", "switch": input.teams.sharing.open,
		"title": "inbound direct connect", "nobody": "no channel policy lets anybody invite outsiders any more",
	},
	"incoming": {
		"door": "outbound", "switch": input.teams.joining.open,
		"title": "outbound direct connect", "nobody": "no channel policy lets anybody join channels of others any more",
	},
}

fail contains finding if {
	some channel in input.inventory.channels
	some outsider in channel.outsiders
	closed := shut(sides[channel.side], outsider)
	finding := {
		"on": outsider.ref,
		"path": outsider.path,
		"level": closed.level,
		"message": sprintf("%s, although %s", [channels.presence(channel, outsider), closed.text]),
	}
}

unknown contains {"on": outsider.ref, "path": outsider.path, "reason": doubt} if {
	some channel in input.inventory.channels
	some outsider in channel.outsiders
	side := sides[channel.side]
	side.switch != "nobody"
	outsider[side.door] != "nobody"
	some doubt in doubts(side, outsider)
}

unknown contains doubt if some doubt in channels.untold

applicable contains ref if some ref in channels.judged

# Who is on the list of a closed channel comes back with the next opening. The switch of Teams closes nothing behind itself.
shut(side, outsider) := {"level": "info", "text": sprintf("%s is closed for %s: whoever opens it again lets them back in", [side.title, outsider.name])} if {
	outsider[side.door] == "nobody"
}

shut(side, outsider) := {"level": "warning", "text": sprintf("%s: that takes nobody out who is in", [side.nobody])} if {
	outsider[side.door] != "nobody"
	side.switch == "nobody"
}

doubts(side, outsider) := {text |
	some text, value in {
		sprintf("whether %s is open for %s is unknown", [side.title, outsider.name]): outsider[side.door],
		"whether Teams still lets anybody do so is unknown: it takes the channel policies (Get-CsTeamsChannelsPolicy) and their assignments": side.switch,
	}
	value == "unknown"
}
