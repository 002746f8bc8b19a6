# METADATA
# title: A shared channel with outsiders is in a team without a sensitivity label
# description: >-
#   Outsiders are in a shared channel of a team that has no sensitivity label, so that nothing says how far what is in
#   it may go.
# related_resources:
# - ref: https://learn.microsoft.com/purview/sensitivity-labels-teams-groups-sites
#   description: Sensitivity labels for teams, groups and sites
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
#   remediation: Give the team a sensitivity label.
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
