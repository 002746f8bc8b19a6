package tenantlint.teams.federation_domain_unvetted_test

import data.tenantlint.mock
import data.tenantlint.teams.federation_domain_unvetted as rule

entry(parts) := mock.entry(object.union({"terms": {"domains": ["fabrikam.example"]}}, parts))

woodgrove := mock.entry({"ref": "register:woodgrove", "name": "Woodgrove"})

world(domains, entries, value) := mock.world({
	"federation": mock.federation({
		"settings": {"AllowFederatedUsers": mock.flag("AllowFederatedUsers", true)},
		"allowed_domains": {"domains": domains}, "value": value, "unclear": [],
	}),
	"register": {"entries": entries},
	"options": {"domains": ["agency.example"]},
})

off := {"federation": {"settings": {"AllowFederatedUsers": {"value": false}}}}

test_domains_of_approved_partners if {
	sound := world(["fabrikam.example", "eu.fabrikam.example", "agency.example"], [entry({})], {})
	rule.fail == set() with input as sound
	rule.unknown == set() with input as sound
	rule.applicable == {"tenant"} with input as sound
}

test_domains_of_nobody if {
	loose := world(["stray.example", "fabrikam.example", "other.example"], [entry({})], {})
	rule.fail == {{
		"on": "federation", "path": "AllowedDomains", "expected": "domains of approved partners",
		"actual": "other.example, stray.example",
		"message": "AllowedDomains names domains that nobody in the register has: other.example, stray.example",
	}} with input as loose
	rule.unknown == set() with input as loose
	shut := object.union(loose, off)
	rule.fail == set() with input as shut
	rule.applicable == set() with input as shut
}

test_domain_of_a_suspended_partner if {
	suspended := world(["fabrikam.example"], [entry({"status": "suspended", "approved": false}), woodgrove], {})
	rule.fail == {{
		"on": "federation", "path": "AllowedDomains", "actual": "fabrikam.example",
		"message": "AllowedDomains names fabrikam.example, and Fabrikam is suspended in the register",
		"related": [{"on": "register:fabrikam", "path": "domains", "label": "the register says suspended"}],
	}} with input as suspended
	rule.unknown == set() with input as suspended
}

test_trial_tenants if {
	loose := world([], [entry({})], {"AllowedTrialTenantDomains": ["Domain=trial.example"]})
	rule.fail == {{
		"on": "federation", "path": "AllowedTrialTenantDomains", "expected": "domains of approved partners", "actual": "trial.example",
		"message": "AllowedTrialTenantDomains names domains that nobody in the register has: trial.example",
	}} with input as loose
	open := world([], [entry({})], {"AllowedTrialTenantDomains": ["trial.example"], "ExternalAccessWithTrialTenants": "Allowed"})
	rule.fail == set() with input as open
}

test_trial_tenants_that_cannot_be_read if {
	dim := {"on": "federation", "path": "AllowedTrialTenantDomains", "reason": "which trial tenants are allowed could not be read"}
	shallow := world([], [entry({})], {"AllowedTrialTenantDomains": ["System.Object"]})
	rule.unknown == {dim} with input as shallow
	refused := object.union(shallow, {"federation": {"value": {"AllowedTrialTenantDomains": null}, "unclear": ["AllowedTrialTenantDomains"]}})
	rule.unknown == {dim} with input as refused
}

test_partner_without_domains if {
	vague := world(["stray.example"], [entry({}), woodgrove], {})
	rule.fail == set() with input as vague
	rule.unknown == {{
		"on": "federation", "path": "AllowedDomains",
		"reason": "whose these domains are is unknown: stray.example; add `domains` to the register entries of Woodgrove",
	}} with input as vague
	settled := world(["fabrikam.example"], [entry({}), woodgrove], {})
	rule.unknown == set() with input as settled
}

test_other_modes if {
	unclear := object.union(world([], [entry({})], {}), {"federation": {"allowed_domains": {"mode": "unknown"}}})
	rule.fail == set() with input as unclear
	rule.unknown == {{
		"on": "federation", "path": "AllowedDomains", "reason": "which domains are allowed is unknown",
	}} with input as unclear
	everybody := object.union(world([], [entry({})], {}), {"federation": {"allowed_domains": {"mode": "allow-all"}}})
	rule.unknown == set() with input as everybody
	rule.applicable == set() with input as everybody
	trial := object.union(everybody, {"federation": {"value": {"AllowedTrialTenantDomains": []}}})
	rule.applicable == {"tenant"} with input as trial
	silent := object.union(unclear, off)
	rule.unknown == set() with input as silent
}
