package tenantlint.entra.trust_given_by_default_test

import data.tenantlint.entra.trust_given_by_default as rule
import data.tenantlint.mock

world(value, comes_in, options) := mock.world({
	"default": mock.fallback({"trust": mock.trust(value), "comes_in": comes_in}),
	"options": options,
})

both := {"mfa": "forbid", "devices": "forbid"}

finding(name, title, remark) := {
	"on": "default", "path": sprintf("inboundTrust.%s", [name]), "expected": "false", "actual": "true",
	"message": sprintf("The default trusts %s of every organisation without trust of its own, also of one that an attacker owns%s", [title, remark]),
}

mfa(remark) := {finding("isMfaAccepted", "the MFA", remark)}

devices(remark) := {
	finding("isCompliantDeviceAccepted", "the compliant devices", remark),
	finding("isHybridAzureADJoinedDeviceAccepted", "the hybrid joined devices", remark),
}

test_no_trust if {
	rule.fail == set() with input as world(false, true, both)
	rule.unknown == set() with input as world(false, true, both)
	rule.applicable == {"tenant"} with input as world(false, true, both)
}

test_trust if {
	every comes_in in [true, null] {
		rule.fail == mfa("") | devices("") with input as world(true, comes_in, both)
		rule.unknown == set() with input as world(true, comes_in, both)
	}
}

test_nobody_comes_in if {
	remark := "; nobody comes in by the default, so it reaches partners that inherit it"
	lowered := {object.union(one, {"level": "warning"}) | some one in mfa(remark) | devices(remark)}
	rule.fail == lowered with input as world(true, false, both)
}

test_allowed if {
	rule.fail == devices("") with input as world(true, true, {"mfa": "allow", "devices": "forbid"})
	rule.fail == mfa("") with input as world(true, true, {"mfa": "forbid", "devices": "allow"})
	neither := {"mfa": "allow", "devices": "allow"}
	rule.fail == set() with input as world(true, true, neither)
	rule.unknown == set() with input as world(null, true, neither)
	rule.applicable == set() with input as world(true, true, neither)
}

test_unknown if {
	rule.fail == set() with input as world(null, true, both)
	rule.unknown == {{
		"on": "default", "path": "inboundTrust.isMfaAccepted",
		"reason": "isMfaAccepted unknown: the export does not carry it",
	}} with input as world(null, true, {"mfa": "forbid", "devices": "allow"})
	hidden := rule.unknown with input as world(null, true, both)
	count(hidden) == 3
}

test_no_default if {
	rule.fail == set() with input as mock.world({"options": both})
	rule.unknown == set() with input as mock.world({"options": both})
}
