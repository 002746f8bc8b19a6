# METADATA
# title: The review of a partner is overdue
# description: >-
#   The register entry says how often the partner is reviewed, and the last review is longer ago than that. With the option
#   `required` an approved entry without a review is a finding too.
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
#   remediation: Review the partner and record the day in the register, under review.last.
#   controls: [ISO 27002:2022 5.18, ISO 27002:2022 5.22]
#   options:
#     required: {default: false, description: Whether every approved entry must record its last review and how often it is due.}
package tenantlint.register.review_overdue

import data.tenantlint.terms

# An entry that records no review at all is not judged, unless the house requires one.
fail contains finding if {
	some entry in judged
	entry.review_days_left != null
	entry.review_days_left < 0
	finding := {
		"on": entry.ref,
		"path": "review.last",
		"message": sprintf("The review of %s is %d days overdue: the register has %s as the last one, and one due every %s", [
			entry.name, 0 - entry.review_days_left,
			terms.recorded(entry, ["review", "last"]), terms.recorded(entry, ["review", "every"]),
		]),
	}
}

fail contains finding if {
	input.options.required == true
	some entry in judged
	missing := gaps(entry)
	missing != []
	finding := {
		"on": entry.ref,
		"path": "review",
		"message": sprintf("The register entry of %s does not say %s, and this house requires it", [entry.name, concat(" or ", missing)]),
	}
}

unknown contains {"on": entry.ref, "path": "review", "reason": "whether its review is overdue is unknown: it takes both `review.last` and `review.every` in the register"} if {
	some entry in judged
	entry.review_days_left == null
}

applicable contains input.tenant.ref if judged != []

# The tenant itself may stand in a register that it shares with others.
judged := [entry |
	some entry in input.register.entries
	entry.tenant_id != input.tenant.id
	terms.keeps(entry, ["review"])
]

gaps(entry) := [text |
	some key, text in {"last": "when it was last reviewed", "every": "how often it is reviewed"}
	terms.recorded(entry, ["review", key]) == null
]
