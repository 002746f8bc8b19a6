package tenantlint.microsoft365.default_app_service_connect_open_test

import data.tenantlint.microsoft365.default_app_service_connect_open as rule
import data.tenantlint.mock

world(service, more) := mock.world({"default": mock.fallback({"is_service_default": service, "more": more})})

section(access, names) := {"appServiceConnectInbound": {"applications": {
	"accessType": access,
	"targets": [{"target": name} | some name in names],
}}}

finding(actual) := {
	"on": "default", "path": "appServiceConnectInbound.applications", "expected": "AllApplications blocked", "actual": actual,
	"message": "The default lets applications connect from all organisations without a setting of their own, as mailbox migration does",
}

test_closed if {
	closed := world(false, section("blocked", ["AllApplications"]))
	rule.fail == set() with input as closed
	rule.unknown == set() with input as closed
}

test_open if {
	open := world(false, section("allowed", ["AllApplications"]))
	rule.fail == {finding("allowed: AllApplications")} with input as open
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
			"on": "default", "path": "appServiceConnectInbound",
			"reason": "appServiceConnectInbound is not in the export, or null there",
		}} with input as world(service, {})
	}
}

test_missing_from_microsofts_own if {
	rule.fail == set() with input as world(true, {})
	rule.unknown == set() with input as world(true, {})
}

test_unreadable if {
	unclear := object.union(section("allowed", [null]), {"unclear": ["appServiceConnectInbound.applications.targets.0.target"]})
	rule.fail == set() with input as world(false, unclear)
	rule.unknown == {{
		"on": "default", "path": "appServiceConnectInbound",
		"reason": "appServiceConnectInbound can't be read in full",
	}} with input as world(false, unclear)
}
