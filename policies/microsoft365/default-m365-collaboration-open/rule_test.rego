package tenantlint.microsoft365.default_m365_collaboration_open_test

import data.tenantlint.microsoft365.default_m365_collaboration_open as rule
import data.tenantlint.mock

world(service, more) := mock.world({"default": mock.fallback({"is_service_default": service, "more": more})})

section(access, names) := {"m365CollaborationInbound": {"users": {
	"accessType": access,
	"targets": [{"target": name} | some name in names],
}}}

finding(actual) := {
	"on": "default", "path": "m365CollaborationInbound.users", "expected": "AllUsers blocked", "actual": actual,
	"message": "The default opens inbound Microsoft 365 collaboration to all organisations without a setting of their own: any capability that is switched on by default then serves them",
}

test_closed if {
	closed := world(false, section("blocked", ["AllUsers"]))
	rule.fail == set() with input as closed
	rule.unknown == set() with input as closed
}

test_open if {
	open := world(false, section("allowed", ["AllUsers"]))
	rule.fail == {finding("allowed: AllUsers")} with input as open
	rule.unknown == set() with input as open
}

test_open_for_some if {
	some_of_them := world(false, section("allowed", ["b", "a", "c", "d"]))
	rule.fail == {finding("allowed: a, b, c and 1 more")} with input as some_of_them
	block_list := world(false, section("blocked", ["a"]))
	rule.fail == {finding("blocked: a")} with input as block_list
}

test_missing if {
	every service in [false, null] {
		rule.fail == set() with input as world(service, {})
		rule.unknown == {{
			"on": "default", "path": "m365CollaborationInbound",
			"reason": "m365CollaborationInbound is not in the export, or null there",
		}} with input as world(service, {})
	}
}

test_missing_from_microsofts_own if {
	rule.fail == set() with input as world(true, {})
	rule.unknown == set() with input as world(true, {})
}

test_unreadable if {
	unclear := object.union(section("allowed", [null]), {"unclear": ["m365CollaborationInbound.users.targets.0.target"]})
	rule.fail == set() with input as world(false, unclear)
	rule.unknown == {{
		"on": "default", "path": "m365CollaborationInbound",
		"reason": "m365CollaborationInbound can't be read in full",
	}} with input as world(false, unclear)
}
