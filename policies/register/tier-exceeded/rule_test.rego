package tenantlint.register.tier_exceeded_test

import data.tenantlint.mock
import data.tenantlint.register.tier_exceeded as rule

world(parts) := mock.world({"partners": [mock.partner(parts)]})

entry(tier) := mock.entry({"tier": "supplier", "tier_terms": tier})

outbound := "b2bDirectConnectOutbound"

open(origin, register) := {
	"settings": mock.settings(mock.changed(outbound, "groups", {"origin": origin})),
	"opens": [object.union(mock.opening(outbound), {"origin": origin})],
	"register": register,
}

finding(path, title) := {
	"on": "partner:fabrikam", "path": path,
	"message": sprintf("Fabrikam: its own settings grant it %s, but its tier supplier does not", [title]),
	"related": [{"on": "register:fabrikam", "path": "tier", "label": "the tier"}],
}

test_direction if {
	beyond := world(open("own", entry({"directions": ["inbound"]})))
	rule.fail == {finding(outbound, "outbound direct connect")} with input as beyond
	rule.unknown == set() with input as beyond
	rule.applicable == {"partner:fabrikam"} with input as beyond
}

test_granted if {
	every tier in [{"directions": ["inbound", "outbound"]}, {"trust": []}] {
		sound := world(open("own", entry(tier)))
		rule.fail == set() with input as sound
		rule.applicable == {"partner:fabrikam"} with input as sound
	}
}

test_inherited if {
	rule.fail == set() with input as world(open("inherited", entry({"directions": ["inbound"]})))
}

test_user_sync_is_another_rule if {
	sync := object.union(mock.opening(outbound), {"path": "identitySynchronization.userSyncInbound.isSyncAllowed", "direction": "inbound"})
	rule.fail == set() with input as world({"opens": [sync], "register": entry({"directions": ["outbound"]})})
}

test_not_measured if {
	ended := object.union(entry({"directions": []}), {"status": "ended", "approved": false})
	listing := object.union(entry({"directions": [], "trust": []}), {"allow": ["direct-connect-outbound"]})
	every register in [null, ended, listing, entry(null)] {
		other := world(object.union(open("own", register), {"trust": mock.trust(true)}))
		rule.fail == set() with input as other
		rule.applicable == set() with input as other
	}
}

test_inherited_unknown if {
	inherited := world({
		"settings": mock.settings(mock.changed(outbound, "unknown", {"origin": "inherited"})),
		"unclear": [object.union(mock.opening(outbound), {"origin": "inherited"})],
		"register": entry({"directions": ["inbound"]}),
	})
	rule.unknown == set() with input as inherited
}

test_unknown if {
	every origin in ["own", "unknown"] {
		world := world({
			"settings": mock.settings(mock.changed(outbound, "unknown", {"origin": origin})),
			"unclear": [object.union(mock.opening(outbound), {"origin": origin})],
			"register": entry({"directions": ["inbound"]}),
		})
		rule.fail == set() with input as world
		rule.unknown == {{
			"on": "partner:fabrikam", "path": outbound,
			"reason": "outbound direct connect unknown: the export does not carry it",
		}} with input as world
	}
}

test_mfa if {
	beyond := world({"trust": mock.trust(true), "register": entry({"trust": ["compliantDevice"]})})
	rule.fail == {finding("inboundTrust.isMfaAccepted", "MFA trust")} with input as beyond
	rule.fail == set() with input as world({"trust": mock.trust(true), "register": entry({"trust": ["mfa"]})})
	rule.fail == set() with input as world({"trust": mock.trust(true), "register": entry({})})
	rule.fail == set() with input as world({"trust": mock.trust(false), "register": entry({"trust": []})})
}

test_mfa_unknown if {
	hidden := world({"trust": mock.trust(null), "register": entry({"trust": []})})
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "inboundTrust.isMfaAccepted",
		"reason": "MFA trust unknown: the export does not carry it",
	}} with input as hidden
}
