# METADATA
# title: A partner is configured twice
# description: Two live entries hold the same tenant id. Only one of them can be in force.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationpartner
#   description: crossTenantAccessPolicyConfigurationPartner resource type
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   partners: [twins]
#   remediation: Keep one entry for each tenant id.
#   controls: []
package tenantlint.entra.partner_duplicated

fail contains finding if {
	some partner in input.partners
	partner.twins != []
	finding := {
		"on": partner.ref,
		"path": "tenantId",
		"message": sprintf("%s is configured more than once; only one of the entries can be in force", [partner.name]),
		"related": [{"on": twin, "path": "tenantId", "label": "the same tenant id"} | some twin in partner.twins],
	}
}

# A list that goes on elsewhere may hold the second entry.
unknown contains {"on": input.tenant.ref, "reason": "the list of partners is not complete, so a second entry may be missing from it"} if {
	input.tenant.present.partners == false
	input.tenant.partner_count > 0
}

applicable contains input.tenant.ref if {
	input.tenant.partner_count > 0
}
