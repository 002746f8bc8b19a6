package tenantlint.change.agreement_added_with_access_test

import data.tenantlint.change.agreement_added_with_access as rule
import data.tenantlint.mock

changed(parts) := mock.world({"changes": [mock.change(parts)]})

cover(new) := {"covered_by": {"entry": "Fabrikam", "reference": null, "new": new}}

test_agreed_in_the_same_change if {
	world := changed(cover(true))
	rule.fail == {{
		"on": "change/0", "path": "b2bDirectConnectInbound", "expected": "an agreement that was there before",
		"actual": "one of the same change",
		"message": "Fabrikam: inbound direct connect goes from nobody to everybody to Office365, and this change itself puts the leave for it into the register (Fabrikam)",
	}} with input as world
	rule.applicable == {"change/0"} with input as world
}

test_agreed_before if {
	world := changed(cover(false))
	rule.fail == set() with input as world
	rule.unknown == set() with input as world
	rule.applicable == {"change/0"} with input as world
}

test_not_agreed_at_all if {
	world := changed({})
	rule.fail == set() with input as world
	rule.unknown == set() with input as world
}

test_it_closes if {
	world := changed(object.union(mock.closing, cover(true)))
	rule.fail == set() with input as world
}

test_what_can_not_be_told if {
	world := changed(object.union(mock.untold, cover(true)))
	rule.fail == set() with input as world
	rule.unknown == {{
		"on": "change/0", "path": "b2bDirectConnectInbound",
		"reason": "the change adds leave for inbound direct connect to the register, and whether it also opens it can't be told: unknown: not exported",
	}} with input as world
}

test_no_leave_is_needed if {
	world := changed({"needs_cover": false})
	rule.applicable == set() with input as world
}
