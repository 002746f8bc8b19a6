package tenantlint.register.allow_beyond_tier_test

import data.tenantlint.mock
import data.tenantlint.register.allow_beyond_tier as rule

world(allow, parts) := mock.world({"register": {"entries": [mock.entry(object.union({"tier": "supplier", "allow": allow}, parts))]}})

finding(text) := {
	"on": "register:fabrikam", "path": "allow",
	"message": sprintf("The register entry of Fabrikam allows what its tier supplier does not grant: %s", [text]),
	"related": [{"on": "register:fabrikam", "path": "tier", "label": "the tier"}],
}

everything := [
	"collaboration-inbound", "collaboration-outbound", "direct-connect-inbound", "direct-connect-outbound", "mfa-trust", "device-trust",
	"user-sync", "m365:crossTenantMigration",
]

test_beyond if {
	nothing_granted := world(everything, {"tier_terms": {"directions": [], "trust": []}})
	rule.fail == {finding(concat(", ", array.slice(everything, 0, 6)))} with input as nothing_granted
	rule.applicable == {"tenant"} with input as nothing_granted
	inbound_only := world(everything, {"tier_terms": {"directions": ["inbound"], "trust": ["mfa", "hybridJoined"]}})
	rule.fail == {finding("collaboration-outbound, direct-connect-outbound")} with input as inbound_only
}

test_granted if {
	every tier in [{"directions": ["inbound", "outbound"], "trust": ["mfa", "compliantDevice"]}, {}] {
		sound := world(everything, {"tier_terms": tier})
		rule.fail == set() with input as sound
		rule.applicable == {"tenant"} with input as sound
	}
}

test_not_graded if {
	every parts in [{"tier_terms": null}, {"tier_terms": {"directions": []}, "status": "ended", "approved": false}] {
		other := world(everything, parts)
		rule.fail == set() with input as other
		rule.applicable == set() with input as other
	}
}

test_our_own_entry if {
	own := world(everything, {"tier_terms": {"directions": []}, "tenant_id": "11111111-1111-4111-8111-111111111111"})
	rule.fail == set() with input as own
	rule.applicable == set() with input as own
}
