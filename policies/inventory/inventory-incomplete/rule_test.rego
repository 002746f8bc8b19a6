package tenantlint.inventory.inventory_incomplete_test

import data.tenantlint.inventory.inventory_incomplete as rule
import data.tenantlint.mock

said := {{"on": "record:inventory", "path": "teams.0.channels.0.allMembers", "message": "The inventory does not tell all: not told"}}

test_gaps if {
	every world in [mock.channels([mock.channel({"gaps": [mock.gap]})]), mock.world({"inventory": mock.inventory({"gaps": [mock.gap]})})] {
		rule.fail == said with input as world
	}
}

test_whole if {
	first := mock.channels([mock.channel({}), mock.incoming({})])
	rule.fail == set() with input as first
}
