package tenantlint.microsoft365.app_service_connect_unagreed_test

import data.tenantlint.microsoft365.app_service_connect_unagreed as rule
import data.tenantlint.mock

path := "appServiceConnectInbound.applications"

world(more, register) := mock.world({"partners": [mock.partner({"more": more, "register": register})]})

applications(access, target) := {"appServiceConnectInbound": {"applications": {
	"accessType": access, "targets": [{"target": target, "targetType": "application"}],
}}}

agreed := mock.entry({"allow": ["m365:migration"]})

expired := object.union(agreed, {"agreement": {"state": "expired", "expires": "2026-03-31"}})

none := "no approved register entry allows m365:migration"

finding(reach, text) := {
	"on": "partner:fabrikam", "path": path, "expected": "nobody", "actual": reach,
	"message": sprintf("Fabrikam: its own setting lets %s applications connect from there, and %s", [reach, text]),
}

test_open_without_agreement if {
	suspended := mock.entry({"status": "suspended", "approved": false, "allow": ["m365:migration"]})
	every register in [null, suspended, mock.entry({}), mock.entry({"allow": ["m365:mailTipsAll", "mfa-trust"]})] {
		all := world(applications("allowed", "AllApplications"), register)
		rule.fail == {finding("all", none)} with input as all
		rule.unknown == set() with input as all
		rule.applicable == {"partner:fabrikam"} with input as all
		some_of_them := world(applications("allowed", "33333333-3333-4333-8333-333333333333"), register)
		rule.fail == {finding("some", none)} with input as some_of_them
		all_but_some := world(applications("blocked", "33333333-3333-4333-8333-333333333333"), register)
		rule.fail == {finding("some", none)} with input as all_but_some
	}
}

test_agreement_expired if {
	late := world(applications("allowed", "AllApplications"), expired)
	rule.fail == {finding("all", "its agreement expired on 2026-03-31")} with input as late
}

test_agreed if {
	every register in [agreed, mock.entry({"allow": ["m365:crossTenantMigration"]})] {
		open := world(applications("allowed", "AllApplications"), register)
		rule.fail == set() with input as open
		unreadable := world(applications(null, "AllApplications"), register)
		rule.unknown == set() with input as unreadable
	}
}

test_closed if {
	closed := world(applications("blocked", "AllApplications"), null)
	rule.fail == set() with input as closed
	rule.unknown == set() with input as closed
}

test_unknown if {
	every more in [applications(null, "AllApplications"), {"appServiceConnectInbound": {}}, {"appServiceConnectInbound": null}] {
		blank := world(more, null)
		rule.fail == set() with input as blank
		rule.unknown == {{
			"on": "partner:fabrikam", "path": path,
			"reason": sprintf("which applications may connect from there is unknown, and %s", [none]),
		}} with input as blank
	}
}

test_no_section_of_its_own if {
	silent := world({}, null)
	rule.fail == set() with input as silent
	rule.unknown == set() with input as silent
	rule.applicable == set() with input as silent
}
