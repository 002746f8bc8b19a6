# METADATA
# title: An approved partner has no configuration
# description: >-
#   The register approves the partner and lists what it may have, but this tenant has no configuration for it, so nothing
#   but the default applies.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: info
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: []
#   remediation: Configure what was agreed, or end the entry.
#   controls: [ISO 27002:2022 5.19]
package tenantlint.register.approved_partner_not_configured

fail contains finding if {
	some entry in awaited
	entry.configured == false
	finding := {
		"on": entry.ref,
		"path": "allow",
		"message": sprintf("%s is approved in the register, but has no configuration of its own, so nothing but the default applies to it", [entry.name]),
	}
}

unknown contains {"on": entry.ref, "path": "allow", "reason": "whether it has a configuration of its own is unknown: the list of partners may not be complete"} if {
	some entry in awaited
	entry.configured == null
}

applicable contains input.tenant.ref if awaited != []

# The tenant itself may stand in a register that it shares with others.
awaited := [entry |
	some entry in input.register.entries
	entry.approved == true
	entry.allow != []
	entry.tenant_id != input.tenant.id
]
