package tenantlint.access.mfa_policy_leaves_out_user_types_test

import data.tenantlint.access.mfa_policy_leaves_out_user_types as rule
import data.tenantlint.conditional_access_mock as mocks

world(policies) := mocks.world(policies, {"options": {"types": ["b2bCollaborationMember", "otherExternalUser"]}})

guests_only := mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("b2bCollaborationGuest,b2bDirectConnectUser", "all", [])})

test_left_out if {
	left := world([guests_only])
	rule.fail == {{
		"on": "record:ca", "path": "conditions.users.includeGuestsOrExternalUsers.guestOrExternalUserTypes",
		"expected": "b2bCollaborationMember, otherExternalUser", "actual": "b2bCollaborationGuest, b2bDirectConnectUser",
		"message": "`MFA for guests` asks external users for MFA by type, and no enabled policy asks b2bCollaborationMember, otherExternalUser",
	}} with input as left
	rule.unknown == set() with input as left
}

test_excluded if {
	left := world([mocks.for_users({"excludeGuestsOrExternalUsers": mocks.external("otherExternalUser", "all", [])})])
	found := {[finding.path, finding.expected] | some finding in rule.fail} with input as left
	found == {["conditions.users.excludeGuestsOrExternalUsers.guestOrExternalUserTypes", "b2bCollaborationMember, otherExternalUser"]}
}

test_all_types if {
	every policies in [
		[mocks.policy({})],
		[mocks.for_users({"includeUsers": ["All"]})],
		[guests_only, mocks.for_users({"includeUsers": ["GuestsOrExternalUsers"]})],
		[mocks.for_users({"excludeGuestsOrExternalUsers": mocks.external("serviceProvider", "all", [])})],
	] {
		all := world(policies)
		rule.fail == set() with input as all
		rule.unknown == set() with input as all
	}
}

# Nobody is asked: other rules say so.
test_no_policy_for_external_users if {
	every policies in [[], [mocks.policy({"state": "disabled"})], [mocks.for_users({"excludeUsers": ["GuestsOrExternalUsers"]})]] {
		none := world(policies)
		rule.fail == set() with input as none
		rule.unknown == set() with input as none
	}
}

test_unclear if {
	murky := object.union(mocks.policy({}), {"unclear": ["conditions.users"], "ref": "record:murky", "name": "Murky"})
	world_of_doubt := world([guests_only, murky])
	rule.fail == set() with input as world_of_doubt
	rule.unknown == {{
		"on": "record:murky", "reason": "whether `Murky` asks b2bCollaborationMember, otherExternalUser for MFA is unknown",
	}} with input as world_of_doubt
}
