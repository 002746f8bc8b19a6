package tenantlint.entra.default_untouched_test

import data.tenantlint.entra.default_untouched as rule
import data.tenantlint.mock

world(service) := mock.world({"default": mock.fallback({"is_service_default": service})})

test_changed if {
	rule.fail == set() with input as world(false)
	rule.unknown == set() with input as world(false)
}

test_untouched if {
	rule.fail == {{
		"on": "default", "path": "isServiceDefault", "expected": "false", "actual": "true",
		"message": "The default is still Microsoft's own: nobody has decided what holds for organisations without settings of their own",
	}} with input as world(true)
	rule.unknown == set() with input as world(true)
}

test_unknown if {
	rule.fail == set() with input as world(null)
	rule.unknown == {{
		"on": "default", "path": "isServiceDefault",
		"reason": "whether the default was ever changed (isServiceDefault) is not in the export",
	}} with input as world(null)
}

test_no_default if {
	rule.fail == set() with input as mock.world({})
	rule.unknown == set() with input as mock.world({})
}
