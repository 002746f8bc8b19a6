package tenantlint.teams.teams_shared_channel_creation_unscoped_test

import data.tenantlint.mock
import data.tenantlint.teams.teams_shared_channel_creation_unscoped as rule

name := "AllowSharedChannelCreation"

world(policy, phase, scoped) := mock.world({
	"policies": [policy],
	"tenant": {"phase": phase},
	"options": {"scopedCreation": scoped},
})

creation(value) := {"settings": {name: mock.flag(name, value)}}

finding := {
	"on": "policy:global", "path": name, "expected": "false", "actual": "true",
	"message": "Global lets every team owner without another policy create shared channels, but creation is meant for named groups",
}

test_internal_pilot if {
	pilot := world(mock.policy(creation(true)), "internal-pilot", false)
	rule.fail == {finding} with input as pilot
	rule.applicable == {"policy:global"} with input as pilot
}

test_option if {
	every phase in ["open", "selected-partners", null] {
		scoped := world(mock.policy(creation(true)), phase, true)
		rule.fail == {finding} with input as scoped
	}
}

test_not_applicable if {
	every phase in ["open", "selected-partners", null] {
		rule.fail == set() with input as world(mock.policy(creation(true)), phase, false)
		rule.unknown == set() with input as world(mock.policy(creation(null)), phase, false)
		rule.applicable == set() with input as world(mock.policy(creation(true)), phase, false)
	}
}

test_off if {
	rule.fail == set() with input as world(mock.policy({}), "internal-pilot", false)
	rule.unknown == set() with input as world(mock.policy({}), "internal-pilot", false)
	rule.applicable == {"policy:global"} with input as world(mock.policy({}), "internal-pilot", false)
}

test_custom_policy_is_not_applicable if {
	rule.fail == set() with input as world(mock.custom(creation(true)), "internal-pilot", false)
	rule.applicable == set() with input as world(mock.custom(creation(true)), "internal-pilot", false)
}

test_unknown if {
	pilot := world(mock.policy(creation(null)), "internal-pilot", false)
	rule.fail == set() with input as pilot
	rule.unknown == {{
		"on": "policy:global", "path": name,
		"reason": "AllowSharedChannelCreation unknown: the export does not carry it",
	}} with input as pilot
}
