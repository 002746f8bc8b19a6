package tenantlint.register.agreement_incomplete_test

import data.tenantlint.mock
import data.tenantlint.register.agreement_incomplete as rule

world(parts, demands) := mock.world({"register": {"entries": [mock.entry(parts)]}, "options": {"demands": demands}})

finding(text) := {
	"on": "register:fabrikam", "path": "agreement",
	"message": sprintf("The register entry of Fabrikam does not say what this house demands of an agreement: %s", [text]),
}

all := ["reference", "signed", "whoMayBeAdded", "minimumSecurity", "lifecycle"]

full := {
	"agreement": {"reference": "DPA-1", "signed": "2026-01-10", "whoMayBeAdded": "annex B", "minimumSecurity": ["mfa"]},
	"lifecycle": {"inactiveAfter": "P6M"},
}

test_complete if {
	sound := world({"terms": full}, all)
	rule.fail == set() with input as sound
	rule.unknown == set() with input as sound
	rule.applicable == {"tenant"} with input as sound
}

test_reference_missing if {
	bare := world({"terms": {"agreement": {"expires": "none"}}}, ["reference"])
	rule.fail == {finding("the reference of the agreement")} with input as bare
}

test_everything_missing if {
	bare := world({"terms": {"agreement": {"expires": "none", "minimumSecurity": []}, "lifecycle": {}}}, all)
	rule.fail == {finding(concat(", ", [
		"the reference of the agreement", "when the agreement was signed", "who may be added to channels",
		"the minimum security of the partner", "how long channels live",
	]))} with input as bare
}

test_nothing_demanded if {
	rule.fail == set() with input as world({"terms": {"agreement": {}}}, [])
}

test_unknown_demand if {
	odd := world({"terms": full}, ["reference", "colour"])
	rule.fail == set() with input as odd
	rule.unknown == {{"on": "tenant", "reason": "the option `demands` names colour, which no entry can record"}} with input as odd
}

test_without_agreement_is_another_rule if {
	none := world({"terms": {}}, array.concat(all, ["colour"]))
	rule.fail == set() with input as none
	rule.unknown == set() with input as none
	rule.applicable == set() with input as none
}

test_not_approved if {
	ended := world({"terms": {"agreement": {}}, "status": "ended", "approved": false}, all)
	rule.fail == set() with input as ended
	rule.applicable == set() with input as ended
}

test_our_own_entry if {
	own := world({"terms": {"agreement": {}}, "tenant_id": "11111111-1111-4111-8111-111111111111"}, all)
	rule.fail == set() with input as own
	rule.applicable == set() with input as own
}
