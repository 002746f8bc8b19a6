package tenantlint.entra.partner_without_effect_test

import data.tenantlint.entra.partner_without_effect as rule
import data.tenantlint.mock

inherited(origin) := {name: object.union(mock.setting(name, "closed"), {"origin": origin}) | some name, _ in mock.titles}

trust(parts) := {name: object.union(flag, parts) | some name, flag in mock.trust(false)}

# An entry in which everything is left to the default, changed by `parts`.
empty(parts) := mock.partner(object.union(
	{"settings": inherited("inherited"), "trust": trust({"origin": "inherited"}), "more": {}},
	parts,
))

world(partner) := mock.world({"partners": [partner]})

finding := {
	"on": "partner:fabrikam", "path": "",
	"message": "Fabrikam has an entry in which every setting is left to the default, so it changes nothing",
}

test_everything_is_inherited if {
	service_default := {"settings": inherited("service-default"), "trust": trust({"origin": "service-default"})}
	unclear := {"more": {"unclear": ["m365CollaborationInbound.users"]}, "register": null}
	every parts in [{}, service_default, unclear, {"register": mock.entry({"status": "ended", "approved": false})}] {
		first := world(empty(parts))
		rule.fail == {finding} with input as first
		rule.unknown == set() with input as first
		rule.applicable == {"partner:fabrikam"} with input as first
	}
}

test_group_sync_not_told_says_nothing if {
	sync := {"groups": {"value": null}}
	first := world(empty({"sync": sync}))
	rule.fail == {finding} with input as first
	rule.unknown == set() with input as first
}

test_something_is_its_own if {
	every parts in [
		{"settings": mock.one("b2bDirectConnectInbound", "groups")},
		{"settings": mock.one("b2bDirectConnectInbound", "closed")},
		{"trust": {"isMfaAccepted": {"origin": "own"}}},
		{"consent": {"inbound": {"value": true}}},
		{"sync": {"users": {"value": true}}},
		{"sync": {"groups": {"value": true}}},
		{"more": {"m365CollaborationInbound": {"users": null}}},
	] {
		first := world(empty(parts))
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
		rule.applicable == {"partner:fabrikam"} with input as first
	}
}

test_something_is_unknown if {
	doubts := {
		"inbound direct connect": {"settings": {"b2bDirectConnectInbound": {"origin": "unknown", "admits": "unknown"}}},
		"inboundTrust.isMfaAccepted": {"trust": {"isMfaAccepted": {"origin": "unknown", "value": null}}},
		"automaticUserConsentSettings.inboundAllowed": {"consent": {"inbound": {"value": null}}},
		"identitySynchronization.userSyncInbound.isSyncAllowed": {"sync": {"users": {"value": null}}},
	}
	every what, parts in doubts {
		first := world(empty(parts))
		rule.fail == set() with input as first
		rule.unknown == {{
			"on": "partner:fabrikam",
			"reason": sprintf("nothing known in its entry changes anything, but this is unknown: %s", [what]),
		}} with input as first
	}
}

test_entries_of_use if {
	every parts in [
		{"is_service_provider": true},
		{"in_multi_tenant_organization": true},
		{"register": mock.entry({"status": "proposed", "approved": false})},
		{"register": mock.entry({"cloud": "china"})},
	] {
		first := world(empty(parts))
		rule.fail == set() with input as first
		second := world(empty(object.union(parts, {"sync": {"users": {"value": null}}})))
		rule.unknown == set() with input as second
		rule.applicable == set() with input as first
	}
}

test_ordinary_partner_of_graph if {
	first := world(empty({"is_service_provider": null, "in_multi_tenant_organization": null}))
	rule.fail == {finding} with input as first
}

test_own_beside_unknown if {
	first := world(empty({"settings": mock.one("b2bDirectConnectInbound", "groups"), "sync": {"users": {"value": null}}}))
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}
