package tenantlint.entra.partner_duplicated_test

import data.tenantlint.entra.partner_duplicated as rule
import data.tenantlint.mock

test_twins if {
	first := mock.partner({"ref": "partner:1"})
	second := mock.partner({"ref": "partner:2", "twins": ["partner:1"]})
	third := mock.partner({"ref": "partner:3", "twins": ["partner:1", "partner:2"]})
	message := "Fabrikam is configured more than once; only one of the entries can be in force"
	rule.fail == {
		{
			"on": "partner:2", "path": "tenantId", "message": message,
			"related": [{"on": "partner:1", "path": "tenantId", "label": "the same tenant id"}],
		},
		{
			"on": "partner:3", "path": "tenantId", "message": message,
			"related": [
				{"on": "partner:1", "path": "tenantId", "label": "the same tenant id"},
				{"on": "partner:2", "path": "tenantId", "label": "the same tenant id"},
			],
		},
	} with input as mock.world({"partners": [first, second, third]})
}

test_unique if {
	rule.fail == set() with input as mock.world({"partners": [mock.partner({})]})
}

counted(number, complete) := mock.world({"tenant": object.union(mock.nothing.tenant, {
	"partner_count": number,
	"present": object.union(mock.nothing.tenant.present, {"partners": complete}),
})})

test_incomplete_list if {
	world := counted(1, false)
	reason := "the list of partners is not complete, so a second entry may be missing from it"
	rule.unknown == {{"on": "tenant", "reason": reason}} with input as world
}

test_complete_list if {
	world := counted(1, true)
	rule.unknown == set() with input as world
}

test_applies_to_tenants_with_partners if {
	one := counted(1, true)
	rule.applicable == {"tenant"} with input as one
	none := counted(0, true)
	rule.applicable == set() with input as none
}
