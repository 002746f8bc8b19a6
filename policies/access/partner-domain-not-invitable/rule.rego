# METADATA
# title: An approved partner's domain can't be invited
# description: >-
#   The register lets a partner in by collaboration, and the list of invitation domains blocks its domain or allows none of
#   its domains. That list is asked first, so invitations fail.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/allow-deny-list
#   description: Allow or block B2B collaboration with organizations
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [invitation_domains, register]
#   partners: []
#   remediation: Take the domain off the blocked domains, or add it to the allowed ones.
#   controls: []
package tenantlint.access.partner_domain_not_invitable

import data.tenantlint.invitations

# Entries that name what they allow, and guests are in it. The tenant itself may stand in a register that it shares.
invited := [entry |
	some entry in input.register.entries
	entry.approved == true
	"collaboration-inbound" in entry.allow
	entry.tenant_id != input.tenant.id
]

fail contains finding if {
	some list in invitations.lists
	some entry in invited
	some domain in list.blocked
	domain.name in invitations.of_entry(entry)
	finding := {
		"on": list.ref,
		"path": domain.path,
		"message": sprintf("%s: its users may come in by collaboration, but invitations to `%s` are blocked", [entry.name, domain.name]),
		"expected": "not blocked",
		"actual": "blocked",
		"related": [{"on": entry.ref, "path": "allow", "label": "allows inbound collaboration"}],
	}
}

fail contains finding if {
	some list in invitations.lists
	list.allowed != []
	list.unclear == []
	some entry in invited
	theirs := invitations.of_entry(entry)
	theirs != set()
	theirs & (invitations.names(list.allowed) | invitations.names(list.blocked)) == set()
	finding := {
		"on": list.ref,
		"path": "definition",
		"message": sprintf("%s: its users may come in by collaboration, but none of its domains may be invited: %s", [entry.name, concat(", ", theirs)]),
		"expected": "one of its domains allowed",
		"actual": "other domains only",
		"related": [{"on": entry.ref, "path": "domains", "label": "its domains"}],
	}
}

unknown contains {"on": entry.ref, "path": "", "reason": sprintf("whether %s may be invited is unknown: its register entry names no domains", [entry.name])} if {
	some list in invitations.lists
	array.concat(list.allowed, list.blocked) != []
	some entry in invited
	invitations.of_entry(entry) == set()
}

unknown contains {"on": list.ref, "path": path, "reason": "this part of the list of invitation domains is unknown"} if {
	invited != []
	some list in invitations.lists
	some path in list.unclear
}
