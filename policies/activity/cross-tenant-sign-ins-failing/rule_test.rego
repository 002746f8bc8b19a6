package tenantlint.activity.cross_tenant_sign_ins_failing_test

import data.tenantlint.activity.cross_tenant_sign_ins_failing as rule
import data.tenantlint.mock

options := {"percent": 30, "signIns": 20}

world(parts, traffic) := object.union(
	mock.world({"options": options}),
	{"activity": mock.activity(object.union({"tenants": [mock.traffic(traffic)]}, parts))},
)

test_failing if {
	first := world({}, {"inbound": mock.flow({"sign_ins": 20, "failures": 7})})
	rule.fail == {{
		"on": "record:sign-in", "path": "", "expected": "at most 30 in a hundred",
		"message": "Fabrikam: 7 of 20 sign-ins into our tenant fail",
	}} with input as first
	rule.unknown == set() with input as first
	second := world({}, {"outbound": mock.flow({"sign_ins": 20, "failures": 20})})
	rule.fail == {{
		"on": "record:sign-in", "path": "", "expected": "at most 30 in a hundred",
		"message": "Fabrikam: 20 of 20 sign-ins into theirs fail",
	}} with input as second
}

test_few if {
	every flow in [mock.flow({"sign_ins": 20, "failures": 6}), mock.flow({"sign_ins": 19, "failures": 19})] {
		first := world({}, {"inbound": flow})
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_not_told if {
	first := world({}, {"inbound": mock.flow({"failures": null})})
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "record:sign-in", "path": "",
		"reason": "how many of the sign-ins of Fabrikam into our tenant failed is not told",
	}} with input as first
	second := world({"reason": "whose are they", "tenants": []}, {})
	rule.unknown == {{"on": "tenant", "reason": "whose are they"}} with input as second
	fourth := world({"partial": true}, {})
	rule.unknown == {{"on": "tenant", "reason": "the log of sign-ins is not whole"}} with input as fourth
	third := world({"unplaced": 1}, {})
	rule.unknown == {{"on": "tenant", "reason": "1 sign-ins or rows do not tell which other tenant they are of"}} with input as third
}
