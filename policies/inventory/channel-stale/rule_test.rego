package tenantlint.inventory.channel_stale_test

import data.tenantlint.inventory.channel_stale as rule
import data.tenantlint.mock

agreed := mock.entry({"terms": {"lifecycle": {"maxChannelAge": "P2Y", "inactiveAfter": "P6M"}}})

world(channel, outsider) := mock.channels([mock.channel(object.union(
	{"outsiders": [mock.outsider(object.union({"register": agreed, "outlived": false, "idle": false}, outsider))]},
	channel,
))])

said(reason) := {{
	"on": "record:inventory", "path": "teams.0.channels.0",
	"message": sprintf("2 people of Fabrikam are in the shared channel \"Bids\" of team \"Harbour\", and %s", [reason]),
}}

test_stale if {
	first := world({}, {"outlived": true})
	rule.fail == said("it is older than the agreement lets a channel be (P2Y)") with input as first
	rule.unknown == set() with input as first
	second := world({}, {"idle": true})
	rule.fail == said("nothing happened in it for longer than agreed (P6M)") with input as second
	report := world({}, {"idle": null, "team_idle": true})
	rule.fail == said("nothing happened in its whole team for longer than agreed (P6M), by the report on teams") with input as report
	rule.unknown == set() with input as report
	third := world({"archived": true}, {})
	rule.fail == said("its team is archived") with input as third
}

test_alive if {
	first := world({}, {})
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	rule.applicable == {"tenant"} with input as first
}

unagreed(entry) := world({}, {"register": entry, "outlived": null, "idle": null})

test_nothing_agreed if {
	first := unagreed(mock.entry({"terms": {"lifecycle": {"maxChannelAge": null, "inactiveAfter": null}}}))
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_not_registered if {
	first := unagreed(null)
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

doubt(key) := {{
	"on": "record:inventory", "path": sprintf("teams.0.channels.0.%s", [key]),
	"reason": sprintf("whether it has outlived the agreement with Fabrikam is unknown: `%s` of the channel is not told", [key]),
}}

test_not_told if {
	first := world({}, {"outlived": null})
	rule.unknown == doubt("createdDateTime") with input as first
	second := world({}, {"idle": null})
	rule.unknown == doubt("lastActivityDate") with input as second
	third := world({"archived": null}, {})
	rule.unknown == doubt("isArchived") with input as third
	fourth := world({"gaps": [mock.gap]}, {})
	rule.unknown == mock.not_told with input as fourth
}

test_no_outsiders if {
	first := mock.channels([mock.channel({"archived": true})])
	rule.fail == set() with input as first
	rule.applicable == set() with input as first
}
