# METADATA
# title: A group may join shared channels of others, but Entra lets it out to nobody
# description: >-
#   A channel policy lets an approved group join shared channels of other organisations, and no partner's outbound direct
#   connect names the group.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamschannelspolicy
#   description: Set-CsTeamsChannelsPolicy
# custom:
#   level: info
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [default, partners, register, policies, assignments]
#   partners: [direct_connect]
#   remediation: Use one dedicated group in both places, or take the policy from the group.
#   controls: []
package tenantlint.teams.joining_group_not_let_out

import data.tenantlint.lib

joining := "AllowUserToParticipateInExternalSharedChannel"

fail contains finding if {
	hidden == []
	some holder in holders
	holder.flag.value == true
	holder.approved == true
	holder.doubt == false
	finding := {
		"on": holder.policy.ref,
		"path": holder.path,
		"message": sprintf("%s lets group %s join shared channels of others, but outbound direct connect is open for other groups only", [holder.policy.name, holder.group]),
		"expected": "groups that outbound direct connect names",
		"actual": holder.group,
		"related": [
			{"on": holder.policy.ref, "path": holder.flag.path, "label": "switched on here"},
			{"on": doors[0].on, "path": doors[0].setting.path, "label": "outbound direct connect is open here"},
		],
	}
}

unknown contains {"on": holder.policy.ref, "path": holder.path, "reason": reason} if {
	some holder in holders
	holder.flag.value == true
	holder.approved == true
	holder.doubt == true
	reason := sprintf("whether outbound direct connect names group %s is unknown: one is shown by name and the other by id", [holder.group])
}

unknown contains {"on": holder.policy.ref, "path": holder.path, "reason": reason} if {
	some holder in holders
	holder.flag.value == true
	holder.approved == null
	reason := sprintf("whether group %s is approved is unknown: %s", [holder.group, holder.reason])
}

unknown contains {"on": holder.policy.ref, "path": holder.flag.path, "reason": lib.cannot_tell(joining, holder.flag)} if {
	some holder in holders
	holder.flag.value == null
}

unknown contains {"on": door.on, "path": door.setting.path, "reason": lib.cannot_tell(door.setting.title, door.setting)} if {
	some holder in holders
	holder.flag.value == true
	some door in hidden
}

# Groups that a custom policy may let join, and that no outbound direct connect is known to name. A group that is not approved
# is the matter of teams-external-joining-open.
holders := [holder |
	some policy in input.policies
	count(doors) + count(hidden) > 0
	wide == []
	input.teams.joining.open != "everyone"
	policy.is_global == false
	policy.is_template == false
	flag := policy.settings[joining]
	flag.value != false
	some assignment in policy.assignments
	assignment.approved != false
	{[assignment.by_name, lower(trim_space(assignment.group))]} & let_out == set()
	other := [id | some [by_name, id] in let_out; by_name != assignment.by_name]
	holder := {
		"policy": policy, "flag": flag, "group": assignment.group, "path": assignment.path, "doubt": other != [],
		"approved": assignment.approved, "reason": assignment.reason,
	}
]

let_out := {[target.by_name, lower(trim_space(target.id))] |
	some door in doors
	some target in door.setting.users.targets
	target.type == "group"
}

# Whoever is not shut out; when nobody is let out at all, shared-channel-switch-dormant tells.
doors := [{"on": subject.ref, "setting": setting} |
	some subject in lib.judged
	setting := subject.settings.b2bDirectConnectOutbound
	lib.opens(setting)
]

# Where more than groups get through, the group may be among them.
wide := [door | some door in doors; door.setting.scope != "groups"]

hidden := [{"on": subject.ref, "setting": setting} |
	some subject in lib.judged
	setting := subject.settings.b2bDirectConnectOutbound
	setting.admits == "unknown"
]
