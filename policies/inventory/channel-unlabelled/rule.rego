# METADATA
# title: A shared channel with outsiders is in a team without a sensitivity label, or with one against outsiders
# description: >-
#   Outsiders are in a shared channel of a team that has no sensitivity label, so that nothing says how far what is in
#   it may go, or whose label forbids guests or teams of other tenants.
# related_resources:
# - ref: https://learn.microsoft.com/purview/sensitivity-labels-teams-groups-sites
#   description: Sensitivity labels for teams, groups and sites
# - ref: https://learn.microsoft.com/powershell/module/exchangepowershell/get-label
#   description: Get-Label
# - ref: https://learn.microsoft.com/microsoftteams/shared-channels
#   description: Shared channels in Microsoft Teams
# custom:
#   level: info
#   levels: {strict: warning}
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [inventory]
#   partners: []
#   remediation: Give the team a sensitivity label that fits, or take the outsiders out.
#   controls: [ISO 27002:2022 5.13]
package tenantlint.inventory.channel_unlabelled

import data.tenantlint.channels

fail contains finding if {
	some channel in with_outsiders
	channel.labelled == false
	finding := {
		"on": channel.ref,
		"path": channel.path,
		"message": sprintf("Outsiders are in %s, and the team has no sensitivity label", [channels.title(channel)]),
	}
}

fail contains finding if {
	some channel in with_outsiders
	against := contradiction(channel)
	finding := {
		"on": channel.ref,
		"path": channel.path,
		"message": sprintf("%s, and \"%s\", the label of the team, forbids %s", [against.who, channel.label.name, against.what]),
	}
}

unknown contains {"on": channel.ref, "path": channel.path, "reason": sprintf("what \"%s\", the label of the team, says of guests is unknown: %s", [channel.label.name, channel.label.reason])} if {
	some channel in with_outsiders
	channel.label.reason != null
}

unknown contains {"on": channel.ref, "path": channel.path, "reason": "whether the team has a sensitivity label is not in the export: `label` of the team, its id or null (GET /groups/{id}?$select=assignedLabels)"} if {
	some channel in with_outsiders
	channel.labelled == null
}

unknown contains doubt if some doubt in channels.untold

applicable contains input.tenant.ref if with_outsiders != []

applicable contains input.tenant.ref if channels.gaps != set()

with_outsiders := [channel |
	some channel in channels.hosted
	channel.outsiders != []
]

# What is in the channel against the label, the gravest first.
contradiction(channel) := {"who": sprintf("Outsiders are in %s", [channels.title(channel)]), "what": "guests"} if {
	channel.label.forbids_guests == true
} else := {"who": sprintf("%s is shared with teams of other tenants", [capital(channels.title(channel))]), "what": "that"} if {
	channel.label.forbids_outside_teams == true
	some outsider in channel.outsiders
	outsider.teams > 0
}

capital(text) := concat("", [upper(substring(text, 0, 1)), substring(text, 1, -1)])
