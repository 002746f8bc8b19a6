package tenantlint.inventory.channel_unlabelled_test

import data.tenantlint.inventory.channel_unlabelled as rule
import data.tenantlint.mock

world(parts) := mock.channels([mock.channel(object.union({"outsiders": [mock.outsider({})]}, parts))])

test_no_label if {
	first := world({"labelled": false})
	rule.fail == {{
		"on": "record:inventory", "path": "teams.0.channels.0",
		"message": "Outsiders are in the shared channel \"Bids\" of team \"Harbour\", and the team has no sensitivity label",
	}} with input as first
	rule.unknown == set() with input as first
}

test_a_label if {
	first := world({})
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	rule.applicable == {"tenant"} with input as first
}

test_nobody_from_outside if {
	first := world({"labelled": false, "outsiders": []})
	rule.fail == set() with input as first
	rule.applicable == set() with input as first
}

test_not_told if {
	first := world({"labelled": null})
	found := rule.unknown with input as first
	count(found) == 1
	rule.fail == set() with input as first
	second := world({"gaps": [mock.gap]})
	rule.unknown == mock.not_told with input as second
}
