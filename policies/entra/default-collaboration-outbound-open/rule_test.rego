package tenantlint.entra.default_collaboration_outbound_open_test

import data.tenantlint.entra.default_collaboration_outbound_open as rule
import data.tenantlint.mock

world(scope) := mock.world({"default": mock.fallback({"settings": mock.settings(mock.one("b2bCollaborationOutbound", scope))})})

finding(admits, who) := {
	"on": "default", "path": "b2bCollaborationOutbound", "expected": "nobody", "actual": admits,
	"message": sprintf("The default opens outbound collaboration to all organisations without a setting of their own: %s can be guests there", [who]),
}

test_closed if {
	rule.fail == set() with input as world("closed")
	rule.unknown == set() with input as world("closed")
}

test_open if {
	rule.fail == {finding("everybody", "our users")} with input as world("everybody")
	rule.fail == {finding("listed", "the users and groups that it names")} with input as world("groups")
	rule.unknown == set() with input as world("everybody")
}

test_unknown if {
	rule.fail == set() with input as world("unknown")
	rule.unknown == {{
		"on": "default", "path": "b2bCollaborationOutbound",
		"reason": "outbound collaboration unknown: the export does not carry it",
	}} with input as world("unknown")
}

test_no_default if {
	rule.fail == set() with input as mock.world({})
	rule.unknown == set() with input as mock.world({})
}
