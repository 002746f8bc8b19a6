# METADATA
# title: A tenant that is not approved is exempted from the block on delegated administration
# description: >-
#   The default keeps our users from administering other tenants by delegated rights (GDAP). The partner's own configuration
#   lifts that for a tenant that no approved register entry covers.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationpartner
#   description: crossTenantAccessPolicyConfigurationPartner resource type
# custom:
#   level: info
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: preview
#   requires: [register, default]
#   partners: [more]
#   remediation: Set blockServiceProviderOutboundAccess of the partner to null, so that the default holds, or have it approved.
#   controls: []
package tenantlint.microsoft365.service_provider_access_exempted

import data.tenantlint.lib

key := "blockServiceProviderOutboundAccess"

by_default := object.get(input.default, ["more", key], null)

fail contains finding if {
	by_default == true
	some partner in exempted
	partner.more[key] == false
	finding := {
		"on": partner.ref,
		"path": key,
		"message": sprintf("%s: our users may administer it by delegated rights, which the default blocks, and it is not approved", [partner.name]),
		"expected": "true",
		"actual": "false",
		"related": [{"on": input.default.ref, "path": key, "label": "blocked by default"}],
	}
}

unknown contains {"on": partner.ref, "path": key, "reason": "whether the default blocks delegated administration is not in the export"} if {
	by_default == null
	some partner in exempted
	partner.more[key] == false
}

unknown contains {"on": partner.ref, "path": key, "reason": "whether it is exempted from the block on delegated administration is unknown"} if {
	by_default != false
	some partner in exempted
	partner.more[key] == null
}

applicable contains partner.ref if {
	some partner in exempted
}

# With a value of its own that may be an exemption, and not approved.
exempted contains partner if {
	some partner in input.partners
	partner.more[key] != true
	lib.unapproved(partner)
}
