package tenantlint.access.disabled_policy_names_externals_test

import data.tenantlint.access.disabled_policy_names_externals as rule
import data.tenantlint.conditional_access_mock as mocks

for_users(state, users) := mocks.policy({"state": state, "conditions": {"users": mocks.users(users)}})

test_disabled if {
	every users in [{}, {"includeGuestsOrExternalUsers": null, "includeUsers": ["GuestsOrExternalUsers"]}] {
		policy := for_users("disabled", users)
		world := mocks.world([policy], {})
		rule.fail == {{
			"on": "record:ca", "path": "state", "expected": "enabled, or no such policy", "actual": "disabled",
			"message": "`MFA for guests` is about guests or external users and is disabled, so it does nothing",
		}} with input as world
		rule.unknown == set() with input as world
	}
}

test_in_use_or_about_others if {
	every policy in [
		for_users("enabled", {}),
		for_users("enabledForReportingButNotEnforced", {}),
		for_users("disabled", {"includeGuestsOrExternalUsers": null, "includeUsers": ["All"]}),
		for_users("disabled", {"includeGuestsOrExternalUsers": mocks.external("none", null, [])}),
	] {
		world := mocks.world([policy], {})
		rule.fail == set() with input as world
		rule.unknown == set() with input as world
	}
}

test_state_unknown if {
	policy := for_users(null, {})
	world := mocks.world([policy], {})
	rule.fail == set() with input as world
	rule.unknown == {{"on": "record:ca", "path": "state", "reason": "whether `MFA for guests` is enabled is unknown"}} with input as world
}

test_users_unknown if {
	path := "conditions.users.includeGuestsOrExternalUsers.guestOrExternalUserTypes"
	policy := for_users("disabled", {"includeGuestsOrExternalUsers": mocks.external(null, "all", [])})
	world := mocks.world([object.union(policy, {"unclear": [path, "sessionControls"]})], {})
	rule.fail == set() with input as world
	rule.unknown == {{"on": "record:ca", "path": "conditions.users", "reason": "whom `MFA for guests` is about is unknown"}} with input as world
}
