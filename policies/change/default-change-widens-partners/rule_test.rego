package tenantlint.change.default_change_widens_partners_test

import data.tenantlint.change.default_change_widens_partners as rule
import data.tenantlint.mock

fallback(parts) := mock.world({"changes": [mock.change(object.union({"about": "default", "name": "the default"}, parts))]})

test_partners_inherit_it if {
	world := fallback({"inheriting": ["Fabrikam", "Woodgrove"]})
	rule.fail == {{
		"on": "change/0", "path": "b2bDirectConnectInbound", "expected": "nobody", "actual": "everybody to Office365",
		"message": "The default changes inbound direct connect from nobody to everybody to Office365, and with it Fabrikam, Woodgrove, which inherit it",
	}} with input as world
	rule.applicable == {"change/0"} with input as world
}

test_nobody_inherits_it if {
	world := fallback({})
	rule.fail == set() with input as world
	rule.unknown == set() with input as world
	rule.applicable == {"change/0"} with input as world
}

test_the_default_closes if {
	world := fallback(object.union(mock.closing, {"inheriting": ["Fabrikam"]}))
	rule.fail == set() with input as world
}

test_what_can_not_be_told if {
	world := fallback(mock.untold)
	rule.fail == set() with input as world
	rule.unknown == {{
		"on": "change/0", "path": "b2bDirectConnectInbound",
		"reason": "whether the change of inbound direct connect in the default opens anything to partners that inherit it is unknown: unknown: not exported",
	}} with input as world
}

test_perhaps_somebody_inherits_it if {
	world := fallback({"perhaps_inheriting": ["Fabrikam"]})
	rule.fail == set() with input as world
	rule.unknown == {{
		"on": "change/0", "path": "b2bDirectConnectInbound",
		"reason": "whether Fabrikam inherit inbound direct connect, which opens in the default, is not in the export",
	}} with input as world
}

test_a_partner_is_not_the_default if {
	world := mock.world({"changes": [mock.change({"inheriting": ["Fabrikam"]})]})
	rule.fail == set() with input as world
	rule.applicable == set() with input as world
}
