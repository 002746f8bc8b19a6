# METADATA
# title: Anonymous people may join meetings
# description: >-
#   AllowAnonymousUsersToJoinMeeting is on in a meeting policy, so whoever has the link comes in under any name.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamsmeetingpolicy
#   description: Set-CsTeamsMeetingPolicy
# custom:
#   level: warning
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [meeting_policy]
#   partners: []
#   remediation: Switch AllowAnonymousUsersToJoinMeeting off in Global.
#   controls: []
package tenantlint.teams.meeting_anonymous_join

import data.tenantlint.records

fail contains finding if {
	some policy in records.own_policies("meeting_policy")
	records.said(policy, "AllowAnonymousUsersToJoinMeeting") == true
	finding := object.union(
		{
			"on": policy.ref,
			"path": "AllowAnonymousUsersToJoinMeeting",
			"message": sprintf("%s lets anonymous people join meetings under any name", [policy.name]),
			"expected": "false",
			"actual": "true",
		},
		records.weight(policy),
	)
}

unknown contains {"on": policy.ref, "reason": records.unsaid(policy, "AllowAnonymousUsersToJoinMeeting")} if {
	some policy in records.own_policies("meeting_policy")
	records.said(policy, "AllowAnonymousUsersToJoinMeeting") == null
}

unknown contains {"on": input.tenant.ref, "reason": "what Global says is unknown: the export holds meeting policies, but not Global (AllowAnonymousUsersToJoinMeeting)"} if {
	records.lacks_global("meeting_policy") == true
}
