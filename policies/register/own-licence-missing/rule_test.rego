package tenantlint.register.own_licence_missing_test

import data.tenantlint.mock
import data.tenantlint.register.own_licence_missing as rule

inbound := "b2bDirectConnectInbound"

p1 := "41781FB2-bc02-4b7c-bd55-b576c07bb09d"

p2 := "eec0eb4f-6444-4f95-aba0-50c24d67f998"

other := plan("57ff2da0-773e-42df-b2af-ffb7a2317929", "Enabled")

plan(id, status) := {"servicePlanId": id, "capabilityStatus": status, "service": "AADPremiumService"}

world(scope, plans, unclear) := mock.world({
	"partners": [mock.partner({"settings": mock.settings(mock.one(inbound, scope))})],
	"records": {"organization": [{"ref": "record:organization", "name": "Contoso", "value": {"assignedPlans": plans}, "unclear": unclear}]},
})

finding(whom) := {
	"on": "record:organization", "path": "assignedPlans", "expected": "a plan with Microsoft Entra ID P1 or P2", "actual": "none",
	"message": sprintf("Direct connect is open (%s), but no plan of this tenant includes Microsoft Entra ID P1, which it takes", [whom]),
}

test_missing if {
	every plans in [[other], [plan(p1, "Suspended"), other], [plan(p2, "Deleted")], [plan("57ff2da0", null)], [plan(null, "Deleted")]] {
		bare := world("groups", plans, [])
		rule.fail == {finding("Fabrikam")} with input as bare
		rule.unknown == set() with input as bare
	}
	open := object.union(world("closed", [other], []), {"default": mock.fallback({"settings": mock.settings(mock.one(inbound, "everybody"))})})
	rule.fail == {finding("The default")} with input as open
}

test_there if {
	every plans in [[other, plan(p1, "Enabled")], [plan(p2, "Warning")]] {
		every unclear in [[], ["assignedPlans.4.service"], ["assignedPlans.4"]] {
			sound := world("groups", plans, unclear)
			rule.fail == set() with input as sound
			rule.unknown == set() with input as sound
		}
	}
}

test_closed if {
	every plans in [[other], null] {
		shut := world("closed", plans, [])
		rule.fail == set() with input as shut
		rule.unknown == set() with input as shut
	}
}

test_plans_unknown if {
	every case in [[null, []], [[], []], [[other], ["assignedPlans.1"]], [[other], ["assignedPlans"]], [[other, null], []]] {
		dim := world("groups", case[0], case[1])
		rule.fail == set() with input as dim
		rule.unknown == {{
			"on": "record:organization", "path": "assignedPlans",
			"reason": "which plans this tenant holds is not in the export, or could not be read in full (assignedPlans)",
		}} with input as dim
	}
}

# What is not told of a plan matters when all else of it fits.
test_a_plan_that_may_be_one if {
	every key, plans in {
		"servicePlanId": [plan(null, "Enabled"), plan(7, "Warning"), plan(" ", "Enabled"), {"capabilityStatus": "Enabled"}, plan(null, null), {}],
		"capabilityStatus": [plan(p1, null), plan(p2, 1), plan(p1, ""), {"servicePlanId": p1}],
	} {
		every one in plans {
			dim := world("groups", [other, one], [])
			rule.fail == set() with input as dim
			rule.unknown == {{
				"on": "record:organization", "path": sprintf("assignedPlans.1.%s", [key]),
				"reason": sprintf("whether this plan includes Microsoft Entra ID P1 is unknown: its %s is not in the export, or could not be read", [key]),
			}} with input as dim
			sound := world("groups", [one, plan(p1, "Enabled")], [])
			rule.unknown == set() with input as sound
		}
	}
	first := world("groups", [plan(null, "Enabled"), plan(p1, null)], [])
	found := rule.unknown with input as first
	{entry.path | some entry in found} == {"assignedPlans.0.servicePlanId"}
}

test_what_does_not_matter_is_not_asked_for if {
	bare := world("groups", [other], ["assignedPlans.0.service", "assignedPlans.0.capabilityStatus"])
	rule.fail == {finding("Fabrikam")} with input as bare
	rule.unknown == set() with input as bare
}

test_direct_connect_unknown if {
	dim := world("unknown", [other], [])
	rule.fail == set() with input as dim
	rule.unknown == {{
		"on": "partner:fabrikam", "path": inbound, "reason": "inbound direct connect unknown: the export does not carry it",
	}} with input as dim
	sound := world("unknown", [plan(p1, "Enabled")], [])
	rule.unknown == set() with input as sound
}
