# METADATA
# title: The register gives a partner one of our own domains
# description: >-
#   A domain is verified in one tenant only. A register entry names one of ours for another tenant, so the entry, or what
#   is built from it, is wrong.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/verifieddomain
#   description: verifiedDomain resource type
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register, organization]
#   partners: []
#   remediation: Correct the domains or the tenant id of the register entry.
#   controls: []
package tenantlint.access.partner_domain_is_ours

import data.tenantlint.invitations

fail contains finding if {
	some entry in input.register.entries
	entry.status in {"proposed", "approved", "suspended"}
	{entry.tenant_id} & own_ids == set()
	shared := invitations.of_entry(entry) & invitations.ours
	shared != set()
	finding := {
		"on": entry.ref,
		"path": "domains",
		"message": sprintf("%s: the register gives it %s, which is verified in this tenant and so can't be its domain", [entry.name, concat(", ", shared)]),
		"expected": "its own domains",
		"actual": concat(", ", shared),
	}
}

# The register may hold an entry for the tenant itself.
own_ids := {input.tenant.id} | {lower(id) |
	some record in input.records.organization
	id := object.get(record.value, "id", null)
	is_string(id)
}

unknown contains {"on": record.ref, "path": "verifiedDomains", "reason": "which domains are our own is not in the export"} if {
	some record in input.records.organization
	object.get(record.value, "verifiedDomains", null) in [null, []]
}

unknown contains {"on": record.ref, "path": path, "reason": "this domain of ours is unknown"} if {
	some record in input.records.organization
	some path in record.unclear
	startswith(path, "verifiedDomains.")
}
