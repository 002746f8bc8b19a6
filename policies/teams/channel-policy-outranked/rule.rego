# METADATA
# title: A channel policy that takes away is outranked by one that grants
# description: >-
#   A policy is there to take something away from a group, but another that grants it has a better rank, so whoever
#   is in both groups keeps it.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/new-csgrouppolicyassignment
#   description: New-CsGroupPolicyAssignment
# - ref: https://learn.microsoft.com/microsoftteams/teams-policies
#   description: Manage channel policies in Microsoft Teams
# custom:
#   level: info
#   levels: {strict: warning}
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [policies, assignments]
#   partners: []
#   remediation: Give the policy that takes away the better rank.
#   controls: []
package tenantlint.teams.channel_policy_outranked

import data.tenantlint.lib

# It gives nothing that Global does not give: it can only be there to take away.
restricting contains policy if {
	some policy in input.policies
	some everyone in input.policies
	everyone.is_global == true
	every name, flag in policy.settings {
		adds_nothing(flag, object.get(everyone.settings, name, null))
	}
}

adds_nothing(flag, _) if flag.value == false

adds_nothing(flag, over) if {
	flag.value == true
	over.value == true
}

fail contains finding if {
	some policy in restricting
	some own in policy.assignments
	winners := [{"on": winner.ref, "path": better.path, "label": sprintf("rank %d grants it", [better.rank])} |
		some winner in input.policies
		some better in winner.assignments
		better.rank != null
		better.rank < own.rank
		some name, flag in winner.settings
		flag.value == true
		policy.settings[name].value == false
	]
	winners != []
	finding := {
		"on": policy.ref,
		"path": own.path,
		"message": sprintf("%s takes something away from group %s at rank %d, but a policy that grants it has a better rank, so whoever is in both groups keeps it", [policy.name, own.group, own.rank]),
		"actual": sprintf("rank %d", [own.rank]),
		"related": array.slice(winners, 0, 1),
	}
}

unknown contains {"on": policy.ref, "path": flag.path, "reason": lib.cannot_tell(name, flag)} if {
	count(held) > 1
	some policy in held | global
	some name, flag in policy.settings
	flag.value == null
}

unknown contains {"on": policy.ref, "path": own.path, "reason": sprintf("the rank of group %s is unknown", [own.group])} if {
	count(held) > 1
	some policy in held
	some own in policy.assignments
	own.rank == null
}

unknown contains {"on": input.tenant.ref, "reason": "what a policy takes away is unknown: the export holds no Global policy"} if {
	count(held) > 1
	count(global) == 0
}

held := {policy | some policy in input.policies; policy.assignments != []}

global := {policy | some policy in input.policies; policy.is_global == true}
