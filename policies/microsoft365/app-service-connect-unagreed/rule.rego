# METADATA
# title: A partner's applications may connect without an agreement on migration
# description: >-
#   App service connect is open to the partner, which is what cross-tenant mailbox migration needs, and no running agreement
#   in the register allows migration.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/m365-cross-tenant-access-policy-overview
#   description: Microsoft 365 cross-tenant access policy overview
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationpartner
#   description: crossTenantAccessPolicyConfigurationPartner resource type
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: [more]
#   remediation: "Block all applications in the partner's appServiceConnectInbound, or have `m365:migration` approved."
#   controls: [ISO 27002:2022 5.14]
package tenantlint.microsoft365.app_service_connect_unagreed

import data.tenantlint.sections
import data.tenantlint.terms

section := "appServiceConnectInbound"

path := "appServiceConnectInbound.applications"

fail contains finding if {
	some partner in input.partners
	reach := reached(partner)
	reach in {"some", "all"}
	text := fault(partner)
	finding := {
		"on": partner.ref,
		"path": path,
		"message": sprintf("%s: its own setting lets %s applications connect from there, and %s", [partner.name, reach, text]),
		"expected": "nobody",
		"actual": reach,
	}
}

unknown contains {"on": partner.ref, "path": path, "reason": reason} if {
	some partner in input.partners
	section in object.keys(partner.more)
	reached(partner) == "unknown"
	reason := sprintf("which applications may connect from there is unknown, and %s", [fault(partner)])
}

applicable contains partner.ref if {
	some partner in input.partners
	section in object.keys(partner.more)
}

reached(partner) := sections.reach(object.get(partner.more, [section, "applications"], null), "AllApplications")

fault(partner) := "no approved register entry allows m365:migration" if leave(partner) == set()

fault(partner) := sprintf("its agreement expired on %s", [partner.register.agreement.expires]) if {
	leave(partner) != set()
	partner.register.agreement.state == "expired"
}

leave(partner) := {token |
	partner.register.approved == true
	some token in partner.register.allow
	terms.capability(token) == "migration"
}
