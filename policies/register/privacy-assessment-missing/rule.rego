# METADATA
# title: Personal data goes out, and its privacy assessment is missing
# description: >-
#   Outbound direct connect shows the partner contact data of our users. The register entry has no privacy assessment or
#   does not say what is shared. An entry without `privacy` is judged with the option `required`.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# custom:
#   level: info
#   levels: {strict: warning}
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: [direct_connect]
#   remediation: Assess it and record the reference and what is shared in the register, under privacy, or close outbound direct connect.
#   controls: [ISO 27002:2022 5.34]
#   options:
#     required: {default: false, description: Whether an entry without `privacy` is a finding.}
package tenantlint.register.privacy_assessment_missing

import data.tenantlint.lib
import data.tenantlint.terms

fail contains finding if {
	some partner in held
	missing := gaps(partner.register)
	missing != []
	setting := partner.settings.b2bDirectConnectOutbound
	setting.admits in {"listed", "everybody"}
	finding := {
		"on": partner.ref,
		"path": setting.path,
		"message": sprintf("%s: %s shows it contact data of our users, and its register entry does not name %s", [partner.name, setting.title, concat(" or ", missing)]),
		"related": [{"on": partner.register.ref, "path": "privacy", "label": "what is recorded about privacy"}],
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in held
	gaps(partner.register) != []
	setting := partner.settings.b2bDirectConnectOutbound
	setting.admits == "unknown"
}

applicable contains partner.ref if {
	some partner in held
}

# Partners that see contact data of ours, or may, and what the register is to keep of that.
held := [partner |
	some partner in input.partners
	partner.settings.b2bDirectConnectOutbound.admits != "nobody"
	terms.keeps(partner.register, ["privacy"])
]

gaps(entry) := [text |
	some key, text in {"assessment": "a privacy assessment", "shares": "the data that is shared"}
	terms.recorded(entry, ["privacy", key]) in [null, []]
]
