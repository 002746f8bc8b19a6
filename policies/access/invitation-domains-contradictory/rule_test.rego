package tenantlint.access.invitation_domains_contradictory_test

import data.tenantlint.access.invitation_domains_contradictory as rule
import data.tenantlint.invitations_mock as mocks

world(domains) := mocks.world([mocks.list(domains, {})], {})

place(name) := sprintf("definition.0.B2BManagementPolicy.InvitationsAllowedAndBlockedDomainsPolicy.%s.0", [name])

test_both if {
	both := world({"AllowedDomains": ["fabrikam.com", "woodgrove.com"], "BlockedDomains": ["live.com"]})
	allowed := place("AllowedDomains")
	blocked := place("BlockedDomains")
	rule.fail == {{
		"on": "record:domains", "path": blocked, "expected": "allowed or blocked domains", "actual": "both",
		"message": "The list of invitation domains allows domains (2) and blocks domains (1) at once, and Microsoft takes one kind of list only",
		"related": [{"on": "record:domains", "path": allowed, "label": "the first allowed domain"}],
	}} with input as both
	rule.unknown == set() with input as both
}

test_one_list if {
	every domains in [
		{"AllowedDomains": ["fabrikam.com"], "BlockedDomains": []},
		{"AllowedDomains": [], "BlockedDomains": ["live.com", "*.example.co.uk", "xn--bcher-kva.example"]},
		{},
	] {
		one := world(domains)
		rule.fail == set() with input as one
		rule.unknown == set() with input as one
	}
}

test_too_long if {
	long := world({"AllowedDomains": [sprintf("partner-%d.example", [number]) | some number in numbers.range(10001, 11300)]})
	found := {[finding.path, finding.message] | some finding in rule.fail} with input as long
	found == {["definition", "The list of invitation domains has at least 31200 characters, and Microsoft takes 25000"]}
}

test_no_domain if {
	path := place("AllowedDomains")
	every domain in ["anna@fabrikam.com", "https://fabrikam.com", "fabrikam", "fabrikam .com", ".", ""] {
		wrong := world({"AllowedDomains": [domain]})
		message := sprintf("The list of invitation domains holds `%s`, which is no domain, so it applies to nobody", [domain])
		rule.fail == {{
			"on": "record:domains", "path": path, "level": "warning",
			"expected": "a domain such as fabrikam.com", "actual": domain, "message": message,
		}} with input as wrong
	}
}

test_unknown if {
	hidden := mocks.world([mocks.list({}, {"definition": null})], {})
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "record:domains", "path": "definition", "reason": "this part of the list of invitation domains is unknown",
	}} with input as hidden
}
