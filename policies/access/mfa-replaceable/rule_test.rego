package tenantlint.access.mfa_replaceable_test

import data.tenantlint.access.mfa_replaceable as rule
import data.tenantlint.conditional_access_mock as mocks
import data.tenantlint.mock

either := mocks.policy({"grantControls": {"builtInControls": ["mfa", "compliantDevice", "domainJoinedDevice"]}})

world(value) := mocks.world([either], {"partners": [mock.partner({
	"settings": mock.settings(mocks.open),
	"trust": mock.trust(value),
})]})

test_trusted_devices_will_do if {
	trusting := world(true)
	rule.fail == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
		"expected": "MFA in any case", "actual": "one of several controls",
		"message": "Fabrikam: users come in by inbound direct connect, and instead of MFA this will do: a device that their organisation calls compliant, a device that their organisation calls hybrid joined (`MFA for guests`)",
		"related": [{"on": "record:ca", "path": "grantControls", "label": "one of these is enough"}],
	}} with input as trusting
	rule.unknown == set() with input as trusting
}

test_devices_are_not_trusted if {
	distrusting := world(false)
	rule.fail == set() with input as distrusting
	rule.unknown == set() with input as distrusting
}

test_trust_unknown if {
	doubtful := world(null)
	rule.fail == set() with input as doubtful
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
		"reason": "whether MFA is asked for at inbound direct connect is unknown: it depends on `MFA for guests`",
	}} with input as doubtful
}

test_terms_of_use if {
	policy := mocks.policy({"grantControls": {"termsOfUse": ["terms"]}})
	guests := mocks.world([policy], {"partners": [mocks.guests({})]})
	found := {finding.message | some finding in rule.fail} with input as guests
	found == {"Fabrikam: users come in by inbound collaboration, and instead of MFA this will do: accepting terms of use (`MFA for guests`)"}
}
