package tenantlint.inventory.channel_single_owner_test

import data.tenantlint.inventory.channel_single_owner as rule
import data.tenantlint.mock

world(parts) := mock.channels([mock.channel(object.union({"outsiders": [mock.outsider({})]}, parts))])

said(count, words) := {{
	"on": "record:inventory", "path": "teams.0.channels.0", "expected": "two owners or more", "actual": count,
	"message": sprintf("Outsiders are in the shared channel \"Bids\" of team \"Harbour\", and %s: only owners can take somebody out", [words]),
}}

test_too_few if {
	first := world({"owners": 0})
	rule.fail == said("0", "nobody of ours owns it") with input as first
	second := world({"owners": 1})
	rule.fail == said("1", "one person of ours alone owns it") with input as second
}

test_enough if {
	every owners in [2, 7] {
		first := world({"owners": owners})
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
		rule.applicable == {"tenant"} with input as first
	}
}

test_nobody_from_outside if {
	first := world({"owners": 1, "outsiders": []})
	rule.fail == set() with input as first
	rule.applicable == set() with input as first
}

test_a_channel_of_theirs if {
	first := mock.channels([mock.incoming({"outsiders": [mock.outsider({})]})])
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_not_told if {
	first := world({"owners": null, "gaps": [mock.gap]})
	rule.fail == set() with input as first
	rule.unknown == mock.not_told with input as first
	rule.applicable == {"tenant"} with input as first
}
