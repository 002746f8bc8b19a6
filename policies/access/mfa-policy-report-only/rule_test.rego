package tenantlint.access.mfa_policy_report_only_test

import data.tenantlint.access.mfa_policy_report_only as rule
import data.tenantlint.conditional_access_mock as mocks

waiting := mocks.policy({"state": "enabledForReportingButNotEnforced"})

test_only_reports if {
	world := mocks.world([waiting], {})
	rule.fail == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
		"expected": "enabled", "actual": "enabledForReportingButNotEnforced",
		"message": "Fabrikam: users come in by inbound direct connect, and what would ask them for MFA only reports: `MFA for guests`",
		"related": [{"on": "record:ca", "path": "state", "label": "report-only"}],
	}} with input as world
	rule.unknown == set() with input as world
}

test_another_policy_asks if {
	world := mocks.world([waiting, mocks.policy({})], {})
	rule.fail == set() with input as world
	rule.unknown == set() with input as world
}

test_another_policy_may_ask if {
	world := mocks.world([waiting, object.union(mocks.policy({}), {"unclear": ["conditions.users"]})], {})
	rule.fail == set() with input as world
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
		"reason": "whether MFA is asked for at inbound direct connect is unknown: it depends on `MFA for guests`",
	}} with input as world
}
