package tenantlint.inventory.channel_limit_near_test

import data.tenantlint.inventory.channel_limit_near as rule
import data.tenantlint.mock

world(parts) := mock.channels([mock.channel(parts)])

said(words) := {{
	"on": "record:inventory", "path": "teams.0.channels.0",
	"message": sprintf("the shared channel \"Bids\" of team \"Harbour\" has %s", [words]),
}}

test_near if {
	first := world({"teams": 40})
	rule.fail == said("40 teams of at most 50") with input as first
	second := world({"members": 20000})
	rule.fail == said("20000 people of at most 25000") with input as second
}

test_far if {
	first := world({"teams": 39, "members": 19999})
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	rule.applicable == {"tenant"} with input as first
}

test_not_told if {
	first := world({"teams": null, "members": null, "gaps": [mock.gap]})
	rule.fail == set() with input as first
	rule.unknown == mock.not_told with input as first
}
