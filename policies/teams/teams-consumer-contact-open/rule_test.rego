package tenantlint.teams.teams_consumer_contact_open_test

import data.tenantlint.mock
import data.tenantlint.teams.teams_consumer_contact_open as rule

world(consumer, inbound) := mock.world({"federation": mock.federation({"settings": {
	"AllowTeamsConsumer": mock.flag("AllowTeamsConsumer", consumer),
	"AllowTeamsConsumerInbound": mock.flag("AllowTeamsConsumerInbound", inbound),
}})})

cloud(world, name) := object.union(world, {"tenant": {"cloud": name}})

finding := {
	"on": "federation", "path": "AllowTeamsConsumerInbound", "expected": "false", "actual": "true",
	"message": "Anyone with a private Teams account can find our users and start a conversation with them",
	"related": [{"on": "federation", "path": "AllowTeamsConsumer", "label": "contact with private accounts is on"}],
}

unknown(name) := {"on": "federation", "path": name, "reason": sprintf("%s unknown: the export does not carry it", [name])}

test_both_on if {
	rule.fail == {finding} with input as world(true, true)
	rule.unknown == set() with input as world(true, true)
	rule.applicable == {"tenant"} with input as world(true, true)
}

test_one_off if {
	every value in [true, false, null] {
		rule.fail == set() with input as world(false, value)
		rule.unknown == set() with input as world(false, value)
		rule.fail == set() with input as world(value, false)
		rule.unknown == set() with input as world(value, false)
	}
}

test_unknown if {
	rule.unknown == {unknown("AllowTeamsConsumer")} with input as world(null, true)
	rule.unknown == {unknown("AllowTeamsConsumerInbound")} with input as world(true, null)
	rule.unknown == {unknown("AllowTeamsConsumer"), unknown("AllowTeamsConsumerInbound")} with input as world(null, null)
	every value in [true, null] {
		rule.fail == set() with input as world(null, value)
		rule.fail == set() with input as world(value, null)
	}
}

test_government_cloud_is_not_applicable if {
	every value in [true, null] {
		rule.fail == set() with input as cloud(world(true, value), "us-government")
		rule.unknown == set() with input as cloud(world(true, value), "us-government")
		rule.applicable == set() with input as cloud(world(true, value), "us-government")
	}
}

test_cloud_not_given if {
	rule.fail == {finding} with input as cloud(world(true, true), null)
}
