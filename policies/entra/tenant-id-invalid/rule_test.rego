package tenantlint.entra.tenant_id_invalid_test

import data.tenantlint.entra.tenant_id_invalid as rule
import data.tenantlint.mock

own := "11111111-1111-4111-8111-111111111111"

world(id, valid, tenant) := mock.world({
	"tenant": object.union(mock.nothing.tenant, {"id": tenant}),
	"partners": [mock.partner({"tenant_id": id, "tenant_id_valid": valid})],
})

finding(id, text, expected) := {
	"on": "partner:fabrikam", "path": "tenantId", "expected": expected, "actual": id,
	"message": sprintf("Fabrikam: its tenant id is %s, so the entry is in force for nobody", [text]),
}

test_right if {
	right := world("22222222-2222-4222-8222-222222222222", true, own)
	rule.fail == set() with input as right
	rule.unknown == set() with input as right
}

test_no_guid if {
	every tenant in [own, null] {
		wrong := world("fabrikam.example", false, tenant)
		rule.fail == {finding("fabrikam.example", "no GUID of a tenant", "a GUID")} with input as wrong
		rule.unknown == set() with input as wrong
	}
}

test_own_id if {
	itself := world(own, true, own)
	rule.fail == {finding(own, "this tenant's own", "the id of another tenant")} with input as itself
	rule.unknown == set() with input as itself
}

test_own_id_unknown if {
	hidden := world("22222222-2222-4222-8222-222222222222", true, null)
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "tenantId",
		"reason": "the tenant's own id is not told, so an entry for itself would not be seen: write `tenantId` in the config",
	}} with input as hidden
}
