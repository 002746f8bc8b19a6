# METADATA
# title: Anonymous people may start meetings
# description: >-
#   AllowAnonymousUsersToStartMeeting is on in a meeting policy, so a meeting may run without anybody of ours in
#   it.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamsmeetingpolicy
#   description: Set-CsTeamsMeetingPolicy
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [meeting_policy]
#   partners: []
#   remediation: Switch AllowAnonymousUsersToStartMeeting off in Global.
#   controls: [SCuBA MS.TEAMS.1.2v2]
package tenantlint.teams.meeting_anonymous_start

import data.tenantlint.records

fail contains finding if {
	some policy in records.own_policies("meeting_policy")
	records.said(policy, "AllowAnonymousUsersToStartMeeting") == true
	finding := object.union(
		{
			"on": policy.ref,
			"path": "AllowAnonymousUsersToStartMeeting",
			"message": sprintf("%s lets anonymous people start a meeting before anybody of ours is in it", [policy.name]),
			"expected": "false",
			"actual": "true",
		},
		records.weight(policy),
	)
}

unknown contains {"on": policy.ref, "reason": records.unsaid(policy, "AllowAnonymousUsersToStartMeeting")} if {
	some policy in records.own_policies("meeting_policy")
	records.said(policy, "AllowAnonymousUsersToStartMeeting") == null
}

unknown contains {"on": input.tenant.ref, "reason": "what Global says is unknown: the export holds meeting policies, but not Global (AllowAnonymousUsersToStartMeeting)"} if {
	records.lacks_global("meeting_policy") == true
}
