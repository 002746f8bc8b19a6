package tenantlint.inventory.own_people_outside_group_test

import data.tenantlint.inventory.own_people_outside_group as rule
import data.tenantlint.mock

entry := mock.entry({"groups": {"ours": ["33333333-3333-4333-8333-333333333333"], "theirs": [], "names": {"ours": [], "theirs": []}}})

world(entry, outsider, parts) := mock.world({
	"register": {"entries": [entry]},
	"inventory": mock.inventory(object.union({"channels": [channel_of(entry, outsider)]}, parts)),
})

channel_of(entry, outsider) := mock.incoming({"outsiders": [host_of(entry, outsider)]})

host_of(entry, outsider) := mock.outsider(object.union({"register": entry, "members": 0}, outsider))

said(words) := {{
	"on": "record:inventory", "path": "teams.0.incomingChannels.0", "expected": "members of the dedicated group only",
	"message": sprintf("%s in the shared channel \"Bids\", which Fabrikam hosts, and in none of our groups for Fabrikam", [words]),
	"related": [{"on": "register:fabrikam", "path": "groups", "label": "the group stands here"}],
}}

test_outside if {
	first := world(entry, {"outside_group": 1}, {})
	rule.fail == said("1 person of ours is") with input as first
	rule.unknown == set() with input as first
	second := world(entry, {"outside_group": 3}, {})
	rule.fail == said("3 people of ours are") with input as second
}

test_all_in_the_group if {
	first := world(entry, {"outside_group": 0}, {})
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	rule.applicable == {"tenant"} with input as first
}

test_not_counted if {
	first := world(entry, {"outside_reason": "nobody says so"}, {})
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "record:inventory", "path": "teams.0.incomingChannels.0",
		"reason": "whether people of ours are in \"Bids\" who are not in our group for Fabrikam is unknown: nobody says so",
	}} with input as first
	second := world(entry, {"outside_group": 0}, {"incoming_reason": "not asked for"})
	rule.unknown == {{"on": "tenant", "reason": "not asked for"}} with input as second
	third := world(entry, {"outside_group": 0}, {"gaps": [mock.gap]})
	rule.unknown == mock.not_told with input as third
	fourth := world(entry, {}, {"channels": [mock.channel({"side": "unknown", "gaps": [mock.gap]})]})
	rule.unknown == mock.not_told with input as fourth
}

ours := mock.channel({"gaps": [mock.gap], "outsiders": [mock.outsider({"register": entry})]})

test_channels_of_ours_are_no_matter if {
	first := world(entry, {}, {"channels": [ours]})
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_no_group if {
	every other in [mock.entry({}), object.union(entry, {"approved": false}), object.union(entry, {"tenant_id": "11111111-1111-4111-8111-111111111111"})] {
		first := world(other, {"outside_group": 2}, {"incoming_reason": "not asked for"})
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
		rule.applicable == set() with input as first
	}
}
