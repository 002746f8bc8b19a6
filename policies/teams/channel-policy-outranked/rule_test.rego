package tenantlint.teams.channel_policy_outranked_test

import data.tenantlint.mock
import data.tenantlint.teams.channel_policy_outranked as rule

sharing := "AllowChannelSharingToExternalUser"

open := {"settings": {sharing: mock.flag(sharing, true)}}

unclear := {"settings": {sharing: mock.flag(sharing, null)}}

ranked(group, rank) := {"assignments": [object.union(mock.assignment(group, true), {"rank": rank})]}

# Pilot grants, Pupils takes away.
pilot(rank) := mock.custom(object.union(open, ranked("a1", rank)))

pupils(rank) := mock.custom(object.union({"ref": "policy:pupils", "name": "Pupils"}, ranked("b2", rank)))

world(policies) := mock.world({"policies": policies})

test_outranked if {
	every everyone in [mock.policy({}), mock.policy(open)] {
		wrong := world([everyone, pilot(1), pupils(2)])
		rule.fail == {{
			"on": "policy:pupils", "path": "assignments.b2", "actual": "rank 2",
			"message": "Pupils takes something away from group b2 at rank 2, but a policy that grants it has a better rank, so whoever is in both groups keeps it",
			"related": [{"on": "policy:pilot", "path": "assignments.a1", "label": "rank 1 grants it"}],
		}} with input as wrong
		rule.unknown == set() with input as wrong
	}
}

test_better_rank if {
	right := world([mock.policy(open), pupils(1), pilot(2)])
	rule.fail == set() with input as right
	rule.unknown == set() with input as right
}

test_policy_that_adds_something if {
	creation := "AllowSharedChannelCreation"
	creators := object.union(pupils(2), {"settings": {creation: mock.flag(creation, true)}})
	adding := world([mock.policy({}), pilot(1), creators])
	rule.fail == set() with input as adding
	taking := world([mock.policy({"settings": {creation: mock.flag(creation, true)}}), pilot(1), creators])
	found := rule.fail with input as taking
	{hit.on | some hit in found} == {"policy:pupils"}
}

test_two_that_take_away if {
	both := world([mock.policy(open), pupils(2), object.union(pilot(1), {"settings": {sharing: mock.flag(sharing, false)}})])
	rule.fail == set() with input as both
}

test_nobody_else_holds_one if {
	alone := world([mock.policy(unclear), pupils(null)])
	rule.fail == set() with input as alone
	rule.unknown == set() with input as alone
}

test_unknown_switch if {
	dim := world([mock.policy(unclear), pupils(1), pilot(2)])
	rule.fail == set() with input as dim
	rule.unknown == {{
		"on": "policy:global", "path": sharing,
		"reason": "AllowChannelSharingToExternalUser unknown: the export does not carry it",
	}} with input as dim
}

test_unknown_rank if {
	dim := world([mock.policy({}), pupils(2), pilot(null)])
	rule.fail == set() with input as dim
	found := rule.unknown with input as dim
	found == {{"on": "policy:pilot", "path": "assignments.a1", "reason": "the rank of group a1 is unknown"}}
}

test_no_global if {
	headless := world([pilot(1), pupils(2)])
	rule.fail == set() with input as headless
	rule.unknown == {{
		"on": "tenant", "reason": "what a policy takes away is unknown: the export holds no Global policy",
	}} with input as headless
}
