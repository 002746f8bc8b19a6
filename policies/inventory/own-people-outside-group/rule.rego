# METADATA
# title: People of ours are in a partner's channel without being in the group for it
# description: >-
#   The register keeps a group of ours for the partner, and people who are not in it take part in a shared channel
#   that the partner hosts.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/microsoftteams/teams-policies
#   description: Manage channel policies in Microsoft Teams
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register, inventory, groups]
#   partners: []
#   remediation: Take these people out of the channel, or add them to the group that the register keeps for the partner.
#   controls: [ISO 27002:2022 5.18]
package tenantlint.inventory.own_people_outside_group

import data.tenantlint.channels

fail contains finding if {
	some seat in seats
	seat.host.outside_group != null
	seat.host.outside_group > 0
	finding := {
		"on": seat.channel.ref,
		"path": seat.channel.path,
		"message": sprintf("%s of ours %s in the shared channel \"%s\", which %s hosts, and in none of our groups for %s", [
			channels.people(seat.host.outside_group), verb(seat.host.outside_group), seat.channel.name, seat.host.name, seat.host.name,
		]),
		"expected": "members of the dedicated group only",
		"related": [{"on": seat.host.register.ref, "path": "groups", "label": "the group stands here"}],
	}
}

unknown contains {"on": seat.channel.ref, "path": seat.channel.path, "reason": sprintf("whether people of ours are in \"%s\" who are not in our group for %s is unknown: %s", [seat.channel.name, seat.host.name, seat.host.outside_reason])} if {
	some seat in seats
	seat.host.outside_group == null
}

unknown contains {"on": input.tenant.ref, "reason": input.inventory.incoming_reason} if {
	input.inventory.incoming_reason != null
	dedicated != set()
}

unknown contains doubt if some doubt in doubtful

applicable contains input.tenant.ref if dedicated != set()

verb(count) := "is" if count == 1

verb(count) := "are" if count != 1

# Approved partners with a group of ours.
dedicated := {entry.tenant_id |
	some entry in input.register.entries
	has_group(entry)
}

has_group(entry) if {
	entry.approved == true
	entry.tenant_id != input.tenant.id
	array.concat(entry.groups.ours, entry.groups.names.ours) != []
}

seats := [seat |
	some channel in channels.incoming
	some host in channel.outsiders
	channels.vetted(host)
	has_group(host.register)
	seat := {"channel": channel, "host": host}
]

# Of channels that are ours nothing is asked here.
doubtful := {{"on": gap.ref, "path": gap.path, "reason": gap.reason} |
	dedicated != set()
	some gap in perhaps
}

perhaps := {gap | some gap in input.inventory.gaps} | {gap |
	some channel in input.inventory.channels
	channel.side != "hosted"
	some gap in channel.gaps
}
