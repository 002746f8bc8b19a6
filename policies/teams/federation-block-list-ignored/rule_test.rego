package tenantlint.teams.federation_block_list_ignored_test

import data.tenantlint.mock
import data.tenantlint.teams.federation_block_list_ignored as rule

world(mode, value, unclear) := mock.world({"federation": mock.federation({
	"settings": {"AllowFederatedUsers": mock.flag("AllowFederatedUsers", true)},
	"allowed_domains": {"mode": mode}, "value": value, "unclear": unclear,
})})

blocked := {"BlockedDomains": ["Domain=a.example", {"Domain": "b.example"}]}

off(world) := object.union(world, {"federation": {"settings": {"AllowFederatedUsers": {"value": false}}}})

test_both_lists if {
	every mode in ["list", "none"] {
		both := world(mode, blocked, [])
		rule.fail == {{
			"on": "federation", "path": "BlockedDomains", "expected": "empty", "actual": "2 entries",
			"message": "Blocked domains are ignored, because AllowedDomains is a list: whoever is not on that list is shut out already",
			"related": [{"on": "federation", "path": "AllowedDomains", "label": "this list is in force"}],
		}} with input as both
		rule.unknown == set() with input as both
		rule.applicable == {"tenant"} with input as both
	}
}

test_one_list if {
	every value in [{"BlockedDomains": null}, {"BlockedDomains": []}] {
		allowed := world("list", value, [])
		rule.fail == set() with input as allowed
		rule.unknown == set() with input as allowed
	}
	open := world("allow-all", blocked, ["BlockedDomains"])
	rule.fail == set() with input as open
	rule.unknown == set() with input as open
	rule.applicable == set() with input as open
}

test_off if {
	shut := off(world("list", blocked, ["BlockedDomains"]))
	rule.fail == set() with input as shut
	rule.unknown == set() with input as shut
	rule.applicable == set() with input as shut
}

test_unknown if {
	dim := world("unknown", blocked, [])
	rule.fail == set() with input as dim
	rule.unknown == {{
		"on": "federation", "path": "AllowedDomains", "reason": "whether a list of allowed domains is in force is unknown",
	}} with input as dim
	refused := world("list", {"BlockedDomains": null}, ["BlockedDomains"])
	rule.fail == set() with input as refused
	rule.unknown == {{
		"on": "federation", "path": "BlockedDomains", "reason": "which domains are blocked could not be read",
	}} with input as refused
}

test_absent if {
	every mode in ["list", "unknown"] {
		whole := world(mode, {}, [])
		federation := object.union(object.remove(whole.federation, ["value"]), {"value": {}})
		absent := object.union(object.remove(whole, ["federation"]), {"federation": federation})
		rule.fail == set() with input as absent
		rule.unknown == {{
			"on": "federation", "path": "BlockedDomains", "reason": "which domains are blocked is not in the export",
		}} with input as absent
	}
}
