# METADATA
# title: More people than agreed may invite outsiders into shared channels
# description: >-
#   AllowChannelSharingToExternalUser is on in Global, or in a policy held by a group that nobody approved.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamschannelspolicy
#   description: Set-CsTeamsChannelsPolicy
# - ref: https://learn.microsoft.com/microsoftteams/teams-policies
#   description: Manage channel policies in Microsoft Teams
# custom:
#   level: error
#   scope: policy
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Switch it off in Global and give a custom policy to the approved groups.
#   controls: []
#   options:
#     groups: {default: [], description: Object ids of groups that may hold such a policy besides the partners' own groups; display names where the export shows those.}
package tenantlint.teams.teams_external_sharing_open

import data.tenantlint.lib

fail contains finding if {
	some policy in input.policies
	policy.is_global == true
	flag := policy.settings.AllowChannelSharingToExternalUser
	flag.value == true
	finding := {
		"on": policy.ref,
		"path": flag.path,
		"message": sprintf("%s lets everyone without another policy invite outsiders into shared channels", [policy.name]),
		"expected": "false",
		"actual": "true",
	}
}

fail contains finding if {
	some policy in held_by_some
	flag := policy.settings.AllowChannelSharingToExternalUser
	flag.value == true
	some assignment in policy.assignments
	lib.unapproved_group(assignment)
	finding := {
		"on": policy.ref,
		"path": assignment.path,
		"message": sprintf("%s lets group %s invite outsiders into shared channels, and no approved partner or option names that group", [policy.name, assignment.group]),
		"actual": assignment.group,
		"related": [{"on": policy.ref, "path": flag.path, "label": "switched on here"}],
	}
}

unknown contains {"on": policy.ref, "path": flag.path, "reason": lib.cannot_tell("AllowChannelSharingToExternalUser", flag)} if {
	some policy in input.policies
	policy.is_template == false
	flag := policy.settings.AllowChannelSharingToExternalUser
	flag.value == null
}

unknown contains {"on": policy.ref, "path": flag.path, "reason": reason} if {
	some policy in held_by_some
	flag := policy.settings.AllowChannelSharingToExternalUser
	flag.value == true
	reason := lib.holders_unknown(policy)
}

unknown contains {"on": policy.ref, "path": assignment.path, "reason": reason} if {
	some policy in held_by_some
	flag := policy.settings.AllowChannelSharingToExternalUser
	flag.value == true
	some assignment in policy.assignments
	reason := lib.group_unknown(assignment)
}

applicable contains policy.ref if {
	some policy in input.policies
	policy.is_template == false
}

held_by_some contains policy if {
	some policy in input.policies
	policy.is_global == false
	policy.is_template == false
}
