# METADATA
# title: Collaboration reaches further than the register agrees
# description: >-
#   The partner's own collaboration setting reaches applications that its tier in the register does not name. The option
#   `groups` also asks for the groups that the register keeps for the partner.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration
#   description: Configure cross-tenant access settings for B2B collaboration
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   remediation: Allow the applications of the partner's tier only, for a group.
#   controls: [NIST 800-53 AC-6]
#   options:
#     groups: {default: ignore, oneOf: [ignore, require], description: Whether collaboration open to everybody is wrong for a partner whose register entry names groups for that direction.}
package tenantlint.entra.collaboration_unscoped

import data.tenantlint.lib

names := ["b2bCollaborationInbound", "b2bCollaborationOutbound"]

fail contains finding if {
	some partner in input.partners
	applications_agreed(partner)
	some name in names
	setting := partner.settings[name]
	setting.origin == "own"
	lib.opens(setting)
	setting.applications_beyond != []
	finding := {
		"on": partner.ref,
		"path": setting.applications.path,
		"message": sprintf("%s: %s reaches more than the applications of its tier in the register: %s", [partner.name, setting.title, lib.list(setting.applications_beyond)]),
		"expected": lib.list(partner.register.tier_terms.applications),
		"actual": lib.list(setting.applications_beyond),
	}
}

fail contains finding if {
	input.options.groups == "require"
	some partner in input.partners
	some name in names
	group_demanded(partner, name)
	setting := partner.settings[name]
	setting.origin == "own"
	setting.admits == "everybody"
	finding := {
		"on": partner.ref,
		"path": setting.users.path,
		"message": sprintf("%s: %s is open to everybody, though the register keeps a group for the partner", [partner.name, setting.title]),
		"expected": "groups",
		"actual": "everybody",
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	some name in names
	setting := partner.settings[name]
	setting.admits == "unknown"
	setting.origin in {"own", "unknown"}
	narrowed(partner, name)
}

applicable contains partner.ref if {
	some partner in input.partners
	applications_agreed(partner)
}

applicable contains partner.ref if {
	input.options.groups == "require"
	some partner in input.partners
	some name in names
	group_demanded(partner, name)
}

side := {"b2bCollaborationInbound": "theirs", "b2bCollaborationOutbound": "ours"}

narrowed(partner, _) if applications_agreed(partner)

narrowed(partner, name) if group_demanded(partner, name)

# A tier that names no applications agrees nothing about them.
applications_agreed(partner) if {
	partner.register.approved == true
	partner.register.tier_terms.applications != null
}

group_demanded(partner, name) if {
	input.options.groups == "require"
	partner.register.approved == true
	groups := partner.register.groups
	count(groups[side[name]]) + count(groups.names[side[name]]) > 0
}
