package tenantlint.inventory.channel_tenant_unvetted_test

import data.tenantlint.inventory.channel_tenant_unvetted as rule
import data.tenantlint.mock

found(channel, outsider) := mock.channels([object.union(channel, {"outsiders": [outsider]})])

said(path, message) := {{"on": "record:inventory", "path": path, "message": message, "expected": "an approved entry in the register"}}

member := "teams.0.channels.0.allMembers.2"

test_not_in_the_register if {
	first := found(mock.channel({}), mock.outsider({"register": null}))
	rule.fail == said(member, "2 people of Fabrikam are in the shared channel \"Bids\" of team \"Harbour\", and the register has no entry for it") with input as first
	rule.unknown == set() with input as first
	second := found(mock.channel({"team": null}), mock.outsider({"register": null, "members": 1, "teams": 2}))
	rule.fail == said(member, "2 teams and 1 person of Fabrikam are in the shared channel \"Bids\", and the register has no entry for it") with input as second
	third := found(mock.channel({}), mock.outsider({"register": null, "members": 0, "teams": 1}))
	rule.fail == said(member, "1 team of Fabrikam is in the shared channel \"Bids\" of team \"Harbour\", and the register has no entry for it") with input as third
}

test_not_approved if {
	every status in ["proposed", "suspended", "rejected", "ended"] {
		first := found(mock.channel({}), mock.outsider({"register": mock.entry({"status": status, "approved": false})}))
		findings := rule.fail with input as first
		count(findings) == 1
	}
}

test_a_channel_of_theirs if {
	first := found(mock.incoming({}), mock.outsider({"register": null, "members": 0, "path": "teams.0.incomingChannels.0.tenantId"}))
	rule.fail == said("teams.0.incomingChannels.0.tenantId", "People of ours are in the shared channel \"Bids\", which Fabrikam hosts, and the register has no entry for it") with input as first
}

test_approved if {
	every kind in ["partner", "organisation"] {
		first := found(mock.channel({}), mock.outsider({"register": mock.entry({"kind": kind})}))
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
		rule.applicable == {"tenant"} with input as first
	}
}

test_not_told if {
	first := mock.channels([mock.channel({"gaps": [mock.gap]})])
	rule.unknown == mock.not_told with input as first
	second := mock.world({"inventory": mock.inventory({"gaps": [mock.gap]})})
	rule.unknown == mock.not_told with input as second
	rule.applicable == {"tenant"} with input as second
}

test_no_channels if {
	first := mock.channels([])
	rule.applicable == set() with input as first
}
