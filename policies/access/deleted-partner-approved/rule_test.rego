package tenantlint.access.deleted_partner_approved_test

import data.tenantlint.access.deleted_partner_approved as rule
import data.tenantlint.mock

world(deleted, entry) := mock.world({
	"records": {"deleted_partner": [{"ref": "record:deleted", "name": "Fabrikam", "unclear": [], "value": object.union(
		{"tenantId": "22222222-2222-4222-8222-222222222222"},
		deleted,
	)}]},
	"register": {"entries": [mock.entry(entry)]},
})

finding(message) := {
	"on": "record:deleted", "path": "tenantId",
	"expected": "a configuration, or an ended entry", "actual": "deleted", "message": message,
	"related": [{"on": "register:fabrikam", "path": "status", "label": "the register says approved"}],
}

test_deleted if {
	every case in [[{"deletedDateTime": "2026-10-01T00:00:00Z"}, " on 2026-10-01"], [{"deletedDateTime": null}, ""]] {
		gone := world(case[0], {"configured": false})
		expected := finding(sprintf("Fabrikam is approved in the register, but its configuration was deleted%s, so the default applies to it", [case[1]]))
		rule.fail == {expected} with input as gone
		rule.unknown == set() with input as gone
	}
}

test_nothing_to_say if {
	every entry in [
		{"configured": true},
		{"configured": false, "approved": false, "status": "ended"},
		{"configured": false, "tenant_id": "33333333-3333-4333-8333-333333333333"},
	] {
		fine := world({}, entry)
		rule.fail == set() with input as fine
		rule.unknown == set() with input as fine
	}
}

test_unknown if {
	hidden := world({}, {"configured": null})
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "record:deleted", "path": "tenantId",
		"reason": "whether Fabrikam has a new configuration is unknown: the list of partners is not complete",
	}} with input as hidden
}
