package tenantlint.teams.federation_blocks_partner_test

import data.tenantlint.mock
import data.tenantlint.teams.federation_blocks_partner as rule

inbound := "b2bDirectConnectInbound"

named := {"terms": {"domains": ["Fabrikam.example", "fabrikam.test"]}}

world(on, allowed, scope, entry) := mock.world({
	"partners": [mock.partner({
		"settings": mock.settings(mock.one(inbound, scope)),
		"register": object.union(mock.entry({"terms": {}}), entry),
	})],
	"federation": mock.federation({
		"settings": {"AllowFederatedUsers": mock.flag("AllowFederatedUsers", on)},
		"allowed_domains": allowed,
	}),
})

list(domains) := {"mode": "list", "domains": domains}

everywhere := {"mode": "allow-all", "domains": []}

test_off if {
	off := {{
		"on": "federation", "path": "AllowFederatedUsers", "expected": "true", "actual": "false",
		"message": "Teams federation is off, while direct connect is open for Fabrikam: no meetings and no presence in their shared channels",
	}}
	every allowed in [everywhere, list(["fabrikam.example"])] {
		first := world(false, allowed, "groups", {})
		rule.fail == off with input as first
		rule.unknown == set() with input as first
	}
}

test_not_on_the_list if {
	missing := {{
		"on": "federation", "path": "AllowedDomains",
		"message": "Fabrikam: inbound direct connect is open, but Teams federation allows none of its domains (fabrikam.example, fabrikam.test): no meetings and no presence in its shared channels",
		"related": [{"on": "partner:fabrikam", "path": inbound, "label": "direct connect is open here"}],
	}}
	every allowed in [list(["woodgrove.example"]), {"mode": "none", "domains": []}] {
		first := world(true, allowed, "groups", named)
		rule.fail == missing with input as first
		rule.unknown == set() with input as first
	}
}

test_allowed if {
	every allowed in [everywhere, list(["woodgrove.example", "FABRIKAM.test"])] {
		first := world(true, allowed, "groups", named)
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
	second := world(true, everywhere, "unknown", named)
	rule.unknown == set() with input as second
}

test_closed if {
	every on in [true, false, null] {
		first := world(on, list(["woodgrove.example"]), "closed", named)
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_not_approved if {
	suspended := object.union(named, {"approved": false})
	every on in [true, false, null] {
		first := world(on, list(["woodgrove.example"]), "groups", suspended)
		rule.fail == set() with input as first
		second := world(on, list(["woodgrove.example"]), "unknown", suspended)
		rule.unknown == set() with input as second
	}
}

test_no_domains_in_the_register if {
	first := world(true, list(["woodgrove.example"]), "groups", {})
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "reason": "its register entry names no `domains` to look for in Teams federation",
	}} with input as first
	second := world(true, everywhere, "groups", {})
	rule.unknown == set() with input as second
	suspended := {"approved": false}
	third := world(true, list(["woodgrove.example"]), "groups", suspended)
	rule.unknown == set() with input as third
}

test_federation_unknown if {
	first := world(true, {"mode": "unknown", "domains": []}, "groups", named)
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "federation", "path": "AllowedDomains", "reason": "which domains are allowed is unknown",
	}} with input as first
	second := world(null, everywhere, "groups", named)
	rule.fail == set() with input as second
	rule.unknown == {{
		"on": "federation", "path": "AllowFederatedUsers",
		"reason": "AllowFederatedUsers unknown: the export does not carry it",
	}} with input as second
}

test_setting_unknown if {
	first := world(false, everywhere, "unknown", named)
	rule.fail == set() with input as first
	hidden := {{
		"on": "partner:fabrikam", "path": inbound,
		"reason": "inbound direct connect unknown: the export does not carry it",
	}}
	rule.unknown == hidden with input as first
	second := world(true, list(["woodgrove.example"]), "unknown", named)
	rule.unknown == hidden with input as second
}

test_off_goes_before_the_list if {
	first := world(false, list(["woodgrove.example"]), "groups", named)
	found := rule.fail with input as first
	{hit.path | some hit in found} == {"AllowFederatedUsers"}
	second := world(false, {"mode": "unknown", "domains": []}, "groups", named)
	rule.unknown == set() with input as second
}

test_nothing_to_ask_the_register if {
	first := world(true, list(["woodgrove.example"]), "closed", {})
	rule.unknown == set() with input as first
	second := world(true, {"mode": "unknown", "domains": []}, "groups", {"approved": false})
	rule.unknown == set() with input as second
}

# -- The block list, which counts when all domains are allowed --

blocking(value, unclear, entry) := object.union(world(true, everywhere, "groups", entry), {"federation": {
	"value": value, "unclear": unclear,
}})

blocked(text) := {{
	"on": "federation", "path": "BlockedDomains", "expected": "not blocked", "actual": text,
	"message": sprintf("Fabrikam: inbound direct connect is open, but Teams federation blocks %s: no meetings and no presence in its shared channels", [text]),
	"related": [{"on": "partner:fabrikam", "path": inbound, "label": "direct connect is open here"}],
}}

test_blocked if {
	every list_ in [["Domain=fabrikam.TEST"], [{"Domain": "fabrikam.test"}, {"Domain": "woodgrove.example"}], "fabrikam.test"] {
		first := blocking({"BlockedDomains": list_}, [], named)
		rule.fail == blocked("fabrikam.test") with input as first
		rule.unknown == set() with input as first
	}
}

test_blocked_below if {
	below := {"terms": {"domains": ["eu.fabrikam.example"]}}
	first := blocking({"BlockedDomains": ["fabrikam.example"], "BlockAllSubdomains": true}, [], below)
	rule.fail == blocked("eu.fabrikam.example") with input as first
	second := blocking({"BlockedDomains": ["fabrikam.example"], "BlockAllSubdomains": false}, [], below)
	rule.fail == set() with input as second
	rule.unknown == set() with input as second
	third := blocking({"BlockedDomains": ["fabrikam.example"]}, [], below)
	rule.fail == set() with input as third
	rule.unknown == {{
		"on": "federation", "path": "BlockedDomains",
		"reason": "whether eu.fabrikam.example is blocked is unknown: the domain above is, and BlockAllSubdomains is not in the export",
	}} with input as third
}

test_not_blocked if {
	every list_ in [[], null, ["woodgrove.example"]] {
		first := blocking({"BlockedDomains": list_}, [], named)
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_block_list_beside_an_allow_list_does_not_count if {
	first := object.union(blocking({"BlockedDomains": ["fabrikam.test"]}, [], named), {"federation": {"allowed_domains": list(["fabrikam.example"])}})
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_block_list_unknown if {
	every case in [[{"AllowFederatedUsers": true}, []], [{"BlockedDomains": [null]}, ["BlockedDomains.0"]], [{"BlockedDomains": null}, ["BlockedDomains"]]] {
		first := without_list(blocking(case[0], case[1], named), case[0])
		rule.fail == set() with input as first
		rule.unknown == {{
			"on": "federation", "reason": "which domains are blocked is unknown: BlockedDomains is not in the export, or could not be read in full",
		}} with input as first
	}
	closed := object.union(world(true, everywhere, "closed", named), {"federation": {"value": null, "unclear": ["BlockedDomains"]}})
	rule.unknown == set() with input as closed
}

# object.union keeps the list of the mock.
without_list(parent, value) := object.union(object.remove(parent, ["federation"]), {"federation": object.union(
	object.remove(parent.federation, ["value"]),
	{"value": value},
)})

test_no_domains_to_look_for_on_the_block_list if {
	first := blocking({"BlockedDomains": ["woodgrove.example"]}, [], {})
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "reason": "its register entry names no `domains` to look for in Teams federation",
	}} with input as first
}
