package tenantlint.teams.channel_policy_assignments_exceeded_test

import data.tenantlint.mock
import data.tenantlint.teams.channel_policy_assignments_exceeded as rule

held(group) := {
	"ref": concat(":", ["assignment", group]), "policy": "pilot", "known": true, "group": group, "by_name": false,
	"rank": 1, "path": "PolicyName",
}

world(groups, limit) := mock.world({
	"teams": {"assignments": [held(group) | some group in groups]},
	"options": {"limit": limit},
})

test_too_many if {
	rule.fail == {{
		"on": "assignment:c3", "path": "PolicyName", "expected": "at most 2", "actual": "3",
		"message": "Channel policies are assigned to 3 groups, and the limit is 2",
	}} with input as world(["a1", "b2", "c3"], 2)
}

test_at_the_limit if {
	rule.fail == set() with input as world(["a1", "b2"], 2)
	rule.fail == set() with input as world([], 64)
}
