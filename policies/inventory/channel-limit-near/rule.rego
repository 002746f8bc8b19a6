# METADATA
# title: A shared channel is near a limit of Microsoft Teams
# description: >-
#   A shared channel is shared with nearly as many teams, or has nearly as many people, as Microsoft Teams allows.
# related_resources:
# - ref: https://learn.microsoft.com/microsoftteams/limits-specifications-teams
#   description: Limits and specifications of Microsoft Teams
# - ref: https://learn.microsoft.com/microsoftteams/shared-channels
#   description: Shared channels in Microsoft Teams
# custom:
#   level: info
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [inventory]
#   partners: []
#   remediation: Split the channel, or take teams out that no longer need it.
#   controls: []
package tenantlint.inventory.channel_limit_near

import data.tenantlint.channels

# Four fifths of what Microsoft documents: 50 teams beside the host, 25,000 people with those who come in through teams.
limits := {
	"teams": {"near": 40, "most": 50, "text": "%d teams of at most %d"},
	"members": {"near": 20000, "most": 25000, "text": "%d people of at most %d"},
}

fail contains finding if {
	some channel in channels.hosted
	some key, limit in limits
	channel[key] != null
	channel[key] >= limit.near
	finding := {
		"on": channel.ref,
		"path": channel.path,
		"message": sprintf("%s has %s", [channels.title(channel), sprintf(limit.text, [channel[key], limit.most])]),
	}
}

unknown contains doubt if some doubt in channels.untold

applicable contains ref if some ref in channels.judged
