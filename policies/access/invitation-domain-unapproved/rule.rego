# METADATA
# title: A domain of no approved partner may be invited
# description: >-
#   The list of invitation domains allows a domain that no approved register entry names, so guests may be invited from
#   there although nobody approved that partner.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/allow-deny-list
#   description: Allow or block B2B collaboration with organizations
# custom:
#   level: warning
#   levels: {strict: error}
#   scope: tenant
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [invitation_domains, register]
#   partners: []
#   remediation: Take the domain off the list, or have the partner approved with that domain in its register entry.
#   controls: [SCuBA MS.AAD.8.3v1]
package tenantlint.access.invitation_domain_unapproved

import data.tenantlint.invitations
import data.tenantlint.lib

partners := [entry | some entry in input.register.entries; entry.tenant_id != input.tenant.id]

approved := [entry | some entry in partners; entry.approved == true]

# The tenant itself may stand in a register that it shares with others.
ourselves := [entry | some entry in input.register.entries; entry.tenant_id == input.tenant.id]

expected := invitations.ours | {domain |
	some entry in array.concat(approved, ourselves)
	some domain in invitations.of_entry(entry)
}

nameless := [entry.name | some entry in approved; invitations.of_entry(entry) == set()]

# Allowed domains that are neither an approved partner's nor ours.
strangers := [{"list": list, "domain": domain, "others": others} |
	some list in invitations.lists
	some domain in list.allowed
	[known | some known in expected; invitations.within(domain.name, {known})] == []
	others := [entry |
		some entry in partners
		entry.approved == false
		invitations.within(domain.name, invitations.of_entry(entry))
	]
]

fail contains finding if {
	some stranger in strangers
	stranger.others != []
	entry := stranger.others[0]
	finding := {
		"on": stranger.list.ref,
		"path": stranger.domain.path,
		"message": sprintf("Guests may be invited from `%s`, the domain of %s, which is %s in the register", [stranger.domain.name, entry.name, entry.status]),
		"expected": "the domain of an approved partner",
		"actual": entry.status,
		"related": [{"on": entry.ref, "path": "status", "label": sprintf("the register says %s", [entry.status])}],
	}
}

fail contains finding if {
	some stranger in strangers
	stranger.others == []
	nameless == []
	finding := {
		"on": stranger.list.ref,
		"path": stranger.domain.path,
		"message": sprintf("Guests may be invited from `%s`, and no register entry names that domain", [stranger.domain.name]),
		"expected": "the domain of an approved partner",
		"actual": "nobody's",
	}
}

unknown contains {"on": stranger.list.ref, "path": stranger.domain.path, "reason": reason} if {
	some stranger in strangers
	stranger.others == []
	nameless != []
	reason := sprintf("`%s` may belong to a partner whose register entry names no domains: %s", [stranger.domain.name, lib.list(nameless)])
}

unknown contains {"on": list.ref, "path": path, "reason": "this part of the list of invitation domains is unknown"} if {
	some list in invitations.lists
	some path in list.unclear
}
