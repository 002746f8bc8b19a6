package tenantlint.entra.mfa_trust_missing_test

import data.tenantlint.entra.mfa_trust_missing as rule
import data.tenantlint.mock

path := "inboundTrust.isMfaAccepted"

partners(parts) := mock.world({"partners": [mock.partner(parts)], "options": {"default": "ignore"}})

fallback(value, option) := mock.world({
	"default": mock.fallback({"trust": mock.trust(value)}),
	"options": {"default": option},
})

test_comes_in_without_trust if {
	rule.fail == {{
		"on": "partner:fabrikam", "path": path, "expected": "true", "actual": "false",
		"message": "Fabrikam: its users get in, but its MFA is not trusted, so a demand for MFA stops them or makes them register again here",
	}} with input as partners({"comes_in": true})
	rule.unknown == set() with input as partners({"comes_in": true})
}

test_comes_in_with_trust if {
	trusted := partners({"comes_in": true, "trust": mock.trust(true)})
	rule.fail == set() with input as trusted
	rule.unknown == set() with input as trusted
	rule.applicable == {"partner:fabrikam"} with input as trusted
}

test_does_not_come_in if {
	rule.fail == set() with input as partners({})
	rule.unknown == set() with input as partners({"trust": mock.trust(null)})
}

test_trust_unknown if {
	reason := "MFA trust unknown: the export does not carry it"
	every comes_in in [true, null] {
		rule.fail == set() with input as partners({"comes_in": comes_in, "trust": mock.trust(null)})
		rule.unknown == {{"on": "partner:fabrikam", "path": path, "reason": reason}} with input as partners({
			"comes_in": comes_in, "trust": mock.trust(null),
		})
	}
}

test_entrance_unknown if {
	hidden := object.union(mock.one("b2bDirectConnectInbound", "unknown"), mock.one("b2bDirectConnectOutbound", "unknown"))
	world := partners({"comes_in": null, "settings": mock.settings(hidden)})
	rule.fail == set() with input as world
	rule.unknown == {{
		"on": "partner:fabrikam",
		"reason": "its MFA is not trusted, and whether its users get in is unknown: inbound direct connect",
	}} with input as world
}

test_entrance_unknown_but_trusted if {
	rule.fail == set() with input as partners({"comes_in": null, "trust": mock.trust(true)})
	rule.unknown == set() with input as partners({"comes_in": null, "trust": mock.trust(true)})
}

test_default_ignored if {
	every value in [true, false, null] {
		rule.fail == set() with input as fallback(value, "ignore")
		rule.unknown == set() with input as fallback(value, "ignore")
		rule.applicable == set() with input as fallback(value, "ignore")
	}
}

test_default_required if {
	rule.fail == set() with input as fallback(true, "require")
	rule.applicable == {"default"} with input as fallback(true, "require")
	rule.fail == {{
		"on": "default", "path": path, "expected": "true", "actual": "false",
		"message": "The default does not trust the MFA of other organisations, and this house requires it",
	}} with input as fallback(false, "require")
}

test_default_unknown if {
	rule.fail == set() with input as fallback(null, "require")
	rule.unknown == {{
		"on": "default", "path": path,
		"reason": "MFA trust by default unknown: the export does not carry it",
	}} with input as fallback(null, "require")
}

test_no_default if {
	rule.fail == set() with input as mock.world({"options": {"default": "require"}})
	rule.applicable == set() with input as mock.world({"options": {"default": "require"}})
}
