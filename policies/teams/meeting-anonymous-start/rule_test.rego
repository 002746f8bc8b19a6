package tenantlint.teams.meeting_anonymous_start_test

import data.tenantlint.mock
import data.tenantlint.teams.meeting_anonymous_start as rule

policy(name, value) := {
	"ref": concat("/", ["record", name]), "name": name, "unclear": [], "value": {"AllowAnonymousUsersToStartMeeting": value},
}

world(policies) := mock.world({"records": {"meeting_policy": policies}})

finding(name) := {
	"on": concat("/", ["record", name]), "path": "AllowAnonymousUsersToStartMeeting", "expected": "false", "actual": "true",
	"message": sprintf("%s lets anonymous people start a meeting before anybody of ours is in it", [name]),
}

test_on if {
	open := world([policy("Global", true), policy("Tag:Webinars", true), policy("Tag:AllOn", true)])
	custom := object.union(finding("Tag:Webinars"), {"level": "info"})
	rule.fail == {finding("Global"), custom} with input as open
	rule.unknown == set() with input as open
}

test_off if {
	closed := world([policy("Global", false), policy("Tag:Webinars", false)])
	rule.fail == set() with input as closed
	rule.unknown == set() with input as closed
}

test_unknown if {
	dim := world([policy("Global", null), policy("Tag:AllOn", null)])
	rule.fail == set() with input as dim
	rule.unknown == {{
		"on": "record/Global",
		"reason": "Global: AllowAnonymousUsersToStartMeeting is not in the export, or could not be read",
	}} with input as dim
}

test_global_is_missing if {
	every name in ["Tag:Webinars", "Tag:AllOn"] {
		partial := world([policy(name, false)])
		rule.fail == set() with input as partial
		rule.unknown == {{
			"on": "tenant",
			"reason": "what Global says is unknown: the export holds meeting policies, but not Global (AllowAnonymousUsersToStartMeeting)",
		}} with input as partial
	}
}
