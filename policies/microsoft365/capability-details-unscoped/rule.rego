# METADATA
# title: A capability shows details of everybody's mail or calendar
# description: >-
#   A capability that shows what meetings are about, or what somebody wrote in an absence message, is open for all users
#   and not for named groups.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/m365-cross-tenant-access-policy-overview
#   description: Microsoft 365 cross-tenant access policy overview
# - ref: https://learn.microsoft.com/graph/api/resources/m365capabilityresourcescope
#   description: m365CapabilityResourceScope resource type
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [capability]
#   partners: []
#   remediation: Name the groups whose details are shown under `resourceScopes.included`.
#   controls: [ISO 27002:2022 5.14]
package tenantlint.microsoft365.capability_details_unscoped

import data.tenantlint.terms

detailed := {"calendaravailabilitylimiteddetails", "calendarsharingfreebusydetail", "calendarsharingfreebusyreviewer", "mailtipsall"}

path := "inboundAccess.resourceScopes.included"

fail contains finding if {
	some record in detailed_records
	allowed(record) == true
	scope(record) in {"all", "none"}
	finding := {
		"on": record.ref,
		"path": path,
		"message": sprintf("%s is open and names %s, so it shows details of everybody's mail or calendar", [record.name, {"all": "all users or groups", "none": "nobody whom it is limited to"}[scope(record)]]),
		"expected": "named groups",
		"actual": {"all": "All", "none": "[]"}[scope(record)],
	}
}

unknown contains {"on": record.ref, "path": path, "reason": reason} if {
	some record in detailed_records
	allowed(record) == true
	scope(record) == "unknown"
	reason := sprintf("whose details %s shows is not in the export", [record.name])
}

unknown contains {"on": record.ref, "path": "inboundAccess.isAllowed", "reason": reason} if {
	some record in detailed_records
	allowed(record) == null
	scope(record) != "named"
	reason := sprintf("whether %s is open is not in the export", [record.name])
}

unknown contains {"on": record.ref, "path": "name", "reason": "which capability it is can't be told"} if {
	some record in input.records.capability
	object.get(record.value, "name", null) == null
}

detailed_records := [record |
	some record in input.records.capability
	name := object.get(record.value, "name", null)
	name != null
	terms.capability(name) in detailed
]

allowed(record) := object.get(record.value, ["inboundAccess", "isAllowed"], null)

# `All` stands for all users or all groups.
scope(record) := "all" if {
	"all" in {lower(id) | some id in ids(record); is_string(id)}
} else := "unknown" if {
	null in ids(record)
} else := "none" if {
	ids(record) == []
} else := "named" if {
	is_array(ids(record))
} else := "unknown"

# An item that the file does not tell is null.
ids(record) := [object.get({"item": item}, ["item", "resourceId"], null) |
	some item in record.value.inboundAccess.resourceScopes.included
] if {
	is_array(record.value.inboundAccess.resourceScopes.included)
}
