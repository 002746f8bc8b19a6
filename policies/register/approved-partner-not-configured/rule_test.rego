package tenantlint.register.approved_partner_not_configured_test

import data.tenantlint.mock
import data.tenantlint.register.approved_partner_not_configured as rule

world(parts) := mock.world({"register": {"entries": [mock.entry(object.union({"allow": ["direct-connect-inbound"]}, parts))]}})

test_not_configured if {
	absent := world({"configured": false})
	rule.fail == {{
		"on": "register:fabrikam", "path": "allow",
		"message": "Fabrikam is approved in the register, but has no configuration of its own, so nothing but the default applies to it",
	}} with input as absent
	rule.unknown == set() with input as absent
	rule.applicable == {"tenant"} with input as absent
}

test_configured if {
	sound := world({"configured": true})
	rule.fail == set() with input as sound
	rule.unknown == set() with input as sound
	rule.applicable == {"tenant"} with input as sound
}

test_unknown if {
	hidden := world({"configured": null})
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "register:fabrikam", "path": "allow",
		"reason": "whether it has a configuration of its own is unknown: the list of partners may not be complete",
	}} with input as hidden
}

test_not_awaited if {
	every parts in [
		{"status": "proposed", "approved": false}, {"allow": []}, {"tenant_id": "11111111-1111-4111-8111-111111111111"},
	] {
		every configured in [false, null] {
			other := world(object.union(parts, {"configured": configured}))
			rule.fail == set() with input as other
			rule.unknown == set() with input as other
			rule.applicable == set() with input as other
		}
	}
}
