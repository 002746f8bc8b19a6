# METADATA
# title: Direct connect names a group that is not the partner's dedicated one
# description: >-
#   The register names a dedicated group for each partner: one of ours for outbound, one of theirs for inbound. Direct
#   connect lets in or out by another group. An export that shows groups by display name is held against the names in the
#   register.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-direct-connect
#   description: Set up B2B direct connect with an external organization
# - ref: https://learn.microsoft.com/microsoft-365/solutions/limit-invitations-from-specific-organization
#   description: Limit who can be invited by an organization
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: [direct_connect]
#   remediation: Name the group that the register entry lists under groups.ours (outbound) or groups.theirs (inbound), and keep guests out of it.
#   controls: []
package tenantlint.entra.direct_connect_group_not_dedicated

import data.tenantlint.lib

fail contains finding if {
	some one in doubtful
	one.target.fault in {"wrong-side", "shared", "not-dedicated"}
	finding := {
		"on": one.partner.ref,
		"path": one.target.path,
		"message": sprintf("%s: %s names group %s, %s", [one.partner.name, one.setting.title, one.target.id, fault(one.target, one.setting.direction)]),
		"actual": one.target.id,
	}
}

# Less grave: it is the right group, with the wrong people in it.
fail contains finding if {
	some one in doubtful
	one.target.fault == "guests"
	finding := {
		"on": one.partner.ref,
		"path": one.target.path,
		"level": "warning",
		"message": sprintf("%s: %s names group %s, which is for people of ours, and guests are in it: %d", [one.partner.name, one.setting.title, one.target.id, one.target.guests]),
		"actual": one.target.id,
	}
}

unknown contains {"on": one.partner.ref, "path": one.target.path, "reason": reason} if {
	some one in doubtful
	one.target.fault == "unknown"
	reason := sprintf("%s names group %s%s: %s", [one.setting.title, one.target.id, namesakes(one.target), one.target.reason])
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	partner.register != null
	some setting in partner.direct_connect
	setting.admits == "unknown"
}

applicable contains partner.ref if {
	some partner in input.partners
	partner.direct_connect != []
	partner.register != null
}

# Groups that are not, or may not be, the partner's own dedicated group. A default that names groups is one for all
# partners: default-direct-connect-open says so, once.
doubtful := [{"partner": partner, "setting": setting, "target": target} |
	some partner in input.partners
	partner.register != null
	some setting in partner.direct_connect
	setting.origin == "own"
	setting.users.access == "allowed"
	lib.opens(setting)
	some target in setting.users.targets
	target.fault != null
]

# Inbound lists hold ids of the partner's directory, outbound lists ids of ours.
wrong_side := {
	"inbound": "a group of our own directory, so it lets nobody in; ask the partner for the id of its group",
	"outbound": "a group of a partner's directory, so it lets nobody out; name our own group",
}

fault(target, direction) := wrong_side[direction] if {
	target.fault == "wrong-side"
} else := sprintf("which is also used for %s: whoever is added for one gets to both", [lib.list(target.shared_with)]) if {
	target.fault == "shared"
} else := "known by its display name only, and no dedicated group in the register has that name" if {
	target.by_name == true
} else := "which the register does not name as its dedicated group"

namesakes(target) := "" if target.shared_with == []

namesakes(target) := sprintf(" (the name also stands for %s)", [lib.list(target.shared_with)]) if target.shared_with != []
