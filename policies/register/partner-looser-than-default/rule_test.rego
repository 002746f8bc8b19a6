package tenantlint.register.partner_looser_than_default_test

import data.tenantlint.mock
import data.tenantlint.register.partner_looser_than_default as rule

inbound := "b2bDirectConnectInbound"

world(own, fallback) := mock.world({
	"tenant": {"present": {"register": false}},
	"partners": [mock.partner(object.union({"register": null}, own))],
	"default": mock.fallback(fallback),
})

scoped(scope, origin) := {"settings": mock.settings(mock.changed(inbound, scope, {"origin": origin}))}

finding(path, title) := {
	"on": "partner:fabrikam", "path": path,
	"message": sprintf("Fabrikam: its own setting for %s is looser than the default, and no register says why", [title]),
	"related": [{"on": "default", "path": path, "label": "the default"}],
}

doubt(path, title) := {
	"on": "partner:fabrikam", "path": path,
	"reason": sprintf("whether %s is looser than the default is unknown", [title]),
}

test_looser if {
	every pair in [["groups", "closed"], ["everybody", "groups"], ["everybody", "closed"]] {
		looser := world(scoped(pair[0], "own"), scoped(pair[1], "own"))
		rule.fail == {finding(inbound, "inbound direct connect")} with input as looser
		rule.unknown == set() with input as looser
		rule.applicable == {"partner:fabrikam"} with input as looser
	}
}

test_no_looser if {
	every pair in [["closed", "groups"], ["groups", "groups"], ["groups", "everybody"]] {
		sound := world(scoped(pair[0], "own"), scoped(pair[1], "own"))
		rule.fail == set() with input as sound
		rule.unknown == set() with input as sound
	}
	inherited := world(scoped("everybody", "inherited"), scoped("closed", "own"))
	rule.fail == set() with input as inherited
}

test_flags if {
	consent := {
		"inbound": mock.flag("automaticUserConsentSettings.inboundAllowed", true),
		"outbound": mock.flag("automaticUserConsentSettings.outboundAllowed", true),
	}
	looser := world({"trust": mock.trust(true), "consent": consent}, {})
	rule.fail == {
		finding("inboundTrust.isCompliantDeviceAccepted", "trust in compliant devices"),
		finding("inboundTrust.isHybridAzureADJoinedDeviceAccepted", "trust in hybrid joined devices"),
		finding("automaticUserConsentSettings.inboundAllowed", "inbound automatic consent"),
		finding("automaticUserConsentSettings.outboundAllowed", "outbound automatic consent"),
	} with input as looser
	rule.fail == set() with input as world({"trust": mock.trust(true)}, {"trust": mock.trust(true)})
}

test_unknown if {
	every origin in ["own", "unknown"] {
		hidden := world(scoped("unknown", origin), scoped("groups", "own"))
		rule.fail == set() with input as hidden
		rule.unknown == {doubt(inbound, "inbound direct connect")} with input as hidden
	}
	rule.unknown == set() with input as world(scoped("unknown", "inherited"), scoped("groups", "own"))
	rule.unknown == set() with input as world(scoped("unknown", "own"), scoped("everybody", "own"))
}

test_default_unknown if {
	hidden := world(scoped("groups", "own"), scoped("unknown", "own"))
	rule.fail == set() with input as hidden
	rule.unknown == {doubt(inbound, "inbound direct connect")} with input as hidden
	rule.unknown == set() with input as world(scoped("closed", "own"), scoped("unknown", "own"))
}

test_flags_unknown if {
	compliant := "inboundTrust.isCompliantDeviceAccepted"
	blank := {"trust": {"isCompliantDeviceAccepted": mock.flag(compliant, null)}}
	rule.unknown == {doubt(compliant, "trust in compliant devices")} with input as world(blank, {})
	on := {"trust": {"isCompliantDeviceAccepted": mock.flag(compliant, true)}}
	rule.unknown == {doubt(compliant, "trust in compliant devices")} with input as world(on, blank)
	rule.unknown == set() with input as world(blank, on)
}

test_with_a_register if {
	looser := object.union(world(scoped("everybody", "own"), scoped("closed", "own")), {"tenant": {"present": {"register": true}}})
	rule.fail == set() with input as looser
	rule.applicable == set() with input as looser
}
