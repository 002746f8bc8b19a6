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

product(status, plans, unclear) := {
	"ref": "record:sku", "name": "SPE_E3", "unclear": unclear,
	"value": {"capabilityStatus": status, "servicePlans": plans},
}

part(id, status) := {"servicePlanId": id, "provisioningStatus": status}

unrelated := product("Enabled", [part("57ff2da0-773e-42df-b2af-ffb7a2317929", "Success")], [])

# What the organization says beside it, if anything.
subscribed(organization, products, cut) := object.union(mock.world({
	"partners": [mock.partner({"settings": mock.settings(mock.one(inbound, "groups"))})],
	"records": {"organization": organization, "subscribed_sku": products},
}), {"tenant": object.union(mock.nothing.tenant, {
	"cut": cut,
	"present": object.union(mock.nothing.tenant.present, {"subscribed_sku": true}),
})})

silent := [{"ref": "record:organization", "name": "Contoso", "value": {}, "unclear": []}]

bare := [{"ref": "record:organization", "name": "Contoso", "value": {"assignedPlans": [other]}, "unclear": []}]

test_no_product_has_it if {
	every products in [
		[], [unrelated], [product("Suspended", [part(p1, "Success")], [])], [product("LockedOut", [part(p2, null)], [])],
		[product("Enabled", [part(p1, "Disabled")], [])], [product(null, [part(p2, "Error")], [])],
	] {
		every organization in [[], silent] {
			lacking := subscribed(organization, products, [])
			rule.fail == {object.union(finding("Fabrikam"), {"on": "tenant", "path": ""})} with input as lacking
			rule.unknown == set() with input as lacking
		}
	}
}

test_a_product_has_it if {
	every has in [product("Enabled", [part(p1, "Success")], []), product("Warning", [part(p2, "PendingActivation")], [])] {
		every organization in [[], silent, bare] {
			sound := subscribed(organization, [unrelated, has], ["subscribed_sku"])
			rule.fail == set() with input as sound
			rule.unknown == set() with input as sound
		}
	}
}

test_products_not_told_in_full if {
	every case in [
		[[unrelated], ["subscribed_sku"]],
		[[product("Enabled", null, [])], []],
		[[unrelated, product("Enabled", [null], ["servicePlans.0"])], []],
	] {
		dim := subscribed([], case[0], case[1])
		rule.fail == set() with input as dim
		rule.unknown == {{
			"on": "tenant", "path": "",
			"reason": "which plans this tenant holds is not in the export, or could not be read in full (subscribedSkus)",
		}} with input as dim
		# The organization tells all the same.
		settled := subscribed(bare, case[0], case[1])
		rule.fail == {finding("Fabrikam")} with input as settled
	}
}

test_a_product_that_may_have_it if {
	every path, product_with in {
		"servicePlans.0.servicePlanId": product("Enabled", [part(null, "Success")], []),
		"capabilityStatus": product(null, [part(p1, "Success")], []),
		"servicePlans.0.provisioningStatus": product("Enabled", [part(p1, null)], []),
	} {
		dim := subscribed([], [product_with], [])
		rule.fail == set() with input as dim
		found := rule.unknown with input as dim
		{[entry.on, entry.path] | some entry in found} == {["record:sku", path]}
	}
}
