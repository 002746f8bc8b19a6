package tenantlint.activity.direct_connect_unused_test

import data.tenantlint.activity.direct_connect_unused as rule
import data.tenantlint.mock

options := {"days": 90, "freshDays": 30}

world(scope, activity) := object.union(
	mock.world({"options": options, "partners": [mock.partner({"settings": mock.settings(mock.one("b2bDirectConnectInbound", scope))})]}),
	{"activity": mock.activity(activity)},
)

quiet := {"tenants": [mock.traffic({"inbound": mock.flow({"direct_connect": false})})]}

said := {{
	"on": "partner:fabrikam", "path": "b2bDirectConnectInbound", "expected": "closed until it is needed",
	"message": "Fabrikam: inbound direct connect is open, and in 100 days nobody used it",
}}

test_nobody if {
	every activity in [quiet, {}, {"tenants": [mock.traffic({"inbound": mock.none, "outbound": mock.flow({})})]}] {
		every scope in ["groups", "everybody"] {
			first := world(scope, activity)
			rule.fail == said with input as first
			rule.unknown == set() with input as first
			rule.applicable == {"partner:fabrikam"} with input as first
		}
	}
}

test_somebody if {
	first := world("groups", {"tenants": [mock.traffic({})]})
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_closed if {
	first := world("closed", {})
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	rule.applicable == set() with input as first
}

test_setting_not_told if {
	first := world("unknown", {})
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
		"reason": "inbound direct connect unknown: the export does not carry it",
	}} with input as first
	second := world("unknown", {"tenants": [mock.traffic({})]})
	rule.unknown == set() with input as second
}

doubt(reason) := {{
	"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
	"reason": sprintf("whether anybody uses inbound direct connect is unknown: %s", [reason]),
}}

test_nobody_in_the_log_may_be_somebody if {
	every reason, activity in {
		"only a log of sign-ins tells its days, a table does not": {"days": null, "ended_days_ago": null},
		"the log covers 89 days, and 90 are asked for": {"days": 89},
		"the log ended 31 days ago": {"ended_days_ago": 31},
		"the log has only interactive sign-ins, and direct connect renews its tokens without anybody": {"non_interactive": false},
		"2 sign-ins do not tell which other tenant they are of": {"unplaced": 2},
		"the log is not whole": {"partial": true},
		"whose are they": {"reason": "whose are they"},
	} {
		first := world("groups", activity)
		rule.fail == set() with input as first
		rule.unknown == doubt(reason) with input as first
	}
}

test_type_not_told if {
	first := world("groups", {"tenants": [mock.traffic({"inbound": mock.flow({"direct_connect": null})})]})
	rule.fail == set() with input as first
	rule.unknown == doubt("the sign-ins do not tell their type (`crossTenantAccessType`, which Graph beta has)") with input as first
}
