package tenantlint.teams.external_access_policy_reopens_private_accounts_test

import data.tenantlint.mock
import data.tenantlint.teams.external_access_policy_reopens_private_accounts as rule

policy(name, access) := {
	"ref": concat("/", ["record", name]), "name": name, "unclear": [], "value": {"EnableTeamsConsumerAccess": access},
}

world(consumer, policies) := mock.world({
	"federation": mock.federation({"settings": {"AllowTeamsConsumer": mock.flag("AllowTeamsConsumer", consumer)}}),
	"records": {"external_access_policy": policies},
})

reopened := [policy("Global", false), policy("Tag:Sales", true), policy("Tag:FederationOnly", true)]

test_reopened if {
	loose := world(true, reopened)
	rule.fail == {{
		"on": "record/Tag:Sales", "path": "EnableTeamsConsumerAccess", "expected": "false", "actual": "true",
		"message": "Tag:Sales lets its holders communicate with private Teams accounts, which Global shuts out",
		"related": [{"on": "record/Global", "path": "EnableTeamsConsumerAccess", "label": "Global shuts them out"}],
	}} with input as loose
	rule.unknown == set() with input as loose
	rule.applicable == {"tenant"} with input as loose
}

test_not_reopened if {
	every policies in [
		[policy("Global", false), policy("Tag:Sales", false)], [policy("Global", true), policy("Tag:Sales", true)],
		[policy("Global", true), policy("Tag:Sales", false)], [policy("Global", false)],
	] {
		sound := world(true, policies)
		rule.fail == set() with input as sound
		rule.unknown == set() with input as sound
	}
}

test_off_in_the_tenant if {
	off := world(false, reopened)
	rule.fail == set() with input as off
	rule.unknown == set() with input as off
	rule.applicable == set() with input as off
}

test_government_cloud_is_not_applicable if {
	every consumer in [true, null] {
		government := object.union(world(consumer, reopened), {"tenant": {"cloud": "us-government"}})
		rule.fail == set() with input as government
		rule.unknown == set() with input as government
		rule.applicable == set() with input as government
	}
}

test_unknown if {
	dim := world(null, reopened)
	rule.fail == set() with input as dim
	rule.unknown == {{
		"on": "federation", "path": "AllowTeamsConsumer", "reason": "AllowTeamsConsumer unknown: the export does not carry it",
	}} with input as dim
	silent := world(true, [policy("Global", null), policy("Tag:Sales", true)])
	rule.fail == set() with input as silent
	rule.unknown == {{
		"on": "record/Global", "reason": "Global: EnableTeamsConsumerAccess is not in the export, or could not be read",
	}} with input as silent
	headless := world(true, [policy("Tag:Sales", true)])
	rule.fail == set() with input as headless
	rule.unknown == {{
		"on": "tenant", "reason": "what Global says of private accounts is unknown: the export holds no Global external access policy",
	}} with input as headless
}
