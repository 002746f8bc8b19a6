package tenantlint.entra.direct_connect_inbound_unscoped_test

import data.tenantlint.entra.direct_connect_inbound_unscoped as rule
import data.tenantlint.mock

name := "b2bDirectConnectInbound"

partners(scope) := mock.world({"partners": [mock.partner({"settings": mock.settings(mock.one(name, scope))})]})

fallback(scope) := mock.world({"default": mock.fallback({"settings": mock.settings(mock.one(name, scope))})})

finding(on, scope, text) := {
	"on": on, "path": "b2bDirectConnectInbound.usersAndGroups", "expected": "groups", "actual": scope, "message": text,
}

test_everybody if {
	text := "inbound direct connect is open to everybody, so anyone from there can be added to our shared channels"
	partner := finding("partner:fabrikam", "everybody", sprintf("Fabrikam: %s", [text]))
	rule.fail == {partner} with input as partners("everybody")
}

test_users if {
	text := "Fabrikam: inbound direct connect names individual users, so no group shows who can be added to our shared channels"
	rule.fail == {finding("partner:fabrikam", "users", text)} with input as partners("users")
}

test_groups_or_closed if {
	every scope in ["groups", "closed"] {
		rule.fail == set() with input as partners(scope)
		rule.unknown == set() with input as partners(scope)
	}
}

test_unknown if {
	reason := "inbound direct connect unknown: the export does not carry it"
	partner := partners("unknown")
	rule.fail == set() with input as partner
	rule.unknown == {{"on": "partner:fabrikam", "path": name, "reason": reason}} with input as partner
}

test_the_default_is_another_rule if {
	every scope in ["everybody", "users", "unknown"] {
		rule.fail == set() with input as fallback(scope)
		rule.unknown == set() with input as fallback(scope)
	}
}

test_other_direction_is_not_judged if {
	other := mock.settings(mock.one("b2bDirectConnectOutbound", "everybody"))
	rule.fail == set() with input as mock.world({"partners": [mock.partner({"settings": other})]})
}
