package tenantlint.microsoft365.tenant_restrictions_applications_unscoped_test

import data.tenantlint.microsoft365.tenant_restrictions_applications_unscoped as rule
import data.tenantlint.mock

world(scope, parts, register) := mock.world({"partners": [mock.partner({
	"settings": mock.settings(mock.changed("tenantRestrictions", scope, parts)),
	"register": register,
})]})

applications(access, all) := {"applications": {"path": "tenantRestrictions.applications", "access": access, "all": all, "targets": []}}

every_one := applications("allowed", true)

finding := {
	"on": "partner:fabrikam", "path": "tenantRestrictions.applications", "expected": "named applications", "actual": "AllApplications",
	"message": "Fabrikam: its own tenant restrictions let every account of it be used on our devices and networks for every application",
}

test_all_users_and_all_applications if {
	open := world("everybody", every_one, mock.entry({}))
	rule.fail == {finding} with input as open
	rule.unknown == set() with input as open
}

test_without_a_register if {
	open := object.union(world("everybody", every_one, null), {"tenant": {"present": {"register": false}}})
	rule.fail == {finding} with input as open
}

test_not_approved_is_another_rule if {
	every register in [null, mock.entry({"status": "proposed", "approved": false})] {
		every scope in ["everybody", "unknown"] {
			open := world(scope, every_one, register)
			rule.fail == set() with input as open
			rule.unknown == set() with input as open
		}
	}
}

test_limited if {
	every open in [
		world("everybody", applications("allowed", false), mock.entry({})),
		world("everybody", applications("blocked", false), mock.entry({})),
		world("groups", every_one, mock.entry({})),
		world("closed", applications("blocked", true), mock.entry({})),
		world("everybody", object.union(every_one, {"origin": "inherited"}), mock.entry({})),
	] {
		rule.fail == set() with input as open
		rule.unknown == set() with input as open
	}
}

test_unknown if {
	blank := world("unknown", {}, mock.entry({}))
	rule.fail == set() with input as blank
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "tenantRestrictions",
		"reason": "tenant restrictions unknown: the export does not carry it",
	}} with input as blank
}
