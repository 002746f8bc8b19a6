# METADATA
# title: Everyone may create shared channels
# description: >-
#   Global lets every team owner create shared channels, while the tenant runs an internal pilot or its house rules keep
#   creation to named groups.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamschannelspolicy
#   description: Set-CsTeamsChannelsPolicy
# - ref: https://learn.microsoft.com/microsoftteams/shared-channels
#   description: Shared channels in Microsoft Teams
# custom:
#   level: warning
#   scope: policy
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Switch it off in Global and give a custom policy to the pilot group.
#   controls: []
#   options:
#     scopedCreation: {default: false, description: Keep creation to named groups in every phase.}
package tenantlint.teams.teams_shared_channel_creation_unscoped

import data.tenantlint.lib

fail contains finding if {
	some policy in judged
	flag := policy.settings.AllowSharedChannelCreation
	flag.value == true
	finding := {
		"on": policy.ref,
		"path": flag.path,
		"message": sprintf("%s lets every team owner without another policy create shared channels, but creation is meant for named groups", [policy.name]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": policy.ref, "path": flag.path, "reason": lib.cannot_tell("AllowSharedChannelCreation", flag)} if {
	some policy in judged
	flag := policy.settings.AllowSharedChannelCreation
	flag.value == null
}

applicable contains policy.ref if {
	some policy in judged
}

judged contains policy if {
	scoped
	some policy in input.policies
	policy.is_global == true
}

scoped if input.tenant.phase == "internal-pilot"

scoped if input.options.scopedCreation == true
