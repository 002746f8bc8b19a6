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
#   partners: [direct_connect]
#   remediation: Use one dedicated group in both places, outbound direct connect and the policy that lets its members join.
#   controls: []
package tenantlint.teams.outbound_group_may_not_join

import data.tenantlint.lib

joining := "AllowUserToParticipateInExternalSharedChannel"

fail contains finding if {
	some outlet in outlets
	some policy in outlet.held
	flag := policy.settings[joining]
	flag.value == false
	finding := {
		"on": outlet.partner.ref,
		"path": outlet.group.path,
		"message": sprintf("%s: outbound direct connect names group %s, whose channel policy %s does not let it join shared channels of others", [outlet.partner.name, outlet.group.id, policy.name]),
		"actual": outlet.group.id,
		"related": [{"on": policy.ref, "path": flag.path, "label": "switched off here"}],
	}
}

fail contains finding if {
	input.teams.joining.open == "some"
	some outlet in outlets
	outlet.held == []
	doubts[outlet.group.by_name] == []
	finding := {
		"on": outlet.partner.ref,
		"path": outlet.group.path,
		"message": sprintf("%s: outbound direct connect names group %s, and only other groups hold a policy that lets them join shared channels of others", [outlet.partner.name, outlet.group.id]),
		"actual": outlet.group.id,
	}
}

unknown contains {"on": outlet.partner.ref, "path": outlet.group.path, "reason": reason} if {
	input.teams.joining.open == "some"
	some outlet in outlets
	outlet.held == []
	some doubt in doubts[outlet.group.by_name]
	reason := sprintf("group %s holds no channel policy of its own, and %s", [outlet.group.id, doubt])
}

unknown contains {"on": outlet.partner.ref, "path": outlet.group.path, "reason": reason} if {
	input.teams.joining.open == "unknown"
	some outlet in outlets
	outlet.held == []
	reason := sprintf("group %s holds no channel policy of its own, and whether everyone may join is unknown", [outlet.group.id])
}

unknown contains {"on": outlet.partner.ref, "path": outlet.group.path, "reason": reason} if {
	input.teams.joining.open == "everyone"
	some outlet in outlets
	outlet.held == []
	some taking in takings[outlet.group.by_name]
	reason := sprintf("whether policy %s takes joining from group %s is unknown: %s", [taking.policy, outlet.group.id, taking.doubt])
}

unknown contains {"on": outlet.partner.ref, "path": outlet.group.path, "reason": lib.cannot_tell(joining, flag)} if {
	some outlet in outlets
	some policy in outlet.held
	flag := policy.settings[joining]
	flag.value == null
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	input.teams.joining.open != "nobody"
	some partner in input.partners
	some setting in partner.direct_connect
	setting.admits == "unknown"
	setting.direction == "outbound"
	setting.origin in {"own", "unknown"}
}

applicable contains partner.ref if {
	input.teams.joining.open != "nobody"
	some partner in input.partners
	some setting in partner.direct_connect
	setting.direction == "outbound"
}

# The groups that partners' own settings let out, each with the policies it holds. That nobody at all may join
# outbound-open-nobody-joins tells.
outlets := [{"partner": partner, "group": target, "held": held(target)} |
	input.teams.joining.open != "nobody"
	some partner in input.partners
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

# Ways in which members of a group, known by name or by id, may hold a policy that lets them join all the same.
doubts := {by_name: reasons |
	some by_name in [true, false]
	reasons := [reason |
		some policy in input.policies
		policy.is_global == false
		policy.is_template == false
		policy.settings[joining].value != false
		some reason in ways(policy, by_name)
	]
}

ways(policy, _) := [lib.holders_unknown(policy)] if policy.assignments == []

ways(policy, by_name) := {way(assignment, by_name) | some assignment in policy.assignments} if policy.assignments != []

# Assignments of policies that take joining away, which may be those of a group that is known by name or by id.
takings := {by_name: found |
	some by_name in [true, false]
	found := {{"policy": policy.name, "doubt": may_be_it(assignment, by_name)} |
		some policy in input.policies
		policy.is_global == false
		policy.is_template == false
		policy.settings[joining].value != true
		some assignment in policy.assignments
	}
}

may_be_it(assignment, _) := "the export does not tell which group holds it" if nameless(assignment)

may_be_it(assignment, by_name) := sprintf("group %s is shown by name and the other by id", [assignment.group]) if {
	assignment.by_name == true
	by_name == false
}

may_be_it(assignment, by_name) := sprintf("group %s is shown by id and the other by name", [assignment.group]) if {
	assignment.by_name == false
	by_name == true
	assignment.group != untold_group
}

# What stands for a group that the file does not tell.
untold_group := "without a name"

nameless(assignment) if {
	assignment.group == untold_group
	assignment.by_name == false
}

way(assignment, by_name) := "the export does not tell which group holds one that lets people join" if {
	nameless(assignment)
} else := sprintf("group %s is shown by name and the other by id", [assignment.group]) if {
	assignment.by_name != by_name
} else := sprintf("group %s is no partner's dedicated group, so its members may be in both", [assignment.group]) if {
	assignment.approved != true
}
