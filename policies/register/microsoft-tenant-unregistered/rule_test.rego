package tenantlint.register.microsoft_tenant_unregistered_test

import data.tenantlint.mock
import data.tenantlint.register.microsoft_tenant_unregistered as rule

id := "72f988bf-86f1-41af-91ab-2d7cd011db47"

world(tenant, open, register) := mock.world({
	"partners": [mock.partner({"tenant_id": tenant, "open": open, "register": register})],
	"options": {"tenants": [upper(id)]},
})

finding(level) := {
	"on": "partner:fabrikam", "path": "tenantId", "level": level,
	"message": "Fabrikam is one of Microsoft's own tenants, and no register entry of kind microsoft says what it is configured for",
}

proposed(kind) := mock.entry({"status": "proposed", "approved": false, "kind": kind})

test_approved_as_another_kind if {
	every kind in ["partner", null] {
		every open in [true, false, null] {
			rule.fail == {finding("warning")} with input as world(id, open, mock.entry({"kind": kind}))
			rule.applicable == {"partner:fabrikam"} with input as world(id, open, mock.entry({"kind": kind}))
		}
	}
}

test_left_behind if {
	every open in [false, null] {
		rule.fail == {finding("info")} with input as world(id, open, null)
		rule.fail == {finding("info")} with input as world(id, open, proposed("partner"))
	}
}

test_open_and_not_approved_is_another_rule if {
	rule.fail == set() with input as world(id, true, null)
	rule.fail == set() with input as world(id, true, proposed("partner"))
}

test_registered if {
	sound := world(id, true, mock.entry({"kind": "microsoft"}))
	rule.fail == set() with input as sound
	rule.applicable == {"partner:fabrikam"} with input as sound
	rule.fail == set() with input as world(id, false, proposed("microsoft"))
}

test_other_tenants if {
	other := world("22222222-2222-4222-8222-222222222222", false, null)
	rule.fail == set() with input as other
	rule.applicable == set() with input as other
}
