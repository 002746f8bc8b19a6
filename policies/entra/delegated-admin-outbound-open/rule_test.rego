package tenantlint.entra.delegated_admin_outbound_open_test

import data.tenantlint.entra.delegated_admin_outbound_open as rule
import data.tenantlint.mock

key := "blockServiceProviderOutboundAccess"

world(more) := mock.world({"default": mock.fallback({"more": more})})

test_blocked if {
	rule.fail == set() with input as world({key: true})
	rule.unknown == set() with input as world({key: true})
}

test_open if {
	open := world({key: false})
	rule.fail == {{
		"on": "default", "path": key, "expected": "true", "actual": "false",
		"message": "The default lets our users go into other tenants by delegated admin rights (GDAP), which only a provider of services needs",
	}} with input as open
	rule.unknown == set() with input as open
}

test_not_told if {
	rule.fail == set() with input as world({})
	rule.unknown == {{
		"on": "default", "path": key,
		"reason": "blockServiceProviderOutboundAccess is not in the export, or null there; only the beta endpoint has it",
	}} with input as world({})
	unreadable := rule.unknown with input as world({key: null, "unclear": [key]})
	count(unreadable) == 1
}

test_no_default if {
	rule.fail == set() with input as mock.world({})
	rule.unknown == set() with input as mock.world({})
}
