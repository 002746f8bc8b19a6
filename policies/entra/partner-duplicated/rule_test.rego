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
