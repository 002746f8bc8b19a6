package tenantlint.register.consumer_tenant_opened_test

import data.tenantlint.mock
import data.tenantlint.register.consumer_tenant_opened as rule

world(parts) := mock.world({"partners": [mock.partner(object.union({"tenant_id": "9188040d-6c67-4c5b-b112-36a304b66dad"}, parts))]})

inbound := mock.opening("b2bCollaborationInbound")

test_opened if {
	opened := world({"opens": [inbound]})
	rule.fail == {{
		"on": "partner:fabrikam", "path": "b2bCollaborationInbound", "expected": "nobody", "actual": "everybody",
		"message": "Fabrikam is the tenant of private Microsoft accounts, for which only tenant restrictions mean anything, but its own setting opens inbound collaboration",
	}} with input as opened
	rule.unknown == set() with input as opened
	rule.applicable == {"partner:fabrikam"} with input as opened
}

test_tenant_restrictions_only if {
	sound := world({"settings": mock.settings(mock.one("tenantRestrictions", "everybody"))})
	rule.fail == set() with input as sound
	rule.unknown == set() with input as sound
	rule.applicable == {"partner:fabrikam"} with input as sound
}

test_inherited if {
	inherited := object.union(inbound, {"origin": "inherited"})
	opened := world({"opens": [inherited], "unclear": [inherited]})
	rule.fail == set() with input as opened
	rule.unknown == set() with input as opened
}

test_unknown if {
	every origin in ["own", "unknown"] {
		hidden := world({"unclear": [object.union(inbound, {"origin": origin})]})
		rule.fail == set() with input as hidden
		rule.unknown == {{
			"on": "partner:fabrikam", "path": "b2bCollaborationInbound", "reason": "inbound collaboration unknown",
		}} with input as hidden
	}
}

test_other_tenants if {
	other := world({"tenant_id": "22222222-2222-4222-8222-222222222222", "opens": [inbound], "unclear": [inbound]})
	rule.fail == set() with input as other
	rule.unknown == set() with input as other
	rule.applicable == set() with input as other
}
