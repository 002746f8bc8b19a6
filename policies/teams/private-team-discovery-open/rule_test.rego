package tenantlint.teams.private_team_discovery_open_test

import data.tenantlint.mock
import data.tenantlint.teams.private_team_discovery_open as rule

world(policy, value) := mock.world({"policies": [object.union(policy, {"value": value, "unclear": []})]})

finding(name) := {
	"on": "policy:global", "path": name, "expected": "false", "actual": "true",
	"message": "Global lets everyone without another policy find private teams in search",
}

test_on if {
	every name in ["EnablePrivateTeamDiscovery", "AllowPrivateTeamDiscovery"] {
		open := world(mock.policy({}), {name: true})
		rule.fail == {finding(name)} with input as open
		rule.unknown == set() with input as open
		rule.applicable == {"policy:global"} with input as open
	}
}

test_off if {
	every name in ["EnablePrivateTeamDiscovery", "AllowPrivateTeamDiscovery"] {
		rule.fail == set() with input as world(mock.policy({}), {name: false})
		rule.unknown == set() with input as world(mock.policy({}), {name: false})
	}
}

test_unknown if {
	every value in [{}, {"EnablePrivateTeamDiscovery": null}] {
		rule.fail == set() with input as world(mock.policy({}), value)
		rule.unknown == {{
			"on": "policy:global", "reason": "EnablePrivateTeamDiscovery is not in the export, or could not be read",
		}} with input as world(mock.policy({}), value)
	}
}

test_custom_policy_is_not_applicable if {
	custom := world(mock.custom({}), {"EnablePrivateTeamDiscovery": true})
	rule.fail == set() with input as custom
	rule.applicable == set() with input as custom
}
