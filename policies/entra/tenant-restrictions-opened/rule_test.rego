package tenantlint.entra.tenant_restrictions_opened_test

import data.tenantlint.entra.tenant_restrictions_opened as rule
import data.tenantlint.mock

world(scope, register) := mock.world({"partners": [mock.partner({
	"settings": mock.settings(mock.one("tenantRestrictions", scope)),
	"register": register,
})]})

finding(admits) := {
	"on": "partner:fabrikam", "path": "tenantRestrictions", "expected": "nobody", "actual": admits,
	"message": "Fabrikam: tenant restrictions let its accounts be used on our devices and networks, though it is not approved",
}

proposed := mock.entry({"status": "proposed", "approved": false})

test_open_without_entry if {
	rule.fail == {finding("everybody")} with input as world("everybody", null)
	rule.fail == {finding("listed")} with input as world("groups", null)
}

test_open_without_approval if {
	rule.fail == {finding("everybody")} with input as world("everybody", proposed)
}

test_open_and_approved if {
	rule.fail == set() with input as world("everybody", mock.entry({}))
	rule.unknown == set() with input as world("unknown", mock.entry({}))
}

test_closed if {
	rule.fail == set() with input as world("closed", null)
	rule.unknown == set() with input as world("closed", null)
}

test_unknown if {
	every register in [null, proposed] {
		rule.fail == set() with input as world("unknown", register)
		rule.unknown == {{
			"on": "partner:fabrikam", "path": "tenantRestrictions",
			"reason": "tenant restrictions unknown: the export does not carry it",
		}} with input as world("unknown", register)
	}
}
