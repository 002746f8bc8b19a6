# METADATA
# title: The list of invitation domains contradicts itself
# description: >-
#   The list names allowed and blocked domains at once, is longer than Microsoft takes, or holds something that is no
#   domain.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/allow-deny-list
#   description: Allow or block B2B collaboration with organizations
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [invitation_domains]
#   partners: []
#   remediation: Keep one of the two lists, with nothing but domains in it.
#   controls: []
package tenantlint.access.invitation_domains_contradictory

import data.tenantlint.invitations

# The whole policy, in characters.
longest := 25000

fail contains finding if {
	some list in invitations.lists
	list.allowed != []
	list.blocked != []
	finding := {
		"on": list.ref,
		"path": list.blocked[0].path,
		"message": sprintf("The list of invitation domains allows domains (%d) and blocks domains (%d) at once, and Microsoft takes one kind of list only", [count(list.allowed), count(list.blocked)]),
		"expected": "allowed or blocked domains",
		"actual": "both",
		"related": [{"on": list.ref, "path": list.allowed[0].path, "label": "the first allowed domain"}],
	}
}

fail contains finding if {
	some list in invitations.lists
	length := sum([size | some domain in array.concat(list.allowed, list.blocked); size := count(domain.name) + 3])
	length > longest
	finding := {
		"on": list.ref,
		"path": "definition",
		"message": sprintf("The list of invitation domains has at least %d characters, and Microsoft takes %d", [length, longest]),
		"expected": sprintf("at most %d", [longest]),
		"actual": sprintf("%d", [length]),
	}
}

# Casing and blanks don't count, and wildcards are not documented: what can't be a domain at all.
fail contains finding if {
	some list in invitations.lists
	some domain in array.concat(list.allowed, list.blocked)
	regex.match(`^[^\s@/:]+(\.[^\s@/:.]+)+$`, domain.name) == false
	finding := {
		"on": list.ref,
		"path": domain.path,
		"message": sprintf("The list of invitation domains holds `%s`, which is no domain, so it applies to nobody", [domain.name]),
		"level": "warning",
		"expected": "a domain such as fabrikam.com",
		"actual": domain.name,
	}
}

unknown contains {"on": list.ref, "path": path, "reason": "this part of the list of invitation domains is unknown"} if {
	some list in invitations.lists
	some path in list.unclear
}
