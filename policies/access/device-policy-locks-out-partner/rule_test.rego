package tenantlint.access.device_policy_locks_out_partner_test

import data.tenantlint.access.device_policy_locks_out_partner as rule
import data.tenantlint.conditional_access_mock as mocks
import data.tenantlint.mock

devices := {"grantControls": {"builtInControls": ["compliantDevice", "domainJoinedDevice"]}}

# Fabrikam with these claims trusted, and a policy.
world(policy, compliant, hybrid) := mocks.world([policy], {"partners": [partner(compliant, hybrid, mocks.open)]})

partner(compliant, hybrid, settings) := mock.partner({"settings": mock.settings(settings), "trust": {
	"isCompliantDeviceAccepted": mock.flag("inboundTrust.isCompliantDeviceAccepted", compliant),
	"isHybridAzureADJoinedDeviceAccepted": mock.flag("inboundTrust.isHybridAzureADJoinedDeviceAccepted", hybrid),
}})

finding(flag) := {
	"on": "partner:fabrikam", "path": concat(".", ["inboundTrust", flag]),
	"expected": "true, or external users excluded", "actual": "false",
	"message": "Fabrikam: users come in by inbound direct connect, but `MFA for guests` asks them for a managed device and their devices are not trusted",
	"related": [{"on": "record:ca", "path": "grantControls", "label": "asks for a managed device"}],
}

unsure := {{"on": "partner:fabrikam", "reason": "whether `MFA for guests` locks its users out is unknown"}}

test_either_device if {
	policy := mocks.policy(devices)
	locked := world(policy, false, false)
	expected := finding("isCompliantDeviceAccepted")
	rule.fail == {expected} with input as locked
	rule.unknown == set() with input as locked
	every case in [[true, false], [false, true], [null, true], [true, true]] {
		open := world(policy, case[0], case[1])
		rule.fail == set() with input as open
		rule.unknown == set() with input as open
	}
	doubtful := world(policy, null, false)
	rule.fail == set() with input as doubtful
	rule.unknown == unsure with input as doubtful
}

test_both_devices if {
	policy := mocks.policy({"grantControls": {"operator": "AND", "builtInControls": ["mfa", "compliantDevice", "domainJoinedDevice"]}})
	locked := world(policy, true, false)
	expected := finding("isHybridAzureADJoinedDeviceAccepted")
	rule.fail == {expected} with input as locked
	open := world(policy, true, true)
	rule.fail == set() with input as open
	rule.unknown == set() with input as open
	doubtful := world(policy, true, null)
	rule.fail == set() with input as doubtful
	rule.unknown == unsure with input as doubtful
}

test_not_locked_out if {
	every policy in [
		mocks.policy({}),
		mocks.policy({"grantControls": {"builtInControls": ["mfa", "compliantDevice"]}}),
		mocks.policy(object.union(devices, {"state": "disabled"})),
		mocks.policy(object.union(devices, {"state": "enabledForReportingButNotEnforced"})),
		mocks.policy(object.union(devices, {"conditions": {"platforms": {"includePlatforms": ["iOS"]}}})),
		mocks.policy(object.union(devices, {"conditions": {"users": {"excludeUsers": ["GuestsOrExternalUsers"]}}})),
		mocks.policy(object.union(devices, {"conditions": {"applications": {"includeApplications": ["other"]}}})),
	] {
		open := world(policy, false, false)
		rule.fail == set() with input as open
		rule.unknown == set() with input as open
	}
}

test_closed_or_unknown_ways_in if {
	closed := mocks.world([mocks.policy(devices)], {"partners": [partner(false, false, {})]})
	rule.fail == set() with input as closed
	rule.unknown == set() with input as closed
	hidden := mocks.world([mocks.policy(devices)], {"partners": [partner(false, false, mock.one("b2bDirectConnectInbound", "unknown"))]})
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
		"reason": "inbound direct connect unknown: the export does not carry it",
	}} with input as hidden
}

test_policy_unclear if {
	every policy in [
		object.union(mocks.policy(devices), {"unclear": ["conditions.users"]}),
		object.union(mocks.policy({}), {"unclear": ["grantControls.builtInControls.1"]}),
	] {
		murky := world(policy, false, false)
		rule.fail == set() with input as murky
		rule.unknown == unsure with input as murky
	}
	elsewhere := world(object.union(mocks.policy({}), {"unclear": ["conditions.users"]}), false, false)
	rule.unknown == set() with input as elsewhere
}
