# METADATA
# title: Nobody knows whether the partner's side still stands
# description: >-
#   Shared channels take settings on both sides. The partner showed its own side too long ago, or, with the option
#   `required`, never.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/microsoft-365/solutions/collaborate-teams-direct-connect
#   description: Collaborate with external participants in a shared channel
# custom:
#   level: info
#   levels: {strict: warning}
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: [direct_connect]
#   remediation: Ask the partner for its settings and record the day in the register, under counterpart.confirmed.
#   controls: [NIST 800-53 CA-3]
#   options:
#     days: {default: 365, description: After how many days a confirmation is too old.}
#     required: {default: false, description: Whether a partner that never showed its side is a finding although its entry has no `counterpart`.}
package tenantlint.register.counterpart_unconfirmed

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
		"message": sprintf("%s: %s is open here, and %s, so nobody knows whether its settings still match ours", [partner.name, open[0].title, gap]),
		"related": [{"on": partner.register.ref, "path": "counterpart.confirmed", "label": gap}],
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

# Partners whose word the register is to keep.
held := [partner |
	some partner in input.partners
	partner.direct_connect != []
	terms.keeps(partner.register, ["counterpart"])
]

fault(entry) := "the partner never confirmed its own side" if {
	entry.confirmed_days_ago == null
}

fault(entry) := sprintf("the partner confirmed its own side %d days ago", [entry.confirmed_days_ago]) if {
	entry.confirmed_days_ago != null
	entry.confirmed_days_ago > input.options.days
}
