package tenantlint.teams.teams_federation_open_test

import data.tenantlint.mock
import data.tenantlint.teams.teams_federation_open as rule

world(on, mode) := mock.world({"federation": mock.federation({
	"settings": {"AllowFederatedUsers": mock.flag("AllowFederatedUsers", on)},
	"allowed_domains": {"mode": mode},
})})

test_open if {
	rule.fail == {{
		"on": "federation", "path": "AllowedDomains", "expected": "a list of domains", "actual": "all domains",
		"message": "Teams federation is open to every domain, so anyone elsewhere can find and contact our users",
		"related": [{"on": "federation", "path": "AllowFederatedUsers", "label": "federation is on"}],
	}} with input as world(true, "allow-all")
	rule.unknown == set() with input as world(true, "allow-all")
}

test_list_or_none if {
	every mode in ["list", "none"] {
		every on in [true, false, null] {
			rule.fail == set() with input as world(on, mode)
			rule.unknown == set() with input as world(on, mode)
		}
	}
}

test_off if {
	every mode in ["allow-all", "unknown"] {
		rule.fail == set() with input as world(false, mode)
		rule.unknown == set() with input as world(false, mode)
	}
}

test_domains_unknown if {
	every on in [true, null] {
		rule.fail == set() with input as world(on, "unknown")
		rule.unknown == {{
			"on": "federation", "path": "AllowedDomains", "reason": "which domains are allowed is unknown",
		}} with input as world(on, "unknown")
	}
}

test_switch_unknown if {
	rule.fail == set() with input as world(null, "allow-all")
	rule.unknown == {{
		"on": "federation", "path": "AllowFederatedUsers",
		"reason": "AllowFederatedUsers unknown: the export does not carry it",
	}} with input as world(null, "allow-all")
}

test_no_federation if {
	rule.fail == set() with input as mock.world({})
	rule.unknown == set() with input as mock.world({})
}
