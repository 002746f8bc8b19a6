# METADATA
# title: A shared channel with outsiders has outlived its agreement
# description: >-
#   Outsiders are in a shared channel that is older than the agreement lets one be, in which nothing happened for
#   longer than agreed, or whose team is archived.
# related_resources:
# - ref: https://learn.microsoft.com/microsoftteams/shared-channels
#   description: Shared channels in Microsoft Teams
# - ref: https://learn.microsoft.com/graph/api/channel-list-allmembers
#   description: List everybody who gets into a channel
# - ref: https://learn.microsoft.com/graph/api/reportroot-getteamsteamactivitydetail
#   description: Report on Microsoft Teams activity by team
# custom:
#   level: info
#   levels: {strict: warning}
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [inventory]
#   partners: []
#   remediation: Close the channel or take the outsiders out, or agree on a longer life.
#   controls: [ISO 27002:2022 5.18]
package tenantlint.inventory.channel_stale

import data.tenantlint.channels

fail contains finding if {
	some channel in channels.hosted
	some outsider in channel.outsiders
	some reason in stale(channel, outsider)
	finding := {
		"on": channel.ref,
		"path": channel.path,
		"message": sprintf("%s, and %s", [channels.presence(channel, outsider), reason]),
	}
}

unknown contains {"on": channel.ref, "path": concat(".", [channel.path, key]), "reason": sprintf("whether it has outlived the agreement with %s is unknown: `%s` of the channel is not told", [outsider.name, key])} if {
	some channel in channels.hosted
	some outsider in channel.outsiders
	stale(channel, outsider) == set()
	some key in untold(channel, outsider)
}

unknown contains doubt if some doubt in channels.untold

applicable contains input.tenant.ref if {
	some channel in channels.hosted
	channel.outsiders != []
}

applicable contains input.tenant.ref if channels.gaps != set()

stale(channel, outsider) := {reason |
	some reason, holds in {
		"its team is archived": channel.archived,
		sprintf("it is older than the agreement lets a channel be (%v)", [term(outsider, "maxChannelAge")]): outsider.outlived,
		sprintf("nothing happened in it for longer than agreed (%v)", [term(outsider, "inactiveAfter")]): outsider.idle,
		sprintf("nothing happened in its whole team for longer than agreed (%v), by the report on teams", [term(outsider, "inactiveAfter")]): outsider.team_idle,
	}
	holds == true
}

untold(channel, outsider) := {key |
	some key, value in {"isArchived": channel.archived, "createdDateTime": outsider.outlived, "lastActivityDate": outsider.idle}
	value == null
	asked(outsider, key)
}

# A period that nobody agreed to is not asked for.
asked(_, key) if key == "isArchived"

asked(outsider, key) if {
	key == "createdDateTime"
	term(outsider, "maxChannelAge") != null
}

asked(outsider, key) if {
	key == "lastActivityDate"
	term(outsider, "inactiveAfter") != null
}

term(outsider, _) := null if outsider.register == null

term(outsider, key) := object.get(outsider.register.terms, ["lifecycle", key], null) if outsider.register != null
