# METADATA
# title: An agreement expires soon
# description: The agreement in an approved register entry ends within the days of the option `days`.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: info
#   levels: {strict: warning}
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: []
#   remediation: Renew the agreement and record it in the register, or close the partner on the last day.
#   controls: [ISO 27002:2022 5.20]
#   options:
#     days: {default: 60, description: How many days ahead an end is reported.}
package tenantlint.register.agreement_expiring

fail contains finding if {
	some entry in partners
	agreement := entry.agreement
	agreement.state == "current"
	agreement.days_left != null
	agreement.days_left <= input.options.days
	finding := {
		"on": entry.ref,
		"path": agreement.path,
		"message": sprintf("The agreement with %s expires on %s, %s", [entry.name, agreement.expires, when(agreement.days_left)]),
	}
}

unknown contains {"on": entry.ref, "path": agreement.path, "reason": "when its agreement expires is unknown: write the date, or `expires: none` when it has none"} if {
	some entry in partners
	agreement := entry.agreement
	agreement.state == "undated"
}

# The tenant itself may stand in a register that it shares with others.
partners := [entry |
	some entry in input.register.entries
	entry.approved == true
	entry.tenant_id != input.tenant.id
]

when(days) := "today" if days == 0

when(days) := "in 1 day" if days == 1

when(days) := sprintf("in %d days", [days]) if days > 1
