# METADATA
# title: A service provider is not registered as one
# description: >-
#   The export says that the partner is a cloud service provider, and no register entry of kind service-provider covers
#   it. Its people may hold roles here by delegated administration, whatever these settings say.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationpartner
#   description: crossTenantAccessPolicyConfigurationPartner resource type
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   remediation: Record the provider with kind service-provider, or end its delegated administration.
#   controls: [ISO 27002:2022 5.19, NIST 800-53 SA-9]
package tenantlint.register.service_provider_unregistered

fail contains finding if {
	some partner in input.partners
	partner.is_service_provider == true
	gap := why(partner.register)
	finding := {
		"on": partner.ref,
		"path": "isServiceProvider",
		"message": sprintf("%s is a cloud service provider of this tenant, but %s", [partner.name, gap]),
	}
}

# Microsoft writes null for an ordinary partner, and some exports do not say: neither is judged.
applicable contains partner.ref if {
	some partner in input.partners
	partner.is_service_provider == true
}

why(null) := "is missing from the register"

why(entry) := sprintf("the register has it as %s", [entry.status]) if entry.approved == false

why(entry) := sprintf("the register has it as kind %s", [entry.kind]) if {
	entry.approved == true
	entry.kind != null
	entry.kind != "service-provider"
}

why(entry) := "its register entry names no kind" if {
	entry.approved == true
	entry.kind == null
}
