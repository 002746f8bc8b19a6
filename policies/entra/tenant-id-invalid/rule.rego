# METADATA
# title: A partner's tenant id can't be right
# description: >-
#   The tenant id of a partner entry is no GUID, a placeholder, or the tenant's own id. The entry is in force for
#   nobody.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationpartner
#   description: crossTenantAccessPolicyConfigurationPartner resource type
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Look up the tenant id by the partner's domain, and make the entry anew under it.
#   controls: []
package tenantlint.entra.tenant_id_invalid

fail contains finding if {
	some partner in input.partners
	partner.tenant_id_valid == false
	finding := {
		"on": partner.ref,
		"path": "tenantId",
		"message": sprintf("%s: its tenant id is no GUID of a tenant, so the entry is in force for nobody", [partner.name]),
		"expected": "a GUID",
		"actual": partner.tenant_id,
	}
}

fail contains finding if {
	some partner in input.partners
	partner.tenant_id == input.tenant.id
	finding := {
		"on": partner.ref,
		"path": "tenantId",
		"message": sprintf("%s: its tenant id is this tenant's own, so the entry is in force for nobody", [partner.name]),
		"expected": "the id of another tenant",
		"actual": partner.tenant_id,
	}
}

unknown contains {"on": partner.ref, "path": "tenantId", "reason": reason} if {
	input.tenant.id == null
	some partner in input.partners
	partner.tenant_id_valid == true
	reason := "the tenant's own id is not told, so an entry for itself would not be seen: write `tenantId` in the config"
}
