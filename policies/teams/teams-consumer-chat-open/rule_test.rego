package tenantlint.teams.teams_consumer_chat_open_test

import data.tenantlint.mock
import data.tenantlint.teams.teams_consumer_chat_open as rule

world(consumer, inbound, policies) := mock.world({
	"federation": mock.federation({"settings": {
		"AllowTeamsConsumer": mock.flag("AllowTeamsConsumer", consumer),
		"AllowTeamsConsumerInbound": mock.flag("AllowTeamsConsumerInbound", inbound),
	}}),
	"records": {"external_access_policy": policies},
})

policy(name, access) := {
	"ref": "record/external-access-policy/0", "name": name, "unclear": [], "value": {"EnableTeamsConsumerAccess": access},
}

finding := {
	"on": "federation", "path": "AllowTeamsConsumer", "expected": "false", "actual": "true",
	"message": "Our users may start conversations with anyone who has a private Teams account",
}

test_outbound if {
	every inbound in [false, null] {
		every policies in [[], [policy("Global", true)], [policy("Global", null)], [policy("Global", true), policy("Tag:Sales", false)]] {
			open := world(true, inbound, policies)
			rule.fail == {finding} with input as open
			rule.unknown == set() with input as open
			rule.applicable == {"tenant"} with input as open
		}
	}
}

test_global_is_missing if {
	every consumer in [true, null] {
		partial := world(consumer, false, [policy("Tag:Sales", false)])
		rule.fail == set() with input as partial
		found := rule.unknown with input as partial
		{entry | some entry in found; entry.on == "tenant"} == {{
			"on": "tenant",
			"reason": "whether Global shuts private accounts out is unknown: the export holds external access policies, but not Global",
		}}
	}
	every switches in [[false, false], [true, true], [false, null]] {
		settled := world(switches[0], switches[1], [policy("Tag:Sales", false)])
		rule.unknown == set() with input as settled
	}
}

test_both_ways_is_said_elsewhere if {
	both := world(true, true, [])
	rule.fail == set() with input as both
	rule.unknown == set() with input as both
}

test_off if {
	every inbound in [true, false, null] {
		off := world(false, inbound, [])
		rule.fail == set() with input as off
		rule.unknown == set() with input as off
	}
}

test_closed_by_global if {
	every consumer in [true, null] {
		closed := world(consumer, false, [policy("Global", false)])
		rule.fail == set() with input as closed
		rule.unknown == set() with input as closed
	}
}

test_unknown if {
	dim := world(null, false, [])
	rule.fail == set() with input as dim
	rule.unknown == {{
		"on": "federation", "path": "AllowTeamsConsumer", "reason": "AllowTeamsConsumer unknown: the export does not carry it",
	}} with input as dim
}

test_government_cloud_is_not_applicable if {
	every consumer in [true, null] {
		government := object.union(world(consumer, false, []), {"tenant": {"cloud": "us-government"}})
		rule.fail == set() with input as government
		rule.unknown == set() with input as government
		rule.applicable == set() with input as government
	}
}
