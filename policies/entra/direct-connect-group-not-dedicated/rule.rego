# METADATA
# title: Direct connect names a group that is not the partner's dedicated one
# description: >-
#   The register names a dedicated group for each partner: one of ours for outbound, one of theirs for inbound. Direct
#   connect lets in or out by another group.
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
#   remediation: Name the group that the register entry lists under groups.ours (outbound) or groups.theirs (inbound).
#   controls: []
package tenantlint.entra.direct_connect_group_not_dedicated

import data.tenantlint.lib

settings := ["b2bDirectConnectInbound", "b2bDirectConnectOutbound"]

fail contains finding if {
	some partner in input.partners
	partner.register != null
	some name in settings
	setting := partner.settings[name]
	setting.admits in {"listed", "everybody"}
	setting.users.access == "allowed"
	some target in setting.users.targets
	target.type == "group"
	said(target) != sound[setting.direction]
	finding := {
		"on": partner.ref,
		"path": target.path,
		"message": sprintf("%s: %s names group %s, %s", [partner.name, setting.title, target.id, fault(target, setting.direction)]),
		"actual": target.id,
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	partner.register != null
	some name in settings
	setting := partner.settings[name]
	setting.admits == "unknown"
}

applicable contains partner.ref if {
	some partner in input.partners
	partner.register != null
}

# What is said of a dedicated group in its place, and of no other.
sound := {"inbound": [false, true, [], [], []], "outbound": [true, false, [], [], []]}

said(target) := [target.in_ours, target.in_theirs, target.ours_elsewhere, target.theirs_elsewhere, target.used_by]

# The gravest fault of a group.
fault(target, direction) := wrong_side[direction] if {
	misplaced(target, direction)
} else := sprintf("which is also used for %s: whoever is added for one gets to both", [lib.list(others(target, direction))]) if {
	others(target, direction) != []
} else := "which the register does not name as its dedicated group"

# Inbound lists hold ids of the partner's directory, outbound lists ids of ours.
wrong_side := {
	"inbound": "a group of our own directory, so it lets nobody in; ask the partner for the id of its group",
	"outbound": "a group of a partner's directory, so it lets nobody out; name our own group",
}

misplaced(target, "inbound") if target.in_ours == true

misplaced(target, "inbound") if target.ours_elsewhere != []

misplaced(target, "outbound") if target.in_theirs == true

misplaced(target, "outbound") if target.theirs_elsewhere != []

# Who else uses the group, on its own side.
others(target, "inbound") := union_of(target.theirs_elsewhere, target.used_by)

others(target, "outbound") := union_of(target.ours_elsewhere, target.used_by)

union_of(these, those) := sort({name | some name in array.concat(these, those)})
