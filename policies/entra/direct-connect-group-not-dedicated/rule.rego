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
#   remediation: Name the group that the register entry lists under groups.ours (outbound) or groups.theirs (inbound), and keep guests out of it.
#   controls: []
package tenantlint.entra.direct_connect_group_not_dedicated

import data.tenantlint.lib

fail contains finding if {
	some partner in input.partners
	partner.register != null
	some setting in partner.direct_connect
	judged(setting)
	some target in setting.users.targets
	target.fault in {"wrong-side", "shared", "not-dedicated"}
	finding := {
		"on": partner.ref,
		"path": target.path,
		"message": sprintf("%s: %s names group %s, %s", [partner.name, setting.title, target.id, fault(target, setting.direction)]),
		"actual": target.id,
	}
}

# Less grave: it is the right group, with the wrong people in it.
fail contains finding if {
	some partner in input.partners
	partner.register != null
	some setting in partner.direct_connect
	judged(setting)
	some target in setting.users.targets
	target.fault == "guests"
	finding := {
		"on": partner.ref,
		"path": target.path,
		"level": "warning",
		"message": sprintf("%s: %s names group %s, which is for people of ours, and guests are in it: %d", [partner.name, setting.title, target.id, target.guests]),
		"actual": target.id,
	}
}

unknown contains {"on": partner.ref, "path": target.path, "reason": reason} if {
	some partner in input.partners
	partner.register != null
	some setting in partner.direct_connect
	judged(setting)
	some target in setting.users.targets
	target.fault == "unknown"
	reason := sprintf("%s names group %s%s: %s", [setting.title, target.id, namesakes(target), target.reason])
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	partner.register != null
	some setting in partner.direct_connect
	setting.admits == "unknown"
}

applicable contains partner.ref if {
	some partner in input.partners
	partner.register != null
}

# A default that names groups is one for all partners: default-direct-connect-open says so, once.
judged(setting) if {
	setting.origin == "own"
	setting.admits in {"listed", "everybody"}
	setting.users.access == "allowed"
}

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
