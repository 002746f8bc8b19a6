package tenantlint.microsoft365.capability_unagreed_test

import data.tenantlint.microsoft365.capability_unagreed as rule
import data.tenantlint.mock

ref := "record/capability/0"

path := "inboundAccess.isAllowed"

mailtips := "crossTenantMailTipsAll"

record(value) := {"ref": ref, "name": object.get(value, "name", "Microsoft 365 capability"), "value": value, "unclear": []}

world(value, entries) := mock.world({
	"records": {"capability": [record(value)]},
	"register": {"entries": entries},
})

open := {"name": mailtips, "inboundAccess": {"isAllowed": true, "resourceScopes": {"included": []}}}

finding(name) := {
	"on": ref, "path": path, "expected": "false", "actual": "true",
	"message": sprintf("%s is open to other organisations, and no approved register entry with a running agreement allows m365:%s", [name, name]),
}

expired := object.union(mock.entry({"allow": ["m365:crossTenantMailTipsAll"]}), {"agreement": {"state": "expired"}})

test_agreed_with_nobody if {
	suspended := mock.entry({"status": "suspended", "approved": false, "allow": ["m365:crossTenantMailTipsAll"]})
	every entry in [mock.entry({}), mock.entry({"allow": ["mfa-trust", "m365:MailTipsLimited"]}), suspended, expired] {
		unagreed := world(open, [entry])
		rule.fail == {finding(mailtips)} with input as unagreed
		rule.unknown == set() with input as unagreed
	}
}

test_migration if {
	unagreed := world({"name": "crossTenantMigration", "inboundAccess": {"isAllowed": true}}, [])
	rule.fail == {finding("crossTenantMigration")} with input as unagreed
}

test_agreed_with_somebody if {
	every token in ["m365:crossTenantMailTipsAll", "m365:mailTipsAll"] {
		agreed := world(open, [mock.entry({"allow": [token]})])
		rule.fail == set() with input as agreed
		rule.unknown == {{
			"on": ref, "path": path,
			"reason": "crossTenantMailTipsAll is agreed with Fabrikam, but the record does not say to whom it is open: to a partner, or to all by default",
		}} with input as agreed
	}
}

test_closed if {
	closed := world({"name": mailtips, "inboundAccess": {"isAllowed": false}}, [])
	rule.fail == set() with input as closed
	rule.unknown == set() with input as closed
}

test_not_told if {
	every value in [{"name": mailtips}, {"name": mailtips, "inboundAccess": null}, {"name": mailtips, "inboundAccess": {"isAllowed": null}}] {
		blank := world(value, [])
		rule.fail == set() with input as blank
		rule.unknown == {{
			"on": ref, "path": path, "reason": "whether crossTenantMailTipsAll is open is not in the export",
		}} with input as blank
	}
}

test_name_not_told if {
	blank := world({"inboundAccess": {"isAllowed": true}}, [])
	rule.fail == set() with input as blank
	rule.unknown == {{"on": ref, "path": "name", "reason": "which capability it is can't be told"}} with input as blank
}

test_our_own_entry if {
	own := mock.entry({"allow": ["m365:crossTenantMailTipsAll"], "tenant_id": "11111111-1111-4111-8111-111111111111"})
	shared := world(open, [own])
	rule.fail == {finding(mailtips)} with input as shared
	rule.unknown == set() with input as shared
}
