package tenantlint.teams.outbound_open_nobody_joins_test

import data.tenantlint.mock
import data.tenantlint.teams.outbound_open_nobody_joins as rule

name := "b2bDirectConnectOutbound"

# That direction for Fabrikam, and what Teams lets people do.
world(scope, origin, switch, uncovered) := mock.world({
	"partners": [object.union(
		mock.partner({"settings": mock.settings(mock.changed(name, scope, {"origin": origin}))}),
		{"direct_connect_uncovered": uncovered},
	)],
	"teams": {"joining": switch},
})

nobody := mock.switch("nobody", "policy:global")

unknown := mock.switch("unknown", null)

finding(related) := {
	"on": "partner:fabrikam", "path": name, "expected": "nobody", "actual": "listed",
	"message": "Fabrikam: outbound direct connect shows it the contact data of our users, but Teams lets none of them join its shared channels",
	"related": related,
}

decides := {"on": "policy:global", "path": "AllowChannelSharingToExternalUser", "label": "Teams decides here"}

test_open_for_nothing if {
	first := world("groups", "own", nobody, [])
	rule.fail == {finding([decides])} with input as first
	rule.unknown == set() with input as first
	rule.applicable == {"partner:fabrikam"} with input as first
	second := world("groups", "own", mock.switch("nobody", null), ["direct-connect-inbound"])
	rule.fail == {finding([])} with input as second
}

test_somebody_may if {
	every open in ["some", "everyone"] {
		first := world("groups", "own", mock.switch(open, "policy:pilot"), [])
		rule.fail == set() with input as first
		second := world("unknown", "own", mock.switch(open, "policy:pilot"), [])
		rule.unknown == set() with input as second
	}
}

test_closed if {
	every switch in [nobody, unknown] {
		first := world("closed", "own", switch, [])
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
		rule.applicable == set() with input as first
	}
}

test_inherited_is_the_defaults if {
	every scope in ["everybody", "unknown"] {
		first := world(scope, "inherited", nobody, [])
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_not_covered_is_another_rule if {
	first := world("groups", "own", nobody, ["direct-connect-outbound"])
	rule.fail == set() with input as first
	second := world("unknown", "own", nobody, ["direct-connect-outbound"])
	rule.unknown == set() with input as second
	rule.applicable == set() with input as first
}

test_without_register if {
	alone := object.union(world("groups", "own", nobody, ["direct-connect-outbound"]), {"register": null})
	rule.fail == {finding([decides])} with input as alone
}

test_setting_unknown if {
	every origin in ["own", "unknown"] {
		every switch in [nobody, unknown] {
			first := world("unknown", origin, switch, [])
			rule.fail == set() with input as first
			rule.unknown == {{
				"on": "partner:fabrikam", "path": name,
				"reason": "outbound direct connect unknown: the export does not carry it",
			}} with input as first
		}
	}
}

test_teams_unknown if {
	first := world("groups", "own", unknown, [])
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "path": name,
		"reason": "outbound direct connect is open, and whether Teams lets anybody join shared channels of others is unknown",
	}} with input as first
}
