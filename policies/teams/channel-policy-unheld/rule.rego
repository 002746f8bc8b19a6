# METADATA
# title: A channel policy is held by no group
# description: >-
#   A custom channel policy grants something about shared channels, and no group holds it: it is idle, or users
#   hold it directly, which no export shows.
# related_resources:
# - ref: https://learn.microsoft.com/microsoftteams/teams-policies
#   description: Manage channel policies in Microsoft Teams
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/get-csgrouppolicyassignment
#   description: Get-CsGroupPolicyAssignment
# custom:
#   level: info
#   scope: policy
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [assignments]
#   remediation: Assign the policy to the group that it was made for, or remove it.
#   controls: []
package tenantlint.teams.channel_policy_unheld

import data.tenantlint.lib

fail contains finding if {
	some policy in judged
	grants(policy) != []
	policy.assignments == []
	finding := {
		"on": policy.ref,
		"path": grants(policy)[0].path,
		"message": sprintf("%s lets its holders %s, and no group holds it: either it is idle, or users hold it directly and nobody sees who", [policy.name, concat(", ", [given.may | some given in grants(policy)])]),
		"expected": "held by a group",
		"actual": "held by no group",
	}
}

unknown contains {"on": policy.ref, "path": flag.path, "reason": lib.cannot_tell(name, flag)} if {
	some policy in judged
	policy.assignments == []
	grants(policy) == []
	some name, flag in policy.settings
	flag.value == null
}

applicable contains policy.ref if {
	some policy in judged
}

judged contains policy if {
	some policy in input.policies
	policy.is_global == false
	policy.is_template == false
}

grants(policy) := [{"path": flag.path, "may": may} |
	some name, may in allows
	flag := policy.settings[name]
	flag.value == true
]

allows := {
	"AllowSharedChannelCreation": "create shared channels",
	"AllowChannelSharingToExternalUser": "invite outsiders into them",
	"AllowUserToParticipateInExternalSharedChannel": "join shared channels of others",
}
