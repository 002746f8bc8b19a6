package tenantlint.register.collaboration_not_agreed_test

import data.tenantlint.mock
import data.tenantlint.register.collaboration_not_agreed as rule

world(parts, option) := mock.world({"partners": [mock.partner(parts)], "options": {"mfaTrust": option}})

allows(tokens) := mock.entry({"allow": tokens})

inbound := "b2bCollaborationInbound"

# Collaboration inbound of that scope and origin.
open(origin, entry) := {
	"settings": mock.settings(mock.changed(inbound, "everybody", {"origin": origin})),
	"opens": [object.union(mock.opening(inbound), {"origin": origin}), mock.opening("b2bDirectConnectInbound")],
	"register": entry,
}

finding(path, title, leave) := {
	"on": "partner:fabrikam", "path": path,
	"message": sprintf("Fabrikam: its own settings grant it %s, but its register entry does not allow %s", [title, leave]),
	"related": [{"on": "register:fabrikam", "path": "allow", "label": "what was agreed"}],
}

test_not_agreed if {
	beyond := world(open("own", allows(["collaboration-outbound"])), "ignore")
	rule.fail == {finding(inbound, "inbound collaboration", "collaboration-inbound")} with input as beyond
	rule.unknown == set() with input as beyond
	rule.applicable == {"partner:fabrikam"} with input as beyond
}

test_outbound if {
	outbound := "b2bCollaborationOutbound"
	beyond := world({
		"settings": mock.settings(mock.one(outbound, "groups")), "opens": [mock.opening(outbound)],
		"register": allows(["collaboration-inbound"]),
	}, "ignore")
	rule.fail == {finding(outbound, "outbound collaboration", "collaboration-outbound")} with input as beyond
}

test_agreed if {
	sound := world(open("own", allows(["collaboration-inbound"])), "ignore")
	rule.fail == set() with input as sound
	rule.applicable == {"partner:fabrikam"} with input as sound
}

test_inherited_is_the_defaults if {
	every origin in ["inherited", "service-default"] {
		rule.fail == set() with input as world(open(origin, allows(["mfa-trust"])), "ignore")
	}
}

test_nothing_listed_or_not_approved if {
	suspended := mock.entry({"status": "suspended", "approved": false, "allow": ["mfa-trust"]})
	every entry in [null, allows([]), suspended] {
		other := world(open("own", entry), "agreed")
		rule.fail == set() with input as other
		rule.unknown == set() with input as other
		rule.applicable == set() with input as other
	}
}

hidden(origin, entry) := {
	"settings": mock.settings(mock.changed(inbound, "unknown", {"origin": origin})),
	"unclear": [object.union(mock.opening(inbound), {"origin": origin, "admits": "unknown"})],
	"register": entry,
}

test_unknown if {
	every origin in ["own", "unknown"] {
		world := world(hidden(origin, allows(["mfa-trust"])), "ignore")
		rule.fail == set() with input as world
		rule.unknown == {{
			"on": "partner:fabrikam", "path": inbound,
			"reason": "inbound collaboration unknown: the export does not carry it",
		}} with input as world
	}
	rule.unknown == set() with input as world(hidden("inherited", allows(["mfa-trust"])), "ignore")
	rule.unknown == set() with input as world(hidden("own", allows(["collaboration-inbound"])), "ignore")
}

trusting(value, origin, entry) := {
	"trust": {"isMfaAccepted": object.union(mock.flag("inboundTrust.isMfaAccepted", value), {"origin": origin})},
	"register": entry,
}

test_mfa_trust if {
	beyond := world(trusting(true, "own", allows(["collaboration-inbound"])), "agreed")
	rule.fail == {finding("inboundTrust.isMfaAccepted", "MFA trust", "mfa-trust")} with input as beyond
	rule.fail == set() with input as world(trusting(true, "own", allows(["collaboration-inbound"])), "ignore")
	rule.fail == set() with input as world(trusting(true, "inherited", allows(["collaboration-inbound"])), "agreed")
	rule.fail == set() with input as world(trusting(true, "own", allows(["mfa-trust"])), "agreed")
	rule.fail == set() with input as world(trusting(false, "own", allows(["collaboration-inbound"])), "agreed")
}

test_mfa_trust_unknown if {
	hidden_trust := trusting(null, "unknown", allows(["collaboration-inbound"]))
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "inboundTrust.isMfaAccepted",
		"reason": "MFA trust unknown: the export does not carry it",
	}} with input as world(hidden_trust, "agreed")
	rule.unknown == set() with input as world(hidden_trust, "ignore")
}
