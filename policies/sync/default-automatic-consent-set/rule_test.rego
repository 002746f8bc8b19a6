package tenantlint.sync.default_automatic_consent_set_test

import data.tenantlint.mock
import data.tenantlint.sync.default_automatic_consent_set as rule

world(inbound, outbound) := mock.world({"default": mock.fallback({"consent": {
	"inbound": mock.flag("automaticUserConsentSettings.inboundAllowed", inbound),
	"outbound": mock.flag("automaticUserConsentSettings.outboundAllowed", outbound),
}})})

finding(direction) := {
	"on": "default", "expected": "false", "actual": "true",
	"path": sprintf("automaticUserConsentSettings.%sAllowed", [direction]),
	"message": sprintf("The default has %s automatic consent set, which Microsoft keeps false there: what the file says is not in force", [direction]),
}

test_neither if {
	rule.fail == set() with input as world(false, false)
	rule.unknown == set() with input as world(false, false)
}

test_one_way if {
	rule.fail == {finding("inbound")} with input as world(true, false)
	rule.fail == {finding("outbound")} with input as world(false, true)
}

test_both_ways if {
	rule.fail == {finding("inbound"), finding("outbound")} with input as world(true, true)
	rule.unknown == set() with input as world(true, true)
}

test_unknown if {
	rule.fail == set() with input as world(null, false)
	rule.unknown == {{
		"on": "default", "path": "automaticUserConsentSettings",
		"reason": "automatic consent unknown: the export does not carry it",
	}} with input as world(null, false)
}

test_no_default if {
	rule.fail == set() with input as mock.world({})
	rule.unknown == set() with input as mock.world({})
}
