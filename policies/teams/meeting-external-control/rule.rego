# METADATA
# title: External participants may take control of a shared screen
# description: >-
#   AllowExternalParticipantGiveRequestControl is on in a meeting policy, so outsiders may steer what our users
#   share.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamsmeetingpolicy
#   description: Set-CsTeamsMeetingPolicy
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [meeting_policy]
#   partners: []
#   remediation: Switch AllowExternalParticipantGiveRequestControl off in Global.
#   controls: [SCuBA MS.TEAMS.1.1v1]
package tenantlint.teams.meeting_external_control

import data.tenantlint.records

fail contains finding if {
	some policy in records.own_policies("meeting_policy")
	records.said(policy, "AllowExternalParticipantGiveRequestControl") == true
	finding := object.union(
		{
			"on": policy.ref,
			"path": "AllowExternalParticipantGiveRequestControl",
			"message": sprintf("%s lets external participants take control of what our users share", [policy.name]),
			"expected": "false",
			"actual": "true",
		},
		records.weight(policy),
	)
}

unknown contains {"on": policy.ref, "reason": records.unsaid(policy, "AllowExternalParticipantGiveRequestControl")} if {
	some policy in records.own_policies("meeting_policy")
	records.said(policy, "AllowExternalParticipantGiveRequestControl") == null
}

unknown contains {"on": input.tenant.ref, "reason": "what Global says is unknown: the export holds meeting policies, but not Global (AllowExternalParticipantGiveRequestControl)"} if {
	records.lacks_global("meeting_policy") == true
}
