package tenantlint.access.mfa_not_demanded_test

import data.tenantlint.access.mfa_not_demanded as rule
import data.tenantlint.conditional_access_mock as mocks
import data.tenantlint.mock

world(policies, security_defaults, parts) := mocks.world(
	policies,
	object.union({"options": {"securityDefaults": security_defaults}}, parts),
)

# Enabled, and it asks nobody for MFA.
other := mocks.policy({"grantControls": {"builtInControls": ["compliantApplication"]}})

finding := {
	"on": "partner:fabrikam", "path": "b2bDirectConnectInbound", "expected": "a policy that asks them for MFA",
	"actual": "0 of 1 policies", "related": [],
	"message": "Fabrikam: users come in by inbound direct connect, and no enabled Conditional Access policy asks them for MFA",
}

test_asked if {
	every security_defaults in ["unknown", "enabled", "disabled"] {
		asked := world([mocks.policy({})], security_defaults, {})
		rule.fail == set() with input as asked
		rule.unknown == set() with input as asked
	}
}

test_not_asked if {
	every security_defaults in ["unknown", "enabled", "disabled"] {
		alone := world([other], security_defaults, {})
		rule.fail == {finding} with input as alone
		rule.unknown == set() with input as alone
	}
}

test_trust_asks_for_nothing if {
	partner := mock.partner({"settings": mock.settings(mocks.open), "trust": mock.trust(true)})
	label := {"on": "partner:fabrikam", "path": "inboundTrust.isMfaAccepted", "label": "MFA is trusted here, which asks for nothing"}
	trusting := world([other], "unknown", {"partners": [partner]})
	rule.fail == {object.union(finding, {"related": [label]})} with input as trusting
}

test_default if {
	fallback := mock.fallback({"settings": mock.settings(mocks.collaboration)})
	closed := world([other], "unknown", {"default": fallback, "partners": []})
	rule.fail == {object.union(finding, {
		"on": "default", "path": "b2bCollaborationInbound",
		"message": "The default: users come in by inbound collaboration, and no enabled Conditional Access policy asks them for MFA",
	})} with input as closed
}

test_security_defaults_may_ask if {
	none := world([mocks.policy({"state": "disabled"})], "unknown", {})
	rule.fail == set() with input as none
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
		"reason": "no Conditional Access policy is enabled, and whether security defaults ask for MFA instead is in no export: the option `securityDefaults` says it",
	}} with input as none
}

test_security_defaults_ask if {
	none := world([mocks.policy({"state": "disabled"})], "enabled", {})
	rule.fail == set() with input as none
	rule.unknown == set() with input as none
}

test_security_defaults_are_off if {
	none := world([mocks.policy({"state": "disabled"})], "disabled", {})
	rule.fail == {finding} with input as none
	rule.unknown == set() with input as none
}

test_unknown if {
	murky := world([object.union(mocks.policy({}), {"unclear": ["conditions.users"]})], "unknown", {})
	rule.fail == set() with input as murky
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
		"reason": "whether MFA is asked for at inbound direct connect is unknown: it depends on `MFA for guests`",
	}} with input as murky
}

test_other_gaps_are_of_other_rules if {
	every policy in [
		mocks.policy({"state": "enabledForReportingButNotEnforced"}),
		mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("b2bCollaborationGuest", "all", [])}),
	] {
		half := world([policy, other], "unknown", {})
		rule.fail == set() with input as half
		rule.unknown == set() with input as half
	}
}
