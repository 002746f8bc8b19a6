package tenantlint.inventory.channel_access_left_behind_test

import data.tenantlint.inventory.channel_access_left_behind as rule
import data.tenantlint.mock

world(sharing, joining, channel, outsider) := mock.world({
	"teams": {"creation": mock.switch("some", null), "sharing": mock.switch(sharing, null), "joining": mock.switch(joining, null)},
	"inventory": mock.inventory({"channels": [object.union(channel, {"outsiders": [mock.outsider(outsider)]})]}),
})

said(level, message) := {{"on": "record:inventory", "path": "teams.0.channels.0.allMembers.2", "level": level, "message": message}}

here := "2 people of Fabrikam are in the shared channel \"Bids\" of team \"Harbour\", although "

test_nobody_may_invite if {
	every inbound in ["listed", "everybody", "unknown"] {
		first := world("nobody", "unknown", mock.channel({}), {"inbound": inbound})
		rule.fail == said("warning", concat("", [here, "no channel policy lets anybody invite outsiders any more: that takes nobody out who is in"])) with input as first
		rule.unknown == set() with input as first
	}
}

test_direct_connect_is_closed if {
	every switch in ["nobody", "some", "unknown"] {
		first := world(switch, "unknown", mock.channel({}), {"inbound": "nobody"})
		rule.fail == said("info", concat("", [here, "inbound direct connect is closed for Fabrikam: whoever opens it again lets them back in"])) with input as first
		rule.unknown == set() with input as first
	}
}

test_a_channel_of_theirs if {
	theirs := "People of ours are in the shared channel \"Bids\", which Fabrikam hosts, although "
	first := world("some", "nobody", mock.incoming({}), {})
	rule.fail == said("warning", concat("", [theirs, "no channel policy lets anybody join channels of others any more: that takes nobody out who is in"])) with input as first
	second := world("some", "some", mock.incoming({}), {"outbound": "nobody"})
	rule.fail == said("info", concat("", [theirs, "outbound direct connect is closed for Fabrikam: whoever opens it again lets them back in"])) with input as second
}

test_open if {
	every switch in ["some", "everyone"] {
		every inbound in ["listed", "everybody"] {
			first := world(switch, "nobody", mock.channel({}), {"inbound": inbound, "outbound": "nobody"})
			rule.fail == set() with input as first
			rule.unknown == set() with input as first
		}
	}
}

doubt(reason) := {{"on": "record:inventory", "path": "teams.0.channels.0.allMembers.2", "reason": reason}}

test_not_known if {
	first := world("some", "some", mock.channel({}), {"inbound": "unknown"})
	rule.fail == set() with input as first
	rule.unknown == doubt("whether inbound direct connect is open for Fabrikam is unknown") with input as first
	second := world("unknown", "some", mock.channel({}), {})
	rule.fail == set() with input as second
	rule.unknown == doubt("whether Teams still lets anybody do so is unknown: it takes the channel policies (Get-CsTeamsChannelsPolicy) and their assignments") with input as second
	third := mock.channels([mock.channel({"side": "unknown", "gaps": [mock.gap]})])
	rule.unknown == mock.not_told with input as third
}
