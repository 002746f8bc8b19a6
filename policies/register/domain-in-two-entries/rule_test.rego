package tenantlint.register.domain_in_two_entries_test

import data.tenantlint.mock
import data.tenantlint.register.domain_in_two_entries as rule

entry(name, status, domains) := mock.entry({
	"ref": concat(":", ["register", lower(name)]), "name": name, "status": status, "terms": {"domains": domains},
})

world(entries) := mock.world({"register": {"entries": entries}})

finding(first, second, domain) := {
	"on": concat(":", ["register", lower(second)]), "path": "domains",
	"message": sprintf("%s and %s both have the domain %s in the register, but a domain belongs to one tenant", [first, second, domain]),
	"related": [{"on": concat(":", ["register", lower(first)]), "path": "domains", "label": "the other claim"}],
}

test_two if {
	twice := world([entry("Adatum", "approved", ["adatum.example", "shared.example"]), entry("Fabrikam", "rejected", [" Shared.Example "])])
	rule.fail == {finding("Adatum", "Fabrikam", "shared.example")} with input as twice
	rule.applicable == {"tenant"} with input as twice
}

test_three if {
	entries := [entry(name, "approved", ["shared.example"]) | some name in ["Adatum", "Fabrikam", "Woodgrove"]]
	rule.fail == {
		finding("Adatum", "Fabrikam", "shared.example"), finding("Fabrikam", "Woodgrove", "shared.example"),
	} with input as world(entries)
}

test_one_each if {
	sound := world([entry("Adatum", "approved", ["adatum.example"]), entry("Fabrikam", "approved", ["fabrikam.example", "FABRIKAM.example"])])
	rule.fail == set() with input as sound
	rule.applicable == {"tenant"} with input as sound
}

test_ended if {
	rule.fail == set() with input as world([entry("Adatum", "ended", ["shared.example"]), entry("Fabrikam", "approved", ["shared.example"])])
}

test_no_domains if {
	bare := world([mock.entry({"terms": {}})])
	rule.fail == set() with input as bare
	rule.applicable == set() with input as bare
}
