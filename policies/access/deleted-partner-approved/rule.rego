# METADATA
# title: An approved partner's configuration was deleted
# description: >-
#   The register approves the partner, and its configuration lies in the recycle bin. The default applies to it, which may
#   let in more than the partner's own settings did, or less.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/policydeletableitem
#   description: policyDeletableItem resource type
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: info
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: preview
#   requires: [register, deleted_partner]
#   partners: []
#   remediation: Restore the configuration, within 30 days, or end the register entry.
#   controls: []
package tenantlint.access.deleted_partner_approved

fail contains finding if {
	some pair in pairs
	pair.entry.configured == false
	finding := {
		"on": pair.record.ref,
		"path": "tenantId",
		"message": sprintf("%s is approved in the register, but its configuration was deleted%s, so the default applies to it", [pair.entry.name, day(pair.record)]),
		"expected": "a configuration, or an ended entry",
		"actual": "deleted",
		"related": [{"on": pair.entry.ref, "path": "status", "label": "the register says approved"}],
	}
}

unknown contains {"on": pair.record.ref, "path": "tenantId", "reason": reason} if {
	some pair in pairs
	pair.entry.configured == null
	reason := sprintf("whether %s has a new configuration is unknown: the list of partners is not complete", [pair.entry.name])
}

pairs := [{"record": record, "entry": entry} |
	some record in input.records.deleted_partner
	some entry in input.register.entries
	entry.approved == true
	entry.tenant_id == lower(record.value.tenantId)
]

day(record) := sprintf(" on %s", [substring(deleted, 0, 10)]) if {
	deleted := object.get(record.value, "deletedDateTime", null)
	is_string(deleted)
} else := ""
