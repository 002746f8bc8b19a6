package tenantlint.teams.shared_channel_switch_dormant_test

import data.tenantlint.mock
import data.tenantlint.teams.shared_channel_switch_dormant as rule

inbound := "b2bDirectConnectInbound"

outbound := "b2bDirectConnectOutbound"

world(fallback, partner, sharing, joining) := mock.world({
	"default": mock.fallback({"settings": mock.settings(fallback)}),
	"partners": [mock.partner({"settings": mock.settings(partner)})],
	"teams": {"sharing": switch(sharing), "joining": switch(joining)},
})

switch(open) := mock.switch(open, object.get({"everyone": "policy:global", "some": "policy:pilot"}, open, null))

finding(text) := {
	"on": "policy:pilot", "path": "AllowChannelSharingToExternalUser", "expected": "false", "actual": "true",
	"message": sprintf("Teams lets some users %s, but direct connect is closed for everybody, so it goes live with the first partner", [text]),
}

test_dormant if {
	first := world({}, {}, "some", "nobody")
	rule.fail == {finding("invite outsiders into shared channels")} with input as first
	rule.unknown == set() with input as first
	second := world({}, mock.one(inbound, "groups"), "some", "some")
	rule.fail == {finding("join shared channels of others")} with input as second
}

test_in_use if {
	first := world({}, mock.one(outbound, "groups"), "nobody", "some")
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	second := world(mock.one(inbound, "everybody"), {}, "some", "nobody")
	rule.fail == set() with input as second
}

test_everyone_and_nobody if {
	every open in ["everyone", "nobody"] {
		first := world({}, {}, open, open)
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_teams_unknown if {
	first := world({}, {}, "unknown", "nobody")
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "tenant",
		"reason": "direct connect is closed for everybody, and whether Teams lets anybody invite outsiders into shared channels is unknown",
	}} with input as first
	second := world({}, mock.one(inbound, "groups"), "unknown", "nobody")
	rule.unknown == set() with input as second
}

reason := "inbound direct connect unknown: the export does not carry it"

test_entra_unknown if {
	every open in ["some", "unknown"] {
		first := world(mock.one(inbound, "unknown"), {}, open, "nobody")
		rule.fail == set() with input as first
		rule.unknown == {{"on": "default", "path": inbound, "reason": reason}} with input as first
		second := world({}, mock.one(inbound, "unknown"), open, "nobody")
		rule.fail == set() with input as second
		rule.unknown == {{"on": "partner:fabrikam", "path": inbound, "reason": reason}} with input as second
	}
}

test_entra_unknown_beside_an_opening if {
	first := world(mock.one(inbound, "unknown"), mock.one(inbound, "groups"), "some", "nobody")
	rule.unknown == set() with input as first
}

test_entra_unknown_but_not_in_question if {
	every open in ["everyone", "nobody"] {
		first := world(mock.one(inbound, "unknown"), {}, open, "nobody")
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}
