# METADATA
# title: Outbound direct connect names a group that may not join
# description: >-
#   Entra lets a group out into the partner's shared channels and shows the partner the contact data of its members, but the
#   channel policy of that group does not let them join.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamschannelspolicy
#   description: Set-CsTeamsChannelsPolicy
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [policies, assignments]
#   remediation: Use one dedicated group in both places, outbound direct connect and the policy that lets its members join.
#   controls: []
package tenantlint.teams.outbound_group_may_not_join

import data.tenantlint.lib

joining := "AllowUserToParticipateInExternalSharedChannel"

fail contains finding if {
	some partner in input.partners
	some target in groups(partner)
	some policy in held(target)
	flag := policy.settings[joining]
	flag.value == false
	finding := {
		"on": partner.ref,
		"path": target.path,
		"message": sprintf("%s: outbound direct connect names group %s, whose channel policy %s does not let it join shared channels of others", [partner.name, target.id, policy.name]),
		"actual": target.id,
		"related": [{"on": policy.ref, "path": flag.path, "label": "switched off here"}],
	}
}

fail contains finding if {
	input.teams.joining.open == "some"
	some partner in input.partners
	some target in groups(partner)
	held(target) == []
	doubts(target) == []
	finding := {
		"on": partner.ref,
		"path": target.path,
		"message": sprintf("%s: outbound direct connect names group %s, and only other groups hold a policy that lets them join shared channels of others", [partner.name, target.id]),
		"actual": target.id,
	}
}

unknown contains {"on": partner.ref, "path": target.path, "reason": reason} if {
	input.teams.joining.open == "some"
	some partner in input.partners
	some target in groups(partner)
	held(target) == []
	some doubt in doubts(target)
	reason := sprintf("group %s holds no channel policy of its own, and %s", [target.id, doubt])
}

unknown contains {"on": partner.ref, "path": target.path, "reason": reason} if {
	input.teams.joining.open == "unknown"
	some partner in input.partners
	some target in groups(partner)
	held(target) == []
	reason := sprintf("group %s holds no channel policy of its own, and whether everyone may join is unknown", [target.id])
}

unknown contains {"on": partner.ref, "path": target.path, "reason": reason} if {
	some partner in input.partners
	some target in groups(partner)
	some reason in unread(target)
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	input.teams.joining.open != "nobody"
	some partner in input.partners
	some setting in partner.direct_connect
	setting.direction == "outbound"
	setting.origin in {"own", "unknown"}
	setting.admits == "unknown"
}

applicable contains partner.ref if {
	input.teams.joining.open != "nobody"
	some partner in input.partners
	some setting in partner.direct_connect
	setting.direction == "outbound"
}

# The groups that the partner's own setting lets out. That nobody at all may join outbound-open-nobody-joins tells.
groups(partner) := [target |
	input.teams.joining.open != "nobody"
	some setting in partner.direct_connect
	setting.direction == "outbound"
	setting.origin == "own"
	lib.opens(setting)
	setting.users.access == "allowed"
	some target in setting.users.targets
	target.type == "group"
]

held(target) := [policy |
	some policy in input.policies
	some assignment in policy.assignments
	assignment.by_name == target.by_name
	lower(assignment.group) == lower(trim_space(target.id))
]

unread(target) := [lib.cannot_tell(joining, flag) |
	some policy in held(target)
	flag := policy.settings[joining]
	flag.value == null
]

# Ways in which its members may hold a policy that lets them join all the same.
doubts(target) := [reason |
	some policy in input.policies
	policy.is_global == false
	policy.is_template == false
	policy.settings[joining].value != false
	some reason in ways(policy, target)
]

ways(policy, _) := [lib.holders_unknown(policy)] if policy.assignments == []

ways(policy, target) := [reason |
	some assignment in policy.assignments
	reason := way(assignment, target)
] if policy.assignments != []

way(assignment, target) := sprintf("group %s is shown by name and the other by id", [assignment.group]) if {
	assignment.by_name != target.by_name
} else := sprintf("group %s is no partner's dedicated group, so its members may be in both", [assignment.group]) if {
	assignment.approved != true
}
