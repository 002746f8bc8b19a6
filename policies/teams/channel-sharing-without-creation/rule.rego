# METADATA
# title: Outsiders may be invited into shared channels that nobody may create
# description: >-
#   AllowChannelSharingToExternalUser is on while AllowSharedChannelCreation is off, which has next to no effect
#   and is misread as external sharing.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamschannelspolicy
#   description: Set-CsTeamsChannelsPolicy
# - ref: https://learn.microsoft.com/microsoftteams/teams-policies
#   description: Manage channel policies in Microsoft Teams
# custom:
#   level: info
#   scope: policy
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Switch both on, or both off.
#   controls: []
package tenantlint.teams.channel_sharing_without_creation

import data.tenantlint.lib

fail contains finding if {
	some policy in judged
	sharing := policy.settings.AllowChannelSharingToExternalUser
	creation := policy.settings.AllowSharedChannelCreation
	sharing.value == true
	creation.value == false
	finding := {
		"on": policy.ref,
		"path": sharing.path,
		"message": sprintf("%s lets its holders invite outsiders into shared channels, but not create any: it has an effect only in channels they own already", [policy.name]),
		"expected": "false, or creation true",
		"actual": "true",
		"related": [{"on": policy.ref, "path": creation.path, "label": "creation is off"}],
	}
}

unknown contains {"on": policy.ref, "path": flag.path, "reason": lib.cannot_tell("AllowChannelSharingToExternalUser", flag)} if {
	some policy in judged
	flag := policy.settings.AllowChannelSharingToExternalUser
	flag.value == null
	policy.settings.AllowSharedChannelCreation.value == false
}

unknown contains {"on": policy.ref, "path": flag.path, "reason": lib.cannot_tell("AllowSharedChannelCreation", flag)} if {
	some policy in judged
	flag := policy.settings.AllowSharedChannelCreation
	flag.value == null
	policy.settings.AllowChannelSharingToExternalUser.value in {true, null}
}

applicable contains policy.ref if {
	some policy in judged
}

judged contains policy if {
	some policy in input.policies
	policy.is_template == false
}
