package tenantlint.access.mfa_policy_spares_partner_test

import data.tenantlint.access.mfa_policy_spares_partner as rule
import data.tenantlint.conditional_access_mock as mocks

excluding := mocks.for_users({"excludeGuestsOrExternalUsers": mocks.external("b2bDirectConnectUser", "enumerated", [mocks.fabrikam])})

finding(place) := {
	"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
	"expected": "MFA of b2bDirectConnectUser", "actual": "left out",
	"message": "Fabrikam: users come in by inbound direct connect, and Conditional Access asks other external users for MFA, but not them: `MFA for guests` leaves out b2bDirectConnectUser",
	"related": [{"on": "record:ca", "path": concat(".", ["conditions", "users", place]), "label": "leaves them out"}],
}

test_excluded if {
	world := mocks.world([excluding], {})
	expected := finding("excludeGuestsOrExternalUsers")
	rule.fail == {expected} with input as world
	rule.unknown == set() with input as world
}

test_not_included if {
	policy := mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("b2bCollaborationGuest", "all", [])})
	world := mocks.world([policy], {})
	expected := finding("includeGuestsOrExternalUsers")
	rule.fail == {expected} with input as world
}

test_another_policy_asks if {
	world := mocks.world([excluding, mocks.policy({})], {})
	rule.fail == set() with input as world
	rule.unknown == set() with input as world
}

test_another_policy_may_ask if {
	world := mocks.world([excluding, object.union(mocks.policy({}), {"unclear": ["conditions.users"]})], {})
	rule.fail == set() with input as world
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
		"reason": "whether MFA is asked for at inbound direct connect is unknown: it depends on `MFA for guests`",
	}} with input as world
}
