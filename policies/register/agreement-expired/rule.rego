# METADATA
# title: A partner is open without a valid agreement
# description: The partner is open, and the agreement in its register entry is missing or has expired.
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
#   remediation: Renew the agreement and record it in the register, or block all four settings for the partner.
#   controls: []
package tenantlint.register.agreement_expired

import data.tenantlint.lib

fail contains finding if {
	some partner in lapsed
	partner.open == true
	agreement := partner.register.agreement
	agreement.state != "undated"
	finding := {
		"on": partner.ref,
		"path": partner.opens[0].path,
		"paths": [opening.path | some opening in partner.opens],
		"message": sprintf("%s is open, but %s", [partner.name, fault(agreement)]),
		"related": [{"on": partner.register.ref, "path": agreement.path, "label": fault(agreement)}],
	}
}

unknown contains {"on": partner.ref, "reason": reason} if {
	some partner in lapsed
	partner.open == null
	agreement := partner.register.agreement
	agreement.state != "undated"
	reason := sprintf("%s, and whether the partner is open is unknown: %s", [fault(agreement), lib.titles(partner.unclear)])
}

unknown contains {"on": partner.ref, "reason": reason} if {
	some partner in lapsed
	partner.register.agreement.state == "undated"
	reason := "its agreement has no end date: write one, or `expires: none` when it has none"
}

# Approved partners, not known to be closed, without an agreement that is known to be in force.
lapsed := [partner |
	some partner in input.partners
	partner.register.agreement.state in {"missing", "expired", "undated"}
	partner.register.approved == true
	partner.open != false
]

# Without approval it is the matter of partner-unvetted.
applicable contains partner.ref if {
	some partner in input.partners
	partner.register.approved == true
	partner.open != false
}

fault(agreement) := "its register entry names no agreement" if agreement.state == "missing"

fault(agreement) := sprintf("its agreement expired on %s", [agreement.expires]) if agreement.state == "expired"
