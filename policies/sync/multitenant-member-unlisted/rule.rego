# METADATA
# title: A member of the multitenant organization is not in the register as one
# description: >-
#   The partner belongs to our multitenant organization, and no approved register entry of `kind: organisation` says that
#   it is one of our tenants.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/multitenantorganizationmember
#   description: multiTenantOrganizationMember resource type
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationpartner
#   description: crossTenantAccessPolicyConfigurationPartner resource type
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   remediation: "Record the tenant in the register with `kind: organisation`, or remove it from the multitenant organization."
#   controls: []
package tenantlint.sync.multitenant_member_unlisted

import data.tenantlint.lib
import data.tenantlint.multitenant

active := in_state("active")

doubtful := in_state(null)

in_state(state) := {lower(member.value.tenantId) |
	some member in input.records.multi_tenant_member
	is_string(member.value.tenantId)
	object.get(member.value, "state", null) == state
}

fail contains object.union(finding, leniency(partner)) if {
	multitenant.may_belong
	some partner in input.partners
	belongs(partner)
	text := fault(partner)
	finding := {
		"on": partner.ref,
		"path": "isInMultiTenantOrganization",
		"message": sprintf("%s belongs to our multitenant organization, but %s", [partner.name, text]),
		"expected": "an approved entry with `kind: organisation`",
	}
}

# The mark of the partner and the list of members are two answers of one directory.
fail contains finding if {
	multitenant.may_belong
	input.tenant.present.multi_tenant_member == true
	some partner in input.partners
	partner.in_multi_tenant_organization == true
	partner.register.approved == true
	partner.register.kind == "organisation"
	{partner.tenant_id} & (active | doubtful) == set()
	finding := {
		"on": partner.ref,
		"path": "isInMultiTenantOrganization",
		"message": sprintf("%s is marked as belonging to our multitenant organization, but the list of members does not have it as active", [partner.name]),
		"expected": "false",
		"actual": "true",
		"level": "info",
	}
}

unknown contains {"on": partner.ref, "path": "isInMultiTenantOrganization", "reason": reason} if {
	multitenant.may_belong
	some partner in input.partners
	partner.in_multi_tenant_organization == null
	input.tenant.present.multi_tenant_member == false
	reason := sprintf("whether it belongs to our multitenant organization is not in the export, and it %s", [fault(partner)])
}

unknown contains {"on": partner.ref, "path": "isInMultiTenantOrganization", "reason": reason} if {
	multitenant.may_belong
	some partner in input.partners
	partner.in_multi_tenant_organization != true
	partner.tenant_id in doubtful
	reason := sprintf("it is listed as a member of our multitenant organization in an unknown state, and it %s", [fault(partner)])
}

applicable contains partner.ref if {
	multitenant.may_belong
	some partner in input.partners
	belongs(partner)
}

belongs(partner) if partner.in_multi_tenant_organization == true

belongs(partner) if partner.tenant_id in active

fault(partner) := "is missing from the register" if partner.register == null

fault(partner) := sprintf("is %s in the register", [partner.register.status]) if partner.register.approved == false

fault(partner) := "is not in the register as one of our tenants (`kind: organisation`)" if {
	partner.register.approved == true
	partner.register.kind != "organisation"
}

# Vetted, and only recorded as something else.
leniency(partner) := {} if lib.unapproved(partner)

leniency(partner) := {"level": "info"} if partner.register.approved == true
