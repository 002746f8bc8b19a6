# METADATA
# title: Direct connect is open to a partner without the licence
# description: >-
#   Microsoft asks for Entra ID P1 in both tenants for direct connect. The register says that the partner has none, or,
#   with the option `required`, does not say.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# custom:
#   level: info
#   levels: {strict: warning}
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: preview
#   requires: [register]
#   partners: [direct_connect]
#   remediation: Ask the partner for its licence and record it in the register, under licence.entraP1, or close direct connect.
#   controls: []
#   options:
#     required: {default: false, description: Whether an entry that does not say what the partner holds is a finding.}
package tenantlint.register.partner_licence_missing

import data.tenantlint.lib
import data.tenantlint.terms

fail contains finding if {
	some partner in held
	gap := fault(partner.register)
	open := lib.direct_connect_open(partner)
	open != []
	finding := {
		"on": partner.ref,
		"path": open[0].path,
		"message": sprintf("%s: %s is open, which takes Entra ID P1 on both sides, and %s", [partner.name, open[0].title, gap]),
		"related": [{"on": partner.register.ref, "path": "licence.entraP1", "label": gap}],
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in held
	fault(partner.register) != ""
	lib.direct_connect_open(partner) == []
	some setting in partner.direct_connect
}

applicable contains partner.ref if {
	some partner in held
}

# Partners whose licence the register is to tell.
held := [partner |
	some partner in input.partners
	partner.direct_connect != []
	terms.keeps(partner.register, ["licence", "entraP1"])
]

fault(entry) := "the register says that the partner has none" if {
	terms.recorded(entry, ["licence", "entraP1"]) == false
}

fault(entry) := "the register does not say whether the partner has it" if {
	terms.recorded(entry, ["licence", "entraP1"]) == null
}
