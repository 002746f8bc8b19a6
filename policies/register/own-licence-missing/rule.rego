# METADATA
# title: Direct connect is open, and this tenant has no licence for it
# description: >-
#   Direct connect takes Microsoft Entra ID P1 in both tenants, and no plan that this tenant holds includes it.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# - ref: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
#   description: Product names and service plan identifiers for licensing
# - ref: https://learn.microsoft.com/graph/api/resources/assignedplan
#   description: assignedPlan resource type
# - ref: https://learn.microsoft.com/graph/api/resources/subscribedsku
#   description: subscribedSku resource type
# custom:
#   level: info
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: preview
#   requires: [licences]
#   partners: [direct_connect]
#   remediation: Get Microsoft Entra ID P1 for the users concerned, or close direct connect.
#   controls: []
package tenantlint.register.own_licence_missing

import data.tenantlint.lib

# AAD_PREMIUM and AAD_PREMIUM_P2.
premium := {"41781fb2-bc02-4b7c-bd55-b576c07bb09d", "eec0eb4f-6444-4f95-aba0-50c24d67f998"}

# A plan that is in its days of grace is still there.
running := {"enabled", "warning"}

# A plan that somebody switched off in a product, or that failed, is not.
provisioned := {"success", "pendinginput", "pendingactivation", "pendingprovisioning"}

fail contains finding if {
	open != []
	settled == true
	finding := {
		"on": witness.on,
		"path": witness.path,
		"message": sprintf("Direct connect is open (%s), but no plan of this tenant includes Microsoft Entra ID P1, which it takes", [lib.list(open)]),
		"expected": "a plan with Microsoft Entra ID P1 or P2",
		"actual": "none",
	}
}

unknown contains {"on": source.on, "path": source.path, "reason": reason} if {
	open != []
	licences == []
	witnesses == []
	some source in sources
	reason := sprintf("which plans this tenant holds is not in the export, or could not be read in full (%s)", [source.title])
}

unknown contains {"on": doubt.on, "path": doubt.path, "reason": reason} if {
	open != []
	licences == []
	witnesses != []
	doubt := doubts[0]
	reason := sprintf("whether this plan includes Microsoft Entra ID P1 is unknown: its %s is not in the export, or could not be read", [doubt.key])
}

unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	open == []
	licences == []
	some subject in lib.judged
	some setting in subject.direct_connect
	setting.admits == "unknown"
}

# Whose direct connect is open in one direction at least.
open := [lib.label(subject) |
	some subject in lib.judged
	lib.direct_connect_open(subject) != []
]

# There is no licence, and nothing that may be one.
settled if {
	licences == []
	doubts == []
	witnesses != []
}

licences := [plan |
	some source in sources
	some plan in source.plans
	every demand in plan {
		demand.fits == true
	}
]

# What would have to be told of plans that may be such a licence: of each the first.
doubts := [untold[0] |
	some source in witnesses
	some plan in source.plans
	every demand in plan {
		demand.fits != false
	}
	untold := [demand |
		some demand in plan
		demand.fits == null
	]
	untold != []
]

# Who tells all plans. What one source does not tell, another may.
witnesses := [source |
	some source in sources
	source.told == true
]

witness := witnesses[0]

# Where plans stand: those of the organization, and those of the products that it is subscribed to.
sources := array.concat(
	[{"on": record.ref, "path": "assignedPlans", "title": "assignedPlans", "told": told(record, "assignedPlans"), "plans": own_plans(record)} |
		some record in input.records.organization
	],
	[{"on": input.tenant.ref, "path": "", "title": "subscribedSkus", "told": products_told, "plans": product_plans} |
		input.tenant.present.subscribed_sku == true
	],
)

products_told if {
	{"subscribed_sku"} & {kind | some kind in input.tenant.cut} == set()
	every record in input.records.subscribed_sku {
		told(record, "servicePlans") == true
	}
} else := false

# What each plan has to be, in the order in which it is asked.
own_plans(record) := [demands |
	some at, plan in listed(record, "assignedPlans")
	place := sprintf("assignedPlans.%d", [at])
	demands := [
		demanded(record, place, plan, "servicePlanId", premium),
		demanded(record, place, plan, "capabilityStatus", running),
	]
]

product_plans := [demands |
	some record in input.records.subscribed_sku
	some at, plan in listed(record, "servicePlans")
	place := sprintf("servicePlans.%d", [at])
	demands := [
		demanded(record, place, plan, "servicePlanId", premium),
		demanded(record, "", record.value, "capabilityStatus", running),
		demanded(record, place, plan, "provisioningStatus", provisioned),
	]
]

demanded(record, place, holder, key, wanted) := {
	"on": record.ref, "path": trim_left(sprintf("%s.%s", [place, key]), "."),
	"key": key, "fits": fits(holder, key, wanted),
}

listed(record, key) := written if {
	written := object.get(record.value, key, null)
	is_array(written)
} else := []

# Null where the plan does not say.
fits(holder, key, wanted) := found if {
	is_object(holder)
	written := object.get(holder, key, null)
	is_string(written)
	word := lower(trim_space(written))
	word != ""
	found := {word} & wanted != set()
} else := null

# A tenant with users has plans, and a product has some. What is not told inside of one shows there.
told(record, key) if {
	listed(record, key) != []
	every plan in listed(record, key) {
		is_object(plan)
	}
	every path in record.unclear {
		whole(path, key) == false
	}
} else := false

whole(path, key) if {
	parts := split(path, ".")
	parts[0] == key
	count(parts) < 3
} else := false
