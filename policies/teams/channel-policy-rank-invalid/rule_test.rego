package tenantlint.teams.channel_policy_rank_invalid_test

import data.tenantlint.mock
import data.tenantlint.teams.channel_policy_rank_invalid as rule

held(policy, group, rank) := {
	"ref": concat(":", ["assignment", group]), "policy": policy, "known": true, "group": group, "by_name": false,
	"rank": rank, "path": "PolicyName",
}

world(assignments) := mock.world({"teams": {"assignments": assignments}})

test_in_order if {
	sound := world([held("pilot", "a1", 1), held("creators", "b2", 2), held("pilot", "c3", 4)])
	rule.fail == set() with input as sound
	rule.unknown == set() with input as sound
}

test_twice if {
	wrong := world([held("pilot", "a1", 1), held("creators", "b2", 1)])
	rule.fail == {{
		"on": "assignment:b2", "path": "PolicyName", "expected": "one policy per rank", "actual": "rank 1 twice",
		"message": "creators and pilot are both assigned at rank 1, so nobody can tell which holds for whoever is in both groups",
		"related": [{"on": "assignment:a1", "path": "PolicyName", "label": "the same rank"}],
	}} with input as wrong
	rule.unknown == set() with input as wrong
}

test_one_policy_twice if {
	same := world([held("pilot", "a1", 1), held("pilot", "b2", 1)])
	rule.fail == set() with input as same
}

test_below_one if {
	rule.fail == {{
		"on": "assignment:a1", "path": "PolicyName", "level": "warning", "expected": "1 or more", "actual": "0",
		"message": "pilot is assigned to group a1 at rank 0, but ranks begin at 1",
	}} with input as world([held("pilot", "a1", 0)])
}

test_no_rank if {
	dim := world([held("pilot", "a1", null), held("creators", "b2", null)])
	rule.fail == set() with input as dim
	rule.unknown == {
		{"on": "assignment:a1", "path": "PolicyName", "reason": "the rank at which pilot is assigned to group a1 is missing or no number"},
		{"on": "assignment:b2", "path": "PolicyName", "reason": "the rank at which creators is assigned to group b2 is missing or no number"},
	} with input as dim
	alone := world([held("pilot", "a1", null)])
	rule.fail == set() with input as alone
	rule.unknown == set() with input as alone
}
