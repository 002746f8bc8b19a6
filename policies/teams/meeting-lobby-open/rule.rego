# METADATA
# title: Outsiders skip the lobby of meetings
# description: >-
#   AutoAdmittedUsers of a meeting policy lets everybody in at once, or everybody of every organisation because
#   federation is open to all.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamsmeetingpolicy
#   description: Set-CsTeamsMeetingPolicy
# - ref: https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat
#   description: Manage external meetings and chat with people and organizations
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [meeting_policy]
#   partners: []
#   remediation: Set AutoAdmittedUsers to EveryoneInCompanyExcludingGuests in Global.
#   controls: [SCuBA MS.TEAMS.1.3v1, CIS M365 v7.0.0 8.5.3]
#   options:
#     accepted: {default: [EveryoneInCompany, EveryoneInCompanyExcludingGuests, InvitedUsers, OrganizerOnly], description: Values of AutoAdmittedUsers that this house accepts.}
package tenantlint.teams.meeting_lobby_open

import data.tenantlint.records

fail contains finding if {
	some policy in judged
	word := records.said(policy, "AutoAdmittedUsers")
	whom := outsiders(word)
	finding := object.union(
		{
			"on": policy.ref,
			"path": "AutoAdmittedUsers",
			"message": sprintf("%s lets %s into meetings without waiting in the lobby", [policy.name, whom]),
			"expected": concat(" or ", input.options.accepted),
			"actual": word,
		},
		records.weight(policy),
	)
}

unknown contains {"on": policy.ref, "reason": records.unsaid(policy, "AutoAdmittedUsers")} if {
	some policy in judged
	records.said(policy, "AutoAdmittedUsers") == null
}

unknown contains {"on": policy.ref, "path": "AutoAdmittedUsers", "reason": reason} if {
	some policy in judged
	records.said(policy, "AutoAdmittedUsers") == "EveryoneInSameAndFederatedCompany"
	unclear
	reason := sprintf("%s lets federated organisations skip the lobby, and which these are is unknown", [policy.name])
}

unknown contains {"on": input.tenant.ref, "reason": "what Global says is unknown: the export holds meeting policies, but not Global (AutoAdmittedUsers)"} if {
	records.lacks_global("meeting_policy") == true
}

# What the house accepts need not be judged.
judged contains policy if {
	some policy in records.own_policies("meeting_policy")
	every word in input.options.accepted {
		word != records.said(policy, "AutoAdmittedUsers")
	}
}

outsiders("Everyone") := "everybody, anonymous people too,"

outsiders("EveryoneInSameAndFederatedCompany") := "users of every organisation, for federation is open to all domains," if open_to_all

outsiders(word) := sprintf("more people than this house accepts (%s)", [word]) if word in {"EveryoneInCompany", "EveryoneInCompanyExcludingGuests", "InvitedUsers", "OrganizerOnly"}

open_to_all if {
	input.federation.settings.AllowFederatedUsers.value == true
	input.federation.allowed_domains.mode == "allow-all"
}

unclear if input.federation == null

unclear if {
	input.federation.settings.AllowFederatedUsers.value != false
	input.federation.allowed_domains.mode == "unknown"
}

unclear if {
	input.federation.settings.AllowFederatedUsers.value == null
	input.federation.allowed_domains.mode == "allow-all"
}
