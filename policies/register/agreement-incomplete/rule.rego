# METADATA
# title: An agreement does not say what the house demands of it
# description: >-
#   An approved register entry has an agreement, and the entry lacks a part that the option `demands` names, such as the
#   reference by which the agreement is found.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: info
#   levels: {strict: warning}
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: []
#   remediation: Agree on the missing part and record it in the register.
#   controls: [ISO 27002:2022 5.14, ISO 27002:2022 5.20]
#   options:
#     demands: {default: [reference], description: "What an entry must record: reference, signed, whoMayBeAdded, minimumSecurity, lifecycle."}
package tenantlint.register.agreement_incomplete

import data.tenantlint.terms

parts := {
	"reference": {"path": ["agreement", "reference"], "text": "the reference of the agreement"},
	"signed": {"path": ["agreement", "signed"], "text": "when the agreement was signed"},
	"whoMayBeAdded": {"path": ["agreement", "whoMayBeAdded"], "text": "who may be added to channels"},
	"minimumSecurity": {"path": ["agreement", "minimumSecurity"], "text": "the minimum security of the partner"},
	"lifecycle": {"path": ["lifecycle"], "text": "how long channels live"},
}

# An entry without any agreement is agreement-expired's.
fail contains finding if {
	some entry in judged
	missing := [parts[demand].text | some demand in input.options.demands; empty(terms.recorded(entry, parts[demand].path))]
	missing != []
	finding := {
		"on": entry.ref,
		"path": "agreement",
		"message": sprintf("The register entry of %s does not say what this house demands of an agreement: %s", [entry.name, concat(", ", missing)]),
	}
}

unknown contains {"on": input.tenant.ref, "reason": reason} if {
	some entry in judged
	some demand in input.options.demands
	object.get(parts, demand, null) == null
	reason := sprintf("the option `demands` names %v, which no entry can record", [demand])
}

applicable contains input.tenant.ref if judged != []

# The tenant itself may stand in a register that it shares with others.
judged := [entry |
	some entry in input.register.entries
	entry.approved == true
	entry.tenant_id != input.tenant.id
	terms.recorded(entry, ["agreement"]) != null
]

empty(value) if value in [null, "", [], {}]
