package tenantlint.register.partner_licence_missing_test

import data.tenantlint.mock
import data.tenantlint.register.partner_licence_missing as rule

inbound := "b2bDirectConnectInbound"

world(scope, register, required) := mock.world({
	"partners": [mock.partner({"settings": mock.settings(mock.one(inbound, scope)), "register": register})],
	"options": {"required": required},
})

licensed(value) := mock.entry({"terms": {"licence": {"entraP1": value}}})

silent := mock.entry({"terms": {}})

finding(text) := {
	"on": "partner:fabrikam", "path": inbound,
	"message": sprintf("Fabrikam: inbound direct connect is open, which takes Entra ID P1 on both sides, and %s", [text]),
	"related": [{"on": "register:fabrikam", "path": "licence.entraP1", "label": text}],
}

test_none if {
	bare := world("groups", licensed(false), false)
	rule.fail == {finding("the register says that the partner has none")} with input as bare
	rule.unknown == set() with input as bare
	rule.applicable == {"partner:fabrikam"} with input as bare
}

test_not_said if {
	lax := world("groups", silent, false)
	rule.fail == set() with input as lax
	rule.applicable == set() with input as lax
	strict := world("groups", silent, true)
	rule.fail == {finding("the register does not say whether the partner has it")} with input as strict
}

test_licensed if {
	sound := world("everybody", licensed(true), true)
	rule.fail == set() with input as sound
	rule.unknown == set() with input as sound
	rule.applicable == {"partner:fabrikam"} with input as sound
}

test_not_approved if {
	ended := object.union(licensed(false), {"status": "ended", "approved": false})
	every register in [null, ended] {
		other := world("groups", register, true)
		rule.fail == set() with input as other
		rule.applicable == set() with input as other
	}
}

test_closed if {
	closed := world("closed", licensed(false), true)
	rule.fail == set() with input as closed
	rule.unknown == set() with input as closed
	rule.applicable == set() with input as closed
}

test_unknown if {
	hidden := world("unknown", licensed(false), false)
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "partner:fabrikam", "path": inbound, "reason": "inbound direct connect unknown: the export does not carry it",
	}} with input as hidden
	rule.unknown == set() with input as world("unknown", licensed(true), false)
}
