package tenantlint.register.entry_without_owner_test

import data.tenantlint.mock
import data.tenantlint.register.entry_without_owner as rule

world(entries, required) := mock.world({"register": {"entries": entries}, "options": {"required": required}})

ownerless := mock.entry({})

owned := mock.entry({"ref": "register:adatum", "name": "Adatum", "owner": "desk@contoso.example"})

finding := {
	"on": "register:fabrikam", "path": "",
	"message": "The register entry of Fabrikam names no owner, so nobody answers for it",
}

test_one_of_two if {
	mixed := world([ownerless, owned], false)
	rule.fail == {finding} with input as mixed
	rule.applicable == {"tenant"} with input as mixed
}

test_register_without_owners if {
	none := world([ownerless], false)
	rule.fail == set() with input as none
	rule.applicable == set() with input as none
	required := world([ownerless], true)
	rule.fail == {finding} with input as required
	rule.applicable == {"tenant"} with input as required
}

test_all_owned if {
	sound := world([owned], true)
	rule.fail == set() with input as sound
	rule.applicable == {"tenant"} with input as sound
}

test_not_approved if {
	rejected := object.union(ownerless, {"status": "rejected", "approved": false})
	rule.fail == set() with input as world([rejected, owned], true)
}

test_our_own_entry if {
	own := object.union(ownerless, {"tenant_id": "11111111-1111-4111-8111-111111111111"})
	rule.fail == set() with input as world([own, owned], true)
}
