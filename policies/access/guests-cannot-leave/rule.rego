# METADATA
# title: Guests can't leave by themselves
# description: >-
#   A guest who wants to leave this tenant has to ask an administrator, so people can't end by themselves that their data
#   is held here.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/externalidentitiespolicy
#   description: externalIdentitiesPolicy resource type
# custom:
#   level: info
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [external_identities]
#   partners: []
#   remediation: Set allowExternalIdentitiesToLeave to true.
#   controls: []
package tenantlint.access.guests_cannot_leave

fail contains finding if {
	some record in input.records.external_identities
	object.get(record.value, "allowExternalIdentitiesToLeave", null) == false
	finding := {
		"on": record.ref,
		"path": "allowExternalIdentitiesToLeave",
		"message": "Guests can't leave the tenant by themselves",
		"expected": "true",
		"actual": "false",
	}
}

unknown contains {"on": record.ref, "path": "allowExternalIdentitiesToLeave", "reason": "whether guests can leave by themselves is not in the export"} if {
	some record in input.records.external_identities
	object.get(record.value, "allowExternalIdentitiesToLeave", null) == null
}
