package tenantlint.entra.direct_connect_applications_unscoped_test

import data.tenantlint.entra.direct_connect_applications_unscoped as rule
import data.tenantlint.mock

inbound := "b2bDirectConnectInbound"

outbound := "b2bDirectConnectOutbound"

partners(name, scope, beyond) := mock.world({"partners": [mock.partner({"settings": mock.settings(changed(name, scope, beyond))})]})

fallback(scope, beyond) := mock.world({"default": mock.fallback({"settings": mock.settings(changed(inbound, scope, beyond))})})

changed(name, scope, beyond) := mock.changed(name, scope, {"applications_beyond": beyond})

test_inbound if {
	rule.fail == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound.applications",
		"message": "Fabrikam: inbound direct connect reaches more than the agreed applications: AllApplications",
	}} with input as partners(inbound, "groups", ["AllApplications"])
}

test_outbound_and_a_long_list if {
	rule.fail == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectOutbound.applications",
		"message": "Fabrikam: outbound direct connect reaches more than the agreed applications: a, b, c and 1 more",
	}} with input as partners(outbound, "everybody", ["a", "b", "c", "d"])
}

test_the_default_is_another_rule if {
	every beyond in [["AllApplications"], null] {
		rule.fail == set() with input as fallback("everybody", beyond)
		rule.unknown == set() with input as fallback("everybody", beyond)
		rule.applicable == set() with input as fallback("everybody", beyond)
	}
}

test_agreed_applications if {
	rule.fail == set() with input as partners(inbound, "groups", [])
	rule.unknown == set() with input as partners(inbound, "groups", [])
	rule.applicable == {"partner:fabrikam"} with input as partners(inbound, "groups", [])
}

test_closed_is_not_applicable if {
	rule.fail == set() with input as partners(inbound, "closed", [])
	rule.unknown == set() with input as partners(inbound, "closed", [])
	rule.applicable == set() with input as partners(inbound, "closed", [])
}

test_applications_unknown if {
	rule.fail == set() with input as partners(inbound, "groups", null)
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound.applications",
		"reason": "which applications inbound direct connect reaches is unknown",
	}} with input as partners(inbound, "groups", null)
}

test_setting_unknown if {
	every beyond in [null, ["AllApplications"]] {
		world := partners(outbound, "unknown", beyond)
		rule.fail == set() with input as world
		rule.unknown == {{
			"on": "partner:fabrikam", "path": outbound,
			"reason": "outbound direct connect unknown: the export does not carry it",
		}} with input as world
	}
	rule.applicable == {"partner:fabrikam"} with input as partners(outbound, "unknown", null)
}

test_nothing_beyond_whoever_gets_in if {
	rule.unknown == set() with input as partners(outbound, "unknown", [])
}
