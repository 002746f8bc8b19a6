package tenantlint.teams.channel_policy_assignment_dangling_test

import data.tenantlint.mock
import data.tenantlint.teams.channel_policy_assignment_dangling as rule

held(known) := {
	"ref": "assignment:a1", "policy": "pilott", "known": known, "group": "a1", "by_name": false, "rank": 1, "path": "PolicyName",
}

world(policies, known) := mock.world({"policies": policies, "teams": {"assignments": [held(known)]}})

test_dangling if {
	wrong := world([mock.policy({}), mock.custom({})], false)
	rule.fail == {{
		"on": "assignment:a1", "path": "PolicyName", "expected": "a policy of this tenant", "actual": "pilott",
		"message": "Group a1 is assigned the channel policy pilott, which is not in the export, so what holds for the group can't be told",
	}} with input as wrong
	rule.unknown == set() with input as wrong
}

test_known if {
	every policies in [[mock.policy({})], [mock.custom({})]] {
		rule.fail == set() with input as world(policies, true)
		rule.unknown == set() with input as world(policies, true)
	}
}

test_without_global if {
	partial := world([mock.custom({})], false)
	rule.fail == set() with input as partial
	rule.unknown == {{
		"on": "assignment:a1", "path": "PolicyName",
		"reason": "group a1 is assigned the channel policy pilott; whether it exists is unknown, for the export holds no Global, so not all policies",
	}} with input as partial
}
