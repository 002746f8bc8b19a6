package tenantlint.register.partner_unvetted_test

import data.tenantlint.mock
import data.tenantlint.register.partner_unvetted as rule

openings := [mock.opening("b2bCollaborationInbound"), mock.opening("b2bDirectConnectOutbound")]

world(open, register) := mock.world({"partners": [mock.partner({"open": open, "register": register, "opens": openings})]})

suspended := mock.entry({"status": "suspended", "approved": false})

test_missing if {
	rule.fail == {{
		"on": "partner:fabrikam", "path": "b2bCollaborationInbound", "paths": ["b2bCollaborationInbound", "b2bDirectConnectOutbound"],
		"message": "Fabrikam is missing from the register, yet this is open: inbound collaboration, outbound direct connect",
	}} with input as world(true, null)
}

test_not_approved if {
	rule.fail == {{
		"on": "partner:fabrikam", "path": "b2bCollaborationInbound", "paths": ["b2bCollaborationInbound", "b2bDirectConnectOutbound"],
		"expected": "approved", "actual": "suspended",
		"message": "Fabrikam is suspended in the register, yet this is open: inbound collaboration, outbound direct connect",
		"related": [{"on": "register:fabrikam", "path": "status", "label": "the register says suspended"}],
	}} with input as world(true, suspended)
}

test_approved if {
	rule.fail == set() with input as world(true, mock.entry({}))
	rule.unknown == set() with input as world(true, mock.entry({}))
}

test_closed if {
	every register in [null, suspended] {
		rule.fail == set() with input as world(false, register)
		rule.unknown == set() with input as world(false, register)
	}
}

test_unknown if {
	unclear := [mock.opening("b2bDirectConnectInbound")]
	every register in [null, suspended] {
		world := mock.world({"partners": [mock.partner({"open": null, "unclear": unclear, "register": register})]})
		rule.fail == set() with input as world
		rule.unknown == {{
			"on": "partner:fabrikam",
			"reason": "it is not approved, and whether it is open is unknown: inbound direct connect",
		}} with input as world
	}
}

test_unknown_but_approved if {
	rule.unknown == set() with input as world(null, mock.entry({}))
}
