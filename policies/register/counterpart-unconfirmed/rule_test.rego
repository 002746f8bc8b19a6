package tenantlint.register.counterpart_unconfirmed_test

import data.tenantlint.mock
import data.tenantlint.register.counterpart_unconfirmed as rule

inbound := "b2bDirectConnectInbound"

world(scope, register, required) := mock.world({
	"partners": [mock.partner({"settings": mock.settings(mock.one(inbound, scope)), "register": register})],
	"options": {"days": 365, "required": required},
})

confirmed(days) := mock.entry({"confirmed_days_ago": days, "terms": {"counterpart": {"evidence": "mail"}}})

silent := mock.entry({"confirmed_days_ago": null, "terms": {}})

finding(text) := {
	"on": "partner:fabrikam", "path": inbound,
	"message": sprintf("Fabrikam: inbound direct connect is open here, and %s, so nobody knows whether its settings still match ours", [text]),
	"related": [{"on": "register:fabrikam", "path": "counterpart.confirmed", "label": text}],
}

test_too_old if {
	old := world("groups", confirmed(366), false)
	rule.fail == {finding("the partner confirmed its own side 366 days ago")} with input as old
	rule.unknown == set() with input as old
	rule.applicable == {"partner:fabrikam"} with input as old
}

test_never if {
	half := world("groups", confirmed(null), false)
	rule.fail == {finding("the partner never confirmed its own side")} with input as half
	never := world("everybody", silent, true)
	rule.fail == {finding("the partner never confirmed its own side")} with input as never
}

test_recent if {
	every days in [0, 365] {
		sound := world("groups", confirmed(days), true)
		rule.fail == set() with input as sound
		rule.unknown == set() with input as sound
		rule.applicable == {"partner:fabrikam"} with input as sound
	}
}

test_not_kept if {
	ended := object.union(confirmed(366), {"status": "ended", "approved": false})
	every register in [null, silent, ended] {
		other := world("groups", register, false)
		rule.fail == set() with input as other
		rule.applicable == set() with input as other
	}
}

test_closed if {
	closed := world("closed", confirmed(366), true)
	rule.fail == set() with input as closed
	rule.unknown == set() with input as closed
	rule.applicable == set() with input as closed
}

test_unknown if {
	hidden := world("unknown", confirmed(366), false)
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "partner:fabrikam", "path": inbound, "reason": "inbound direct connect unknown: the export does not carry it",
	}} with input as hidden
	rule.unknown == set() with input as world("unknown", confirmed(3), false)
}
