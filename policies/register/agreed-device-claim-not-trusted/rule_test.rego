package tenantlint.register.agreed_device_claim_not_trusted_test

import data.tenantlint.mock
import data.tenantlint.register.agreed_device_claim_not_trusted as rule

agreed(claims) := mock.entry({"terms": {"agreement": {"minimumSecurity": claims}}})

world(comes_in, value, register) := mock.world({"partners": [mock.partner({
	"comes_in": comes_in, "trust": mock.trust(value), "register": register,
})]})

compliant := "inboundTrust.isCompliantDeviceAccepted"

finding(path, devices) := {
	"on": "partner:fabrikam", "path": path, "expected": "true", "actual": "false",
	"message": sprintf("Fabrikam: its users get in and the agreement demands %s, but the claim is not trusted, so no policy can ask for it", [devices]),
	"related": [{"on": "register:fabrikam", "path": "agreement.minimumSecurity", "label": "what was agreed"}],
}

test_not_trusted if {
	both := world(true, false, agreed(["mfa", "compliantDevice", "hybridJoined"]))
	rule.fail == {
		finding(compliant, "compliant devices"),
		finding("inboundTrust.isHybridAzureADJoinedDeviceAccepted", "hybrid joined devices"),
	} with input as both
	rule.unknown == set() with input as both
	rule.applicable == {"partner:fabrikam"} with input as both
}

test_trusted if {
	sound := world(true, true, agreed(["compliantDevice"]))
	rule.fail == set() with input as sound
	rule.unknown == set() with input as sound
	rule.applicable == {"partner:fabrikam"} with input as sound
}

test_nothing_demanded if {
	ended := object.union(agreed(["compliantDevice"]), {"status": "ended", "approved": false})
	every register in [null, ended, agreed(["mfa"]), mock.entry({"terms": {}})] {
		other := world(true, false, register)
		rule.fail == set() with input as other
		rule.applicable == set() with input as other
	}
}

test_nobody_comes_in if {
	closed := world(false, false, agreed(["compliantDevice"]))
	rule.fail == set() with input as closed
	rule.applicable == set() with input as closed
}

test_unknown if {
	every comes_in in [true, null] {
		hidden := world(comes_in, null, agreed(["compliantDevice"]))
		rule.fail == set() with input as hidden
		rule.unknown == {{
			"on": "partner:fabrikam", "path": compliant,
			"reason": "trust in compliant devices unknown: the export does not carry it",
		}} with input as hidden
	}
	entrance := world(null, false, agreed(["compliantDevice"]))
	rule.fail == set() with input as entrance
	rule.unknown == {{
		"on": "partner:fabrikam", "path": compliant,
		"reason": "compliant devices were agreed on and are not trusted, and whether its users get in is unknown",
	}} with input as entrance
	rule.unknown == set() with input as world(null, true, agreed(["compliantDevice"]))
}
