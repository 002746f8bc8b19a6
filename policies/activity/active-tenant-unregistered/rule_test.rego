package tenantlint.activity.active_tenant_unregistered_test

import data.tenantlint.activity.active_tenant_unregistered as rule
import data.tenantlint.mock

options := {"signIns": 10}

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
	rule.unknown == {{"on": "tenant", "reason": "the log of sign-ins is one page of a longer list"}} with input as fourth
}
