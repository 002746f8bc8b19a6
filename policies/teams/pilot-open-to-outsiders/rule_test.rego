package tenantlint.teams.pilot_open_to_outsiders_test

import data.tenantlint.mock
import data.tenantlint.teams.pilot_open_to_outsiders as rule

inbound := "b2bDirectConnectInbound"

world(phase, settings, sharing, joining) := mock.world({
	"tenant": {"phase": phase},
	"partners": [mock.partner({"settings": mock.settings(settings)})],
	"teams": {"sharing": mock.switch(sharing, "policy:pilot"), "joining": mock.switch(joining, "policy:pilot")},
})

pilot := "internal-pilot"

open(name, path) := {
	"on": "partner:fabrikam", "path": path, "expected": "nobody", "actual": "listed",
	"message": sprintf("Fabrikam: %s is open, but the tenant runs an internal pilot, in which nobody outside takes part", [name]),
}

lets(what) := {
	"on": "policy:pilot", "path": "AllowChannelSharingToExternalUser", "level": "warning", "expected": "false", "actual": "true",
	"message": sprintf("Teams lets some users %s, but the tenant runs an internal pilot, in which nobody outside takes part", [what]),
}

test_partner_open if {
	first := world(pilot, mock.one(inbound, "groups"), "nobody", "nobody")
	rule.fail == {open("inbound direct connect", inbound)} with input as first
	rule.unknown == set() with input as first
	outbound := "b2bDirectConnectOutbound"
	second := world(pilot, mock.one(outbound, "groups"), "nobody", "nobody")
	rule.fail == {open("outbound direct connect", outbound)} with input as second
}

test_switched_on_for_some if {
	first := world(pilot, {}, "some", "nobody")
	rule.fail == {lets("invite outsiders into shared channels")} with input as first
	second := world(pilot, {}, "nobody", "some")
	rule.fail == {lets("join shared channels of others")} with input as second
}

test_closed if {
	every switch in ["nobody", "everyone"] {
		first := world(pilot, {}, switch, switch)
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
		rule.applicable == {"tenant"} with input as first
	}
}

test_inherited_is_the_defaults if {
	every scope in ["everybody", "unknown"] {
		heir := mock.changed(inbound, scope, {"origin": "inherited"})
		first := world(pilot, heir, "nobody", "nobody")
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_no_pilot if {
	every phase in ["selected-partners", "open", null] {
		first := world(phase, mock.one(inbound, "groups"), "some", "some")
		rule.fail == set() with input as first
		second := world(phase, mock.one(inbound, "unknown"), "unknown", "unknown")
		rule.unknown == set() with input as second
		third := world(phase, {}, "nobody", "nobody")
		rule.applicable == set() with input as third
	}
}

test_setting_unknown if {
	every origin in ["own", "unknown"] {
		hidden := mock.changed(inbound, "unknown", {"origin": origin})
		first := world(pilot, hidden, "nobody", "nobody")
		rule.fail == set() with input as first
		rule.unknown == {{
			"on": "partner:fabrikam", "path": inbound,
			"reason": "inbound direct connect unknown: the export does not carry it",
		}} with input as first
	}
}

test_teams_unknown if {
	first := world(pilot, {}, "unknown", "unknown")
	rule.fail == set() with input as first
	rule.unknown == {
		{"on": "tenant", "reason": "whether Teams lets anybody invite outsiders into shared channels is unknown"},
		{"on": "tenant", "reason": "whether Teams lets anybody join shared channels of others is unknown"},
	} with input as first
}
