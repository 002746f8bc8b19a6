# METADATA
# title: Our users may chat in meetings of organisations that are not trusted
# description: >-
#   AllowExternalNonTrustedMeetingChat is on in a meeting policy, so our users read and write chats that a stranger
#   keeps.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamsmeetingpolicy
#   description: Set-CsTeamsMeetingPolicy
# custom:
#   level: info
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [meeting_policy]
#   partners: []
#   remediation: Switch AllowExternalNonTrustedMeetingChat off in Global.
#   controls: [CIS M365 v7.0.0 8.5.8]
package tenantlint.teams.meeting_chat_untrusted

import data.tenantlint.records

fail contains finding if {
	some policy in records.own_policies("meeting_policy")
	records.said(policy, "AllowExternalNonTrustedMeetingChat") == true
	finding := object.union(
		{
			"on": policy.ref,
			"path": "AllowExternalNonTrustedMeetingChat",
			"message": sprintf("%s lets its holders chat in meetings of organisations that are not trusted", [policy.name]),
			"expected": "false",
			"actual": "true",
		},
		records.weight(policy),
	)
}

unknown contains {"on": policy.ref, "reason": records.unsaid(policy, "AllowExternalNonTrustedMeetingChat")} if {
	some policy in records.own_policies("meeting_policy")
	records.said(policy, "AllowExternalNonTrustedMeetingChat") == null
}

unknown contains {"on": input.tenant.ref, "reason": "what Global says is unknown: the export holds meeting policies, but not Global (AllowExternalNonTrustedMeetingChat)"} if {
	records.lacks_global("meeting_policy") == true
}
