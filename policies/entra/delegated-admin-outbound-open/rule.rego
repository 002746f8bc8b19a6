# METADATA
# title: Our users may use delegated admin rights in other tenants
# description: >-
#   The default does not stop our users from going into other tenants by granular delegated admin privileges (GDAP).
#   A provider of services needs that; others don't.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationdefault
#   description: crossTenantAccessPolicyConfigurationDefault resource type
# custom:
#   level: info
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: preview
#   requires: [default]
#   partners: []
#   remediation: Set blockServiceProviderOutboundAccess to true in the default, by the beta endpoint.
#   controls: []
package tenantlint.entra.delegated_admin_outbound_open

import data.tenantlint.sections

key := "blockServiceProviderOutboundAccess"

fail contains finding if {
	object.get(input.default.more, key, null) == false
	finding := {
		"on": input.default.ref,
		"path": key,
		"message": "The default lets our users go into other tenants by delegated admin rights (GDAP), which only a provider of services needs",
		"expected": "true",
		"actual": "false",
	}
}

unknown contains {"on": input.default.ref, "path": key, "reason": reason} if {
	sections.of_default(key) == null
	reason := sprintf("%s; only the beta endpoint has it", [sections.default_doubt(key)])
}
