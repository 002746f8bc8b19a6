# METADATA
# title: A shared channel with outsiders has fewer than two owners of ours
# description: >-
#   Outsiders are in a shared channel that one person of ours owns, or nobody. Only its owners can take somebody out.
# related_resources:
# - ref: https://learn.microsoft.com/microsoftteams/shared-channels
#   description: Shared channels in Microsoft Teams
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
#   remediation: Give the channel a second owner of ours.
#   controls: []
package tenantlint.inventory.channel_single_owner

import data.tenantlint.channels

fail contains finding if {
	some channel in with_outsiders
	channel.owners != null
	channel.owners < 2
	finding := {
		"on": channel.ref,
		"path": channel.path,
		"message": sprintf("Outsiders are in %s, and %s: only owners can take somebody out", [channels.title(channel), said[channel.owners]]),
		"expected": "two owners or more",
		"actual": sprintf("%d", [channel.owners]),
	}
}

unknown contains doubt if some doubt in channels.untold

applicable contains input.tenant.ref if with_outsiders != []

applicable contains input.tenant.ref if channels.gaps != set()

said := ["nobody of ours owns it", "one person of ours alone owns it"]

with_outsiders := [channel |
	some channel in channels.hosted
	channel.outsiders != []
]
