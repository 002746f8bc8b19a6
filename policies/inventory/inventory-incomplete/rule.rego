# METADATA
# title: The inventory of shared channels does not tell who gets in
# description: >-
#   The inventory leaves out who is in a shared channel, whether a channel is shared, or which channels there are, so
#   that rules about channels can't tell.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/channel
#   description: The channel resource of Microsoft Graph
# - ref: https://learn.microsoft.com/graph/api/channel-list-allmembers
#   description: List everybody who gets into a channel
# - ref: https://learn.microsoft.com/graph/api/sharedwithchannelteaminfo-list
#   description: List the teams that a channel is shared with
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [inventory]
#   partners: []
#   remediation: Take the inventory again, with the header Prefer include-unknown-enum-members, and all pages of /allMembers and /sharedWithTeams.
#   controls: []
package tenantlint.inventory.inventory_incomplete

import data.tenantlint.channels

fail contains {"on": gap.ref, "path": gap.path, "message": sprintf("The inventory does not tell all: %s", [gap.reason])} if {
	some gap in channels.gaps
}
