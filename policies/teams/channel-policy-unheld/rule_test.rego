package tenantlint.teams.channel_policy_unheld_test

import data.tenantlint.mock
import data.tenantlint.teams.channel_policy_unheld as rule

creation := "AllowSharedChannelCreation"

sharing := "AllowChannelSharingToExternalUser"

joining := "AllowUserToParticipateInExternalSharedChannel"

world(policy) := mock.world({"policies": [policy]})

settings(values) := {"settings": {name: mock.flag(name, value) | some name, value in values}}

finding(path, may) := {
	"on": "policy:pilot", "path": path, "expected": "held by a group", "actual": "held by no group",
	"message": sprintf("Pilot lets its holders %s, and no group holds it: either it is idle, or users hold it directly and nobody sees who", [may]),
}

test_unheld if {
	one := world(mock.custom(settings({joining: true})))
	rule.fail == {finding(joining, "join shared channels of others")} with input as one
	rule.applicable == {"policy:pilot"} with input as one
	three := world(mock.custom(settings({creation: true, sharing: true, joining: true})))
	rule.fail == {finding(
		sharing,
		"invite outsiders into them, create shared channels, join shared channels of others",
	)} with input as three
	rule.unknown == set() with input as three
}

test_held if {
	held := world(mock.custom(object.union(settings({sharing: true}), {"assignments": [mock.assignment("a1", false)]})))
	rule.fail == set() with input as held
	rule.unknown == set() with input as held
	rule.applicable == {"policy:pilot"} with input as held
}

test_grants_nothing if {
	rule.fail == set() with input as world(mock.custom({}))
	rule.unknown == set() with input as world(mock.custom({}))
}

test_global_and_template_are_not_applicable if {
	template := mock.custom(object.union(settings({sharing: true}), {"is_template": true}))
	every policy in [template, mock.policy(settings({sharing: true}))] {
		rule.fail == set() with input as world(policy)
		rule.applicable == set() with input as world(policy)
	}
}

test_unknown if {
	unclear := world(mock.custom(settings({sharing: null})))
	rule.fail == set() with input as unclear
	rule.unknown == {{
		"on": "policy:pilot", "path": sharing,
		"reason": "AllowChannelSharingToExternalUser unknown: the export does not carry it",
	}} with input as unclear
	known := world(mock.custom(settings({sharing: null, joining: true})))
	rule.unknown == set() with input as known
	held := world(mock.custom(object.union(settings({sharing: null}), {"assignments": [mock.assignment("a1", true)]})))
	rule.unknown == set() with input as held
}
