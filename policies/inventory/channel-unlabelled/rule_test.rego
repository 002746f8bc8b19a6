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

labelled(label, outsider) := world({
	"label": object.union({"name": "Confidential", "forbids_guests": false, "forbids_outside_teams": null, "reason": null}, label),
	"outsiders": [mock.outsider(outsider)],
})

test_a_label_against_guests if {
	first := labelled({"forbids_guests": true, "forbids_outside_teams": true}, {"teams": 1})
	rule.fail == {{
		"on": "record:inventory", "path": "teams.0.channels.0",
		"message": "Outsiders are in the shared channel \"Bids\" of team \"Harbour\", and \"Confidential\", the label of the team, forbids guests",
	}} with input as first
	rule.unknown == set() with input as first
}

test_a_label_against_teams_of_others if {
	first := labelled({"forbids_outside_teams": true}, {"teams": 1})
	rule.fail == {{
		"on": "record:inventory", "path": "teams.0.channels.0",
		"message": "The shared channel \"Bids\" of team \"Harbour\" is shared with teams of other tenants, and \"Confidential\", the label of the team, forbids that",
	}} with input as first
	# It lets people in one by one.
	second := labelled({"forbids_outside_teams": true}, {"teams": 0})
	rule.fail == set() with input as second
	rule.unknown == set() with input as second
}

test_a_label_that_lets_them if {
	every teams in [null, false] {
		first := labelled({"forbids_outside_teams": teams}, {"teams": 1})
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_what_the_label_says_is_not_told if {
	first := labelled({"forbids_guests": null, "reason": "it is not there"}, {})
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "record:inventory", "path": "teams.0.channels.0",
		"reason": "what \"Confidential\", the label of the team, says of guests is unknown: it is not there",
	}} with input as first
}
