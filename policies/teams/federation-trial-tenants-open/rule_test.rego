package tenantlint.teams.federation_trial_tenants_open_test

import data.tenantlint.mock
import data.tenantlint.teams.federation_trial_tenants_open as rule

world(on, value) := mock.world({"federation": mock.federation({
	"settings": {"AllowFederatedUsers": mock.flag("AllowFederatedUsers", on)}, "value": value, "unclear": [],
})})

test_allowed if {
	every on in [true, null] {
		open := world(on, {"ExternalAccessWithTrialTenants": "Allowed"})
		rule.fail == {{
			"on": "federation", "path": "ExternalAccessWithTrialTenants", "expected": "Blocked", "actual": "Allowed",
			"message": "Teams lets organisations that have nothing but trial licences find and contact our users",
		}} with input as open
		rule.unknown == set() with input as open
		rule.applicable == {"tenant"} with input as open
	}
}

test_blocked if {
	shut := world(true, {"ExternalAccessWithTrialTenants": "Blocked"})
	rule.fail == set() with input as shut
	rule.unknown == set() with input as shut
}

test_federation_off if {
	every value in [{}, {"ExternalAccessWithTrialTenants": "Allowed"}] {
		off := world(false, value)
		rule.fail == set() with input as off
		rule.unknown == set() with input as off
		rule.applicable == set() with input as off
	}
}

test_unknown if {
	every value in [{}, {"ExternalAccessWithTrialTenants": null}, {"ExternalAccessWithTrialTenants": 0}] {
		dim := world(true, value)
		rule.fail == set() with input as dim
		rule.unknown == {{
			"on": "federation", "reason": "ExternalAccessWithTrialTenants is not in the export, or is neither Allowed nor Blocked",
		}} with input as dim
	}
}
