package tenantlint.microsoft365.default_tenant_restrictions_open_test

import data.tenantlint.microsoft365.default_tenant_restrictions_open as rule
import data.tenantlint.mock

world(scope) := mock.world({"default": mock.fallback({"settings": mock.settings(mock.one("tenantRestrictions", scope))})})

finding(admits) := {
	"on": "default", "path": "tenantRestrictions", "expected": "nobody", "actual": admits,
	"message": "The default opens tenant restrictions: accounts of every organisation without a setting of its own may be used on our devices and networks",
}

test_closed if {
	rule.fail == set() with input as world("closed")
	rule.unknown == set() with input as world("closed")
}

test_open if {
	rule.fail == {finding("everybody")} with input as world("everybody")
	rule.fail == {finding("listed")} with input as world("users")
	rule.unknown == set() with input as world("everybody")
}

test_unknown if {
	rule.fail == set() with input as world("unknown")
	rule.unknown == {{
		"on": "default", "path": "tenantRestrictions",
		"reason": "tenant restrictions unknown: the export does not carry it",
	}} with input as world("unknown")
}

test_no_default if {
	rule.fail == set() with input as mock.world({})
	rule.unknown == set() with input as mock.world({})
}
