package tenantlint.external_sign_in_test

import data.tenantlint.conditional_access_mock as mocks
import data.tenantlint.external_sign_in

# How a policy hits Fabrikam's people who come by direct connect to Office 365.
said(policy) := hits({"state": "enabled"}, policy, "b2bDirectConnectUser")

said_of_guests(policy) := hits({"state": "enabled"}, policy, "b2bCollaborationGuest")

hits(state, policy, type) := word if {
	world := mocks.world([object.union(policy, {"value": object.union(policy.value, state)})], {"options": {
		"tenant_id": mocks.fabrikam,
		"type": type,
		"to": ["office365", "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe"],
	}})
	found := [answer.hits | some answer in external_sign_in.answers] with input as world
	word := concat(" ", found)
}

conditions(parts) := mocks.policy({"conditions": object.union(
	{"users": mocks.users({}), "applications": {"includeApplications": ["All"]}},
	parts,
)})

test_whom if {
	said(mocks.policy({})) == "yes"
	said(mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("b2bCollaborationGuest", "all", [])})) == ""
	said_of_guests(mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("b2bCollaborationGuest", "all", [])})) == "yes"
	said(mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("b2bDirectConnectUser", "enumerated", [mocks.fabrikam])})) == "yes"
	said(mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("b2bDirectConnectUser", null, [])})) == "maybe"
	said(mocks.for_users({"excludeGuestsOrExternalUsers": mocks.external("b2bDirectConnectUser", "all", [])})) == ""
}

test_groups_may_hold_guests if {
	group := mocks.for_users({"includeGuestsOrExternalUsers": null, "includeGroups": ["g"]})
	said(group) == ""
	said_of_guests(group) == "maybe"
	spared := mocks.for_users({"excludeGroups": ["g"]})
	said(spared) == "yes"
	said_of_guests(spared) == "sometimes"
}

test_applications if {
	said(conditions({"applications": {"includeApplications": ["Office365"]}})) == "yes"
	said(conditions({"applications": {"includeApplications": ["cc15fd57-2c6c-4117-a88c-83b1d56b4bbe"]}})) == "part"
	said(conditions({"applications": {"includeApplications": ["11111111-2c6c-4117-a88c-83b1d56b4bbe"]}})) == ""
	said(conditions({"applications": {"includeApplications": ["All"], "excludeApplications": ["Office365"]}})) == ""
}

test_which_sign_ins if {
	said(conditions({"signInRiskLevels": ["high"]})) == "sometimes"
	said(conditions({"locations": {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]}})) == "sometimes"
	said(conditions({"locations": {"includeLocations": ["All"], "excludeLocations": []}})) == "yes"
	said(conditions({"devices": {"deviceFilter": {"mode": "exclude", "rule": "r"}}})) == "sometimes"
	said(conditions({"clientAppTypes": ["exchangeActiveSync", "other"]})) == ""
	said(conditions({"clientAppTypes": ["browser", "other"]})) == "sometimes"
}

test_state if {
	hits({"state": null}, mocks.policy({}), "b2bDirectConnectUser") == "maybe"

	# Nothing is enabled, so security defaults may be.
	hits({"state": "disabled"}, mocks.policy({}), "b2bDirectConnectUser") == "maybe"
	hits({"state": "enabledForReportingButNotEnforced"}, mocks.policy({}), "b2bDirectConnectUser") == "maybe"
}
