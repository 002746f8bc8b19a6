package tenantlint.access.guests_cannot_leave_test

import data.tenantlint.access.guests_cannot_leave as rule
import data.tenantlint.mock

world(value) := mock.world({"records": {"external_identities": [{
	"ref": "record:external", "name": "externalIdentitiesPolicy", "unclear": [], "value": value,
}]}})

test_cannot if {
	stuck := world({"allowExternalIdentitiesToLeave": false})
	rule.fail == {{
		"on": "record:external", "path": "allowExternalIdentitiesToLeave", "expected": "true", "actual": "false",
		"message": "Guests can't leave the tenant by themselves",
	}} with input as stuck
	rule.unknown == set() with input as stuck
}

test_can if {
	free := world({"allowExternalIdentitiesToLeave": true})
	rule.fail == set() with input as free
	rule.unknown == set() with input as free
}

test_unknown if {
	every value in [{}, {"allowExternalIdentitiesToLeave": null}] {
		hidden := world(value)
		rule.fail == set() with input as hidden
		rule.unknown == {{
			"on": "record:external", "path": "allowExternalIdentitiesToLeave",
			"reason": "whether guests can leave by themselves is not in the export",
		}} with input as hidden
	}
}
