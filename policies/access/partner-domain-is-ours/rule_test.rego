package tenantlint.access.partner_domain_is_ours_test

import data.tenantlint.access.partner_domain_is_ours as rule
import data.tenantlint.invitations_mock as mocks

world(entry, organization) := mocks.world([], {
	"register": {"entries": [entry]},
	"records": {"organization": [object.union(
		{"ref": "record:organization", "unclear": [], "value": {"id": "11111111-1111-4111-8111-111111111111"}},
		organization,
	)]},
})

ours := {"value": {"verifiedDomains": [{"name": "contoso.com"}]}}

test_ours if {
	wrong := world(mocks.entry(["fabrikam.com", "Contoso.com"], {}), ours)
	rule.fail == {{
		"on": "register:fabrikam", "path": "domains", "expected": "its own domains", "actual": "contoso.com",
		"message": "Fabrikam: the register gives it contoso.com, which is verified in this tenant and so can't be its domain",
	}} with input as wrong
	rule.unknown == set() with input as wrong
}

test_theirs if {
	every entry in [
		mocks.entry(["fabrikam.com"], {}),
		mocks.entry([], {}),
		mocks.entry(["contoso.com"], {"status": "ended", "approved": false}),
		mocks.entry(["contoso.com"], {"tenant_id": "11111111-1111-4111-8111-111111111111"}),
	] {
		right := world(entry, ours)
		rule.fail == set() with input as right
		rule.unknown == set() with input as right
	}
}

test_unknown if {
	every value in [{}, {"verifiedDomains": null}, {"verifiedDomains": []}] {
		hidden := world(mocks.entry(["contoso.com"], {}), {"value": value})
		rule.fail == set() with input as hidden
		rule.unknown == {{
			"on": "record:organization", "path": "verifiedDomains", "reason": "which domains are our own is not in the export",
		}} with input as hidden
	}
}

test_one_unknown if {
	murky := world(mocks.entry(["fabrikam.com"], {}), object.union(ours, {"unclear": ["verifiedDomains.0.name", "id"]}))
	rule.fail == set() with input as murky
	rule.unknown == {{
		"on": "record:organization", "path": "verifiedDomains.0.name", "reason": "this domain of ours is unknown",
	}} with input as murky
}

test_our_own_entry_without_an_id_in_the_export if {
	entry := mocks.entry(["contoso.com"], {"tenant_id": "11111111-1111-4111-8111-111111111111"})
	right := world(entry, {"value": {"id": null, "verifiedDomains": [{"name": "contoso.com"}]}})
	rule.fail == set() with input as right
}
