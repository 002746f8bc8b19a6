package tenantlint.entra.trust_on_closed_partner_test

import data.tenantlint.entra.trust_on_closed_partner as rule
import data.tenantlint.mock

mfa := "inboundTrust.isMfaAccepted"

world(parts) := mock.world({"partners": [mock.partner(parts)]})

# Trust with one flag changed.
trust(name, parts) := object.union(mock.trust(false), {name: parts})

finding(text) := {
	"on": "partner:fabrikam", "path": "inboundTrust", "expected": "false", "actual": "true",
	"message": sprintf("Fabrikam: none of its users get in, yet its own settings trust %s", [text]),
}

test_trusted_but_closed if {
	all := "its compliant devices, its hybrid joined devices, its MFA"
	first := world({"trust": mock.trust(true)})
	rule.fail == {finding(all)} with input as first
	rule.unknown == set() with input as first
	second := world({"trust": trust("isMfaAccepted", {"value": true})})
	rule.fail == {finding("its MFA")} with input as second
}

test_comes_in if {
	first := world({"comes_in": true, "trust": mock.trust(true)})
	rule.fail == set() with input as first
	second := world({"comes_in": true, "trust": mock.trust(null)})
	rule.unknown == set() with input as second
}

test_not_trusted if {
	first := world({})
	rule.fail == set() with input as first
	second := world({"comes_in": null})
	rule.unknown == set() with input as second
}

test_inherited_is_the_defaults if {
	every value in [true, null] {
		first := world({"trust": trust("isMfaAccepted", {"value": value, "origin": "inherited"})})
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_entrance_unknown if {
	unclear := [mock.opening("b2bDirectConnectInbound"), mock.opening("b2bCollaborationOutbound")]
	first := world({"comes_in": null, "unclear": unclear, "trust": mock.trust(true)})
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "inboundTrust",
		"reason": "it is trusted, and whether its users get in is unknown: inbound direct connect",
	}} with input as first
}

test_trust_unknown if {
	every origin in ["own", "unknown"] {
		every comes_in in [false, null] {
			first := world({"comes_in": comes_in, "trust": trust("isMfaAccepted", {"value": null, "origin": origin})})
			rule.fail == set() with input as first
			rule.unknown == {{
				"on": "partner:fabrikam", "path": mfa, "reason": "trust in its MFA unknown",
			}} with input as first
		}
	}
}
