package tenantlint.inventory.channel_shared_with_outside_team_test

import data.tenantlint.inventory.channel_shared_with_outside_team as rule
import data.tenantlint.mock

options := {"agreedWords": ["team", "teams"]}

world(outsider) := object.union(mock.channels([mock.channel({"outsiders": [mock.outsider(outsider)]})]), {"options": options})

agreement(text) := mock.entry({"terms": {"agreement": {"whoMayBeAdded": text}}})

said(words) := {{
	"on": "record:inventory", "path": "teams.0.channels.0.allMembers.2", "expected": "people added one by one",
	"message": sprintf("%s of Fabrikam %s in the shared channel \"Bids\" of team \"Harbour\": owners there decide who gets in, and an access review here does not list them", words),
}}

test_a_team if {
	every entry in [null, mock.entry({"terms": {}}), agreement("annex B"), mock.entry({"kind": "organisation", "approved": false, "terms": {}})] {
		first := world({"teams": 1, "register": entry})
		rule.fail == said(["1 team", "is"]) with input as first
		rule.unknown == set() with input as first
	}
	second := world({"teams": 3})
	rule.fail == said(["3 teams", "are"]) with input as second
}

test_agreed if {
	every entry in [agreement("Teams"), agreement(" team "), mock.entry({"kind": "organisation", "terms": {}})] {
		first := world({"teams": 1, "register": entry})
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_people_only if {
	first := world({"teams": 0})
	rule.fail == set() with input as first
	rule.applicable == {"tenant"} with input as first
}

test_not_told if {
	first := mock.channels([mock.channel({"gaps": [mock.gap]})])
	rule.unknown == mock.not_told with input as first
}
