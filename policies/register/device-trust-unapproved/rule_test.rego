package tenantlint.register.device_trust_unapproved_test

import data.tenantlint.mock
import data.tenantlint.register.device_trust_unapproved as rule

world(comes_in, trust, register) := mock.world({"partners": [mock.partner({
	"comes_in": comes_in, "trust": trust, "register": register,
})]})

compliant := "inboundTrust.isCompliantDeviceAccepted"

hybrid := "inboundTrust.isHybridAzureADJoinedDeviceAccepted"

# Trust in compliant devices of that value and origin; hybrid joined ones are not trusted.
device(value, origin) := {"isCompliantDeviceAccepted": object.union(mock.flag(compliant, value), {"origin": origin})}

finding(path, devices, why) := {
	"on": "partner:fabrikam", "path": path, "expected": "false", "actual": "true",
	"message": sprintf("Fabrikam: its users get in, and its own setting takes its word for %s, but %s", [devices, why]),
}

suspended := mock.entry({"status": "suspended", "approved": false, "allow": ["device-trust"]})

test_not_agreed if {
	both := world(true, mock.trust(true), mock.entry({"allow": ["mfa-trust"]}))
	why := "its register entry agrees on no such trust"
	rule.fail == {finding(compliant, "compliant devices", why), finding(hybrid, "hybrid joined devices", why)} with input as both
	rule.unknown == set() with input as both
	rule.applicable == {"partner:fabrikam"} with input as both
}

test_not_approved if {
	missing := world(true, device(true, "own"), null)
	rule.fail == {finding(compliant, "compliant devices", "it is missing from the register")} with input as missing
	halted := world(true, device(true, "own"), suspended)
	rule.fail == {finding(compliant, "compliant devices", "it is suspended in the register")} with input as halted
}

test_agreed if {
	every parts in [
		{"allow": ["device-trust"]},
		{"tier_terms": {"trust": ["compliantDevice", "hybridJoined"]}},
		{"terms": {"agreement": {"minimumSecurity": ["compliantDevice", "hybridJoined"]}}},
	] {
		every value in [true, null] {
			sound := world(true, mock.trust(value), mock.entry(parts))
			rule.fail == set() with input as sound
			rule.unknown == set() with input as sound
		}
	}
}

test_one_of_two_agreed if {
	half := world(true, mock.trust(true), mock.entry({"tier_terms": {"trust": ["hybridJoined"]}}))
	rule.fail == {finding(compliant, "compliant devices", "its register entry agrees on no such trust")} with input as half
}

test_inherited_is_the_defaults if {
	every comes_in in [true, null] {
		every value in [true, null] {
			inherited := world(comes_in, device(value, "inherited"), null)
			rule.fail == set() with input as inherited
			rule.unknown == set() with input as inherited
		}
	}
}

test_nobody_comes_in if {
	every value in [true, null] {
		closed := world(false, mock.trust(value), null)
		rule.fail == set() with input as closed
		rule.unknown == set() with input as closed
		rule.applicable == set() with input as closed
	}
}

test_trust_unknown if {
	every comes_in in [true, null] {
		every origin in ["own", "unknown"] {
			hidden := world(comes_in, device(null, origin), null)
			rule.fail == set() with input as hidden
			rule.unknown == {{
				"on": "partner:fabrikam", "path": compliant,
				"reason": "trust in compliant devices unknown: the export does not carry it",
			}} with input as hidden
		}
	}
}

test_entrance_unknown if {
	hidden := world(null, device(true, "own"), null)
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "partner:fabrikam", "path": compliant,
		"reason": "trust in compliant devices is not agreed, and whether its users get in is unknown",
	}} with input as hidden
	rule.applicable == {"partner:fabrikam"} with input as hidden
}
