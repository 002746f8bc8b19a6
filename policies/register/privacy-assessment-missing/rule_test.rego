package tenantlint.register.privacy_assessment_missing_test

import data.tenantlint.mock
import data.tenantlint.register.privacy_assessment_missing as rule

outbound := "b2bDirectConnectOutbound"

world(name, scope, register, required) := mock.world({
	"partners": [mock.partner({"settings": mock.settings(mock.one(name, scope)), "register": register})],
	"options": {"required": required},
})

private(privacy) := mock.entry({"terms": {"privacy": privacy}})

silent := mock.entry({"terms": {}})

full := {"assessment": "DPIA-1", "shares": ["name"]}

finding(text) := {
	"on": "partner:fabrikam", "path": outbound,
	"message": sprintf("Fabrikam: outbound direct connect shows it contact data of our users, and its register entry does not name %s", [text]),
	"related": [{"on": "register:fabrikam", "path": "privacy", "label": "what is recorded about privacy"}],
}

test_half if {
	assessed := world(outbound, "groups", private({"assessment": "DPIA-1", "shares": []}), false)
	rule.fail == {finding("the data that is shared")} with input as assessed
	rule.unknown == set() with input as assessed
	rule.applicable == {"partner:fabrikam"} with input as assessed
	listed := world(outbound, "everybody", private({"shares": ["name"]}), false)
	rule.fail == {finding("a privacy assessment")} with input as listed
}

test_nothing if {
	lax := world(outbound, "groups", silent, false)
	rule.fail == set() with input as lax
	rule.applicable == set() with input as lax
	strict := world(outbound, "groups", silent, true)
	rule.fail == {finding("a privacy assessment or the data that is shared")} with input as strict
}

test_complete if {
	sound := world(outbound, "groups", private(full), true)
	rule.fail == set() with input as sound
	rule.unknown == set() with input as sound
	rule.applicable == {"partner:fabrikam"} with input as sound
}

test_not_approved if {
	ended := object.union(private({}), {"status": "ended", "approved": false})
	every register in [null, ended] {
		other := world(outbound, "groups", register, true)
		rule.fail == set() with input as other
		rule.applicable == set() with input as other
	}
}

test_nothing_goes_out if {
	inward := world("b2bDirectConnectInbound", "groups", silent, true)
	rule.fail == set() with input as inward
	rule.unknown == set() with input as inward
	rule.applicable == set() with input as inward
}

test_unknown if {
	hidden := world(outbound, "unknown", silent, true)
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "partner:fabrikam", "path": outbound, "reason": "outbound direct connect unknown: the export does not carry it",
	}} with input as hidden
	rule.unknown == set() with input as world(outbound, "unknown", private(full), true)
}
