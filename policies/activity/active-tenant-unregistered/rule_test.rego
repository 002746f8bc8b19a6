package tenantlint.activity.active_tenant_unregistered_test

import data.tenantlint.activity.active_tenant_unregistered as rule
import data.tenantlint.mock

options := {"signIns": 10, "guests": 10, "personalDomains": ["post.example"]}

world(parts, traffic) := object.union(
	mock.world({"options": options}),
	{"activity": mock.activity(object.union({"tenants": [mock.traffic(traffic)]}, parts))},
)

stranger := {"register": null, "configured": false, "name": "66666666-6666-4666-8666-666666666666"}

test_on_no_record if {
	first := world({}, stranger)
	rule.fail == {{
		"on": "record:sign-in", "path": "", "expected": "an entry in the register",
		"message": "Tenant 66666666-6666-4666-8666-666666666666 is neither a partner nor in the register, and people work with it: 40 sign-ins into our tenant, 0 into theirs",
	}} with input as first
	rule.unknown == set() with input as first
}

test_few if {
	first := world({}, object.union(stranger, {"inbound": mock.flow({"sign_ins": 9})}))
	rule.fail == set() with input as first
	second := world({}, object.union(stranger, {"inbound": mock.flow({"sign_ins": 9}), "outbound": mock.flow({"sign_ins": 1})}))
	found := rule.fail with input as second
	count(found) == 1
}

test_on_record if {
	first := world({}, {})
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	second := world({}, {"register": null, "configured": true})
	rule.fail == set() with input as second
	third := world({}, {"register": mock.entry({"approved": false, "status": "rejected"}), "configured": false})
	rule.fail == set() with input as third
}

test_not_told if {
	first := world({}, object.union(stranger, {"configured": null}))
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "record:sign-in", "path": "",
		"reason": "whether 66666666-6666-4666-8666-666666666666 is a partner is unknown: the list of partners may not be complete",
	}} with input as first
	second := world({"unplaced": 3}, {})
	rule.unknown == {{"on": "tenant", "reason": "3 sign-ins or rows do not tell which other tenant they are of"}} with input as second
	third := world({"reason": "whose are they", "tenants": []}, {})
	rule.unknown == {{"on": "tenant", "reason": "whose are they"}} with input as third
	fourth := world({"partial": true}, {})
	rule.unknown == {{"on": "tenant", "reason": "the log of sign-ins is not whole"}} with input as fourth
}

visitors(guests, parts) := object.union(mock.world({"options": options, "register": {"entries": entries}}), {"guests": mock.guests(object.union(
	{"domains": [{"domain": domain, "guests": count} | some domain, count in guests]},
	parts,
))})

entries := [
	mock.entry({"tenant_id": "11111111-1111-4111-8111-111111111111", "terms": {}}),
	mock.entry({"terms": {"domains": [" Fabrikam.example"]}}),
	mock.entry({"approved": false, "status": "rejected", "terms": {"domains": ["tailspin.example"]}}),
]

test_guests_on_no_record if {
	first := visitors({"woodgrove.example": 12, "adatum.example": 30, "litware.example": 9}, {})
	rule.fail == {{
		"on": "tenant", "path": "", "expected": "an entry in the register with the domain",
		"actual": "adatum.example, woodgrove.example",
		"message": "Guests are here from domains that no entry of the register has: adatum.example (30), woodgrove.example (12)",
	}} with input as first
	rule.unknown == set() with input as first
}

test_guests_on_record if {
	every domain in ["fabrikam.example", "sales.fabrikam.example", "tailspin.example", "post.example"] {
		first := visitors({domain: 40}, {})
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
	ours := object.union(visitors({"contoso.example": 40}, {}), {"records": {"organization": [{
		"ref": "record:organization", "name": "Contoso", "unclear": [],
		"value": {"verifiedDomains": [{"name": "contoso.example"}]},
	}]}})
	rule.fail == set() with input as ours
}

test_few_guests if {
	first := visitors({"adatum.example": 9}, {})
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

whose(text) := {{"on": "tenant", "reason": sprintf("whose guests these are is unknown: adatum.example (30); %s", [text])}}

test_guests_of_somebody_who_tells_no_domains if {
	silent := object.union(visitors({"adatum.example": 30}, {}), {"register": {"entries": [mock.entry({"terms": {}})]}})
	rule.fail == set() with input as silent
	rule.unknown == whose("add `domains` to the register entries of Fabrikam") with input as silent
	unregistered := visitors({"adatum.example": 30}, {"nameless_partners": 2})
	rule.fail == set() with input as unregistered
	rule.unknown == whose("partners without an entry in the register: 2") with input as unregistered
	hidden := visitors({"adatum.example": 30}, {"nameless_partners": null})
	rule.fail == set() with input as hidden
	rule.unknown == whose("the list of partners may not be complete") with input as hidden
}

test_guests_not_told if {
	first := visitors({}, {"reason": "only members"})
	rule.unknown == {{"on": "tenant", "reason": "only members"}} with input as first
	second := visitors({}, {"partial": true})
	rule.unknown == {{"on": "tenant", "reason": "the list of guests is not whole"}} with input as second
}

# Nine of one domain and one of nobody knows which are ten.
test_guests_without_a_domain if {
	said := {{"on": "tenant", "reason": "people in the list of guests do not tell their domain, or whether they are guests: 1"}}
	first := visitors({"adatum.example": 9}, {"untold": 1})
	rule.unknown == said with input as first
	second := visitors({"adatum.example": 8, "fabrikam.example": 40}, {"untold": 1})
	rule.unknown == set() with input as second
	third := visitors({}, {"untold": 9})
	rule.unknown == set() with input as third
}
