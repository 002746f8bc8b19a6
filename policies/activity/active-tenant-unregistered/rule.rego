# METADATA
# title: People sign in across to a tenant that nobody has on record
# description: >-
#   The sign-ins show work with another tenant that has neither a partner configuration nor an entry in the register.
# related_resources:
# - ref: https://learn.microsoft.com/entra/identity/monitoring-health/workbook-cross-tenant-access-activity
#   description: Cross-tenant access activity workbook
# - ref: https://learn.microsoft.com/graph/api/resources/signin
#   description: The sign-in resource of Microsoft Graph
# custom:
#   level: info
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register, activity]
#   partners: []
#   remediation: Look who works with that tenant, and record it in the register, with a status.
#   controls: [ISO 27002:2022 5.19]
#   options:
#     signIns: {default: 10, description: From how many sign-ins on a tenant counts as somebody to work with.}
package tenantlint.activity.active_tenant_unregistered

fail contains finding if {
	some tenant in strangers
	tenant.configured == false
	finding := {
		"on": tenant.ref,
		"path": tenant.path,
		"message": sprintf("Tenant %s is neither a partner nor in the register, and people work with it: %d sign-ins into our tenant, %d into theirs", [
			tenant.name, tenant.inbound.sign_ins, tenant.outbound.sign_ins,
		]),
		"expected": "an entry in the register",
	}
}

unknown contains {"on": tenant.ref, "path": tenant.path, "reason": sprintf("whether %s is a partner is unknown: the list of partners may not be complete", [tenant.name])} if {
	some tenant in strangers
	tenant.configured == null
}

unknown contains {"on": input.tenant.ref, "reason": input.activity.reason} if input.activity.reason != null

unknown contains {"on": input.tenant.ref, "reason": "the log of sign-ins is one page of a longer list"} if input.activity.partial == true

unknown contains {"on": input.tenant.ref, "reason": sprintf("%d sign-ins or rows do not tell which other tenant they are of", [input.activity.unplaced])} if {
	input.activity.unplaced > 0
}

strangers := [tenant |
	some tenant in input.activity.tenants
	tenant.register == null
	tenant.inbound.sign_ins + tenant.outbound.sign_ins >= input.options.signIns
]
