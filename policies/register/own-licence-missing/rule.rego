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
# custom:
#   level: info
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: preview
#   requires: [organization]
#   partners: [direct_connect]
#   remediation: Get Microsoft Entra ID P1 for the users concerned, or close direct connect.
#   controls: []
package tenantlint.register.own_licence_missing

import data.tenantlint.lib

# AAD_PREMIUM and AAD_PREMIUM_P2.
premium := {"41781fb2-bc02-4b7c-bd55-b576c07bb09d", "eec0eb4f-6444-4f95-aba0-50c24d67f998"}

# A plan that is in its days of grace is still there.
running := {"enabled", "warning"}

fail contains finding if {
	open != []
	some record in input.records.organization
	told(record) == true
	licences(record) == []
	doubts(record) == []
	finding := {
		"on": record.ref,
		"path": "assignedPlans",
		"message": sprintf("Direct connect is open (%s), but no plan of this tenant includes Microsoft Entra ID P1, which it takes", [lib.list(open)]),
		"expected": "a plan with Microsoft Entra ID P1 or P2",
		"actual": "none",
	}
}

unknown contains {"on": record.ref, "path": "assignedPlans", "reason": "which plans this tenant holds is not in the export, or could not be read in full (assignedPlans)"} if {
	open != []
	some record in input.records.organization
	told(record) == false
	licences(record) == []
}

unknown contains {"on": record.ref, "path": doubt.path, "reason": reason} if {
	open != []
	some record in input.records.organization
	told(record) == true
	licences(record) == []
	doubt := doubts(record)[0]
	reason := sprintf("whether this plan includes Microsoft Entra ID P1 is unknown: its %s is not in the export, or could not be read", [doubt.key])
}

unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	open == []
	some record in input.records.organization
	licences(record) == []
	some subject in lib.judged
	some setting in subject.direct_connect
	setting.admits == "unknown"
}

# Whose direct connect is open in one direction at least.
open := [lib.label(subject) |
	some subject in lib.judged
	lib.direct_connect_open(subject) != []
]

plans(record) := written if {
	written := object.get(record.value, "assignedPlans", null)
	is_array(written)
} else := []

licences(record) := [plan |
	some plan in plans(record)
	fits(plan, "servicePlanId", premium) == true
	fits(plan, "capabilityStatus", running) == true
]

# What would have to be told of plans that may be such a licence.
doubts(record) := [{"key": key, "path": sprintf("assignedPlans.%d.%s", [at, key])} |
	some at, plan in plans(record)
	fits(plan, "servicePlanId", premium) != false
	fits(plan, "capabilityStatus", running) != false
	some key, wanted in {"servicePlanId": premium, "capabilityStatus": running}
	fits(plan, key, wanted) == null
	first_untold(plan, key)
]

# A plan that tells neither is asked for its id.
first_untold(_, key) if key == "servicePlanId"

first_untold(plan, _) if fits(plan, "servicePlanId", premium) == true

# Null where the plan does not say.
fits(plan, key, wanted) := found if {
	is_object(plan)
	written := object.get(plan, key, null)
	is_string(written)
	word := lower(trim_space(written))
	word != ""
	found := {word} & wanted != set()
} else := null

# A tenant with users has plans. What is not told inside of one shows there.
told(record) if {
	plans(record) != []
	every plan in plans(record) {
		is_object(plan)
	}
	every path in record.unclear {
		whole(path) == false
	}
} else := false

whole(path) if {
	parts := split(path, ".")
	parts[0] == "assignedPlans"
	count(parts) < 3
} else := false
