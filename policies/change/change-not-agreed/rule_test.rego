package tenantlint.change.change_not_agreed_test

import data.tenantlint.change.change_not_agreed as rule
import data.tenantlint.mock

changed(parts) := mock.world({"changes": [mock.change(parts)]})

agreed := {"covered_by": {"entry": "Fabrikam", "reference": "DPA-2026-014", "new": false}}

test_nothing_gives_leave if {
	every cause in ["own", "entry-added"] {
		world := changed({"cause": cause})
		rule.fail == {{
			"on": "change/0", "path": "b2bDirectConnectInbound", "expected": "nobody", "actual": "everybody to Office365",
			"message": "Fabrikam: inbound direct connect goes from nobody to everybody to Office365, and no agreement in the register says so",
		}} with input as world
		rule.applicable == {"change/0"} with input as world
	}
}

test_an_agreement_gives_leave if {
	world := changed(agreed)
	rule.fail == set() with input as world
	rule.unknown == set() with input as world
	rule.applicable == {"change/0"} with input as world
}

test_no_leave_is_needed if {
	world := changed({"needs_cover": false})
	rule.fail == set() with input as world
}

test_it_closes if {
	world := changed(mock.closing)
	rule.fail == set() with input as world
	rule.unknown == set() with input as world
}

test_what_can_not_be_told if {
	world := changed(mock.untold)
	rule.fail == set() with input as world
	rule.unknown == {{
		"on": "change/0", "path": "b2bDirectConnectInbound",
		"reason": "inbound direct connect changes, and whether that opens anything can't be told: unknown: not exported",
	}} with input as world
	covered := changed(object.union(mock.untold, agreed))
	rule.unknown == set() with input as covered
}

test_others_look_after_the_rest if {
	every parts in [{"cause": "default"}, {"cause": "entry-removed"}, {"about": "default"}] {
		world := changed(parts)
		rule.fail == set() with input as world
		rule.applicable == set() with input as world
	}
}
