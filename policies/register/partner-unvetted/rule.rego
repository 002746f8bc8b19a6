# METADATA
# title: A partner is open, but not approved
# description: The partner has access, or our users have access there, and no approved register entry covers it.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   remediation: Have the partner approved and add it to the register, or block all four settings for it.
#   controls: []
package tenantlint.register.partner_unvetted

import data.tenantlint.lib

fail contains finding if {
	some partner in input.partners
	partner.open == true
	partner.register == null
	finding := {
		"on": partner.ref,
		"path": partner.opens[0].path,
		"paths": [opening.path | some opening in partner.opens],
		"message": sprintf("%s is missing from the register, yet this is open: %s", [partner.name, lib.titles(partner.opens)]),
	}
}

fail contains finding if {
	some partner in input.partners
	partner.open == true
	partner.register.approved == false
	status := partner.register.status
	finding := {
		"on": partner.ref,
		"path": partner.opens[0].path,
		"paths": [opening.path | some opening in partner.opens],
		"message": sprintf("%s is %s in the register, yet this is open: %s", [partner.name, status, lib.titles(partner.opens)]),
		"expected": "approved",
		"actual": status,
		"related": [{"on": partner.register.ref, "path": "status", "label": sprintf("the register says %s", [status])}],
	}
}

unknown contains {"on": partner.ref, "reason": reason} if {
	some partner in input.partners
	partner.open == null
	lib.unapproved(partner)
	reason := sprintf("it is not approved, and whether it is open is unknown: %s", [lib.titles(partner.unclear)])
}
