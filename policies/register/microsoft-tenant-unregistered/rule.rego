# METADATA
# title: One of Microsoft's own tenants is configured like any partner
# description: >-
#   The partner is a tenant of Microsoft's own, and no register entry of kind microsoft says why it is configured. A
#   support case may have left it behind.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: preview
#   requires: [register]
#   remediation: Record the tenant with kind microsoft and what it is for, or block all four settings for it.
#   controls: []
#   options:
#     tenants: {default: [72f988bf-86f1-41af-91ab-2d7cd011db47], description: "Tenant ids of Microsoft's own, such as those that a support case left behind."}
package tenantlint.register.microsoft_tenant_unregistered

import data.tenantlint.lib

fail contains finding if {
	some partner in judged
	object.get(partner, ["register", "kind"], null) != "microsoft"
	level := gravity(partner)
	finding := {
		"on": partner.ref,
		"path": "tenantId",
		"level": level,
		"message": sprintf("%s is one of Microsoft's own tenants, and no register entry of kind microsoft says what it is configured for", [partner.name]),
	}
}

applicable contains partner.ref if {
	some partner in judged
}

judged := [partner |
	some partner in input.partners
	some id in input.options.tenants
	lower(id) == partner.tenant_id
]

gravity(partner) := "warning" if partner.register.approved == true

# When it is open and not approved, partner-unvetted says so, gravely enough.
gravity(partner) := "info" if {
	lib.unapproved(partner)
	partner.open != true
}
