package tenantlint.change.partner_removal_widens_test

import data.tenantlint.change.partner_removal_widens as rule
import data.tenantlint.mock

removed(parts) := mock.world({"changes": [mock.change(object.union({"cause": "entry-removed"}, parts))]})

test_what_the_default_adds if {
	world := removed({})
	rule.fail == {{
		"on": "change/0", "path": "b2bDirectConnectInbound", "expected": "nobody", "actual": "everybody to Office365",
		"message": "Fabrikam: its entry is removed, so the default counts, and that changes inbound direct connect from nobody to everybody to Office365",
	}} with input as world
	rule.applicable == {"change/0"} with input as world
}

test_what_the_default_takes_away if {
	world := removed(mock.closing)
	rule.fail == set() with input as world
	rule.unknown == set() with input as world
	rule.applicable == {"change/0"} with input as world
}

test_what_can_not_be_told if {
	world := removed(mock.untold)
	rule.fail == set() with input as world
	rule.unknown == {{
		"on": "change/0", "path": "b2bDirectConnectInbound",
		"reason": "its entry is removed, and what that does to inbound direct connect can't be told: unknown: not exported",
	}} with input as world
}

test_an_entry_that_stays if {
	world := mock.world({"changes": [mock.change({})]})
	rule.fail == set() with input as world
	rule.applicable == set() with input as world
}
