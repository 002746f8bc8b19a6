# METADATA
# title: Many sign-ins across to or from a tenant fail
# description: >-
#   A large share of the sign-ins between our tenant and another one fails: trust in its MFA, or whom the settings
#   name, is probably not what was meant.
# related_resources:
# - ref: https://learn.microsoft.com/entra/identity/monitoring-health/workbook-cross-tenant-access-activity
#   description: Cross-tenant access activity workbook
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: info
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [activity]
#   partners: []
#   remediation: Look at the error codes, then at the trust in the tenant's MFA and at the users and groups that its settings name.
#   controls: []
#   options:
#     percent: {default: 30, description: From what share of failures on it is a finding.}
#     signIns: {default: 20, description: How many sign-ins there must be.}
package tenantlint.activity.cross_tenant_sign_ins_failing

fail contains finding if {
	some one in flows
	one.flow.failures != null
	one.flow.failures * 100 > one.flow.sign_ins * input.options.percent
	finding := {
		"on": one.tenant.ref,
		"path": one.tenant.path,
		"message": sprintf("%s: %d of %d sign-ins %s fail", [one.tenant.name, one.flow.failures, one.flow.sign_ins, one.where]),
		"expected": sprintf("at most %d in a hundred", [input.options.percent]),
	}
}

unknown contains {"on": one.tenant.ref, "path": one.tenant.path, "reason": sprintf("how many of the sign-ins of %s %s failed is not told", [one.tenant.name, one.where])} if {
	some one in flows
	one.flow.failures == null
}

unknown contains {"on": input.tenant.ref, "reason": input.activity.reason} if input.activity.reason != null

unknown contains {"on": input.tenant.ref, "reason": "the log of sign-ins is not whole"} if input.activity.partial == true

unknown contains {"on": input.tenant.ref, "reason": sprintf("%d sign-ins or rows do not tell which other tenant they are of", [input.activity.unplaced])} if {
	input.activity.unplaced > 0
}

where := {"inbound": "into our tenant", "outbound": "into theirs"}

flows := [{"tenant": tenant, "flow": tenant[direction], "where": text} |
	some tenant in input.activity.tenants
	some direction, text in where
	tenant[direction].sign_ins >= input.options.signIns
]
