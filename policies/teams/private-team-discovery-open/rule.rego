# METADATA
# title: Everyone finds private teams in search
# description: >-
#   EnablePrivateTeamDiscovery is on in Global, so users see the names and descriptions of private teams, such as
#   those with partners.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamschannelspolicy
#   description: Set-CsTeamsChannelsPolicy
# - ref: https://learn.microsoft.com/microsoftteams/teams-policies
#   description: Manage channel policies in Microsoft Teams
# custom:
#   level: info
#   scope: policy
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Switch EnablePrivateTeamDiscovery off in Global.
#   controls: [ASD Blueprint]
package tenantlint.teams.private_team_discovery_open

fail contains finding if {
	some policy in judged
	some name in names
	object.get(policy.value, name, null) == true
	finding := {
		"on": policy.ref,
		"path": name,
		"message": sprintf("%s lets everyone without another policy find private teams in search", [policy.name]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": policy.ref, "reason": "EnablePrivateTeamDiscovery is not in the export, or could not be read"} if {
	some policy in judged
	every name in names {
		object.get(policy.value, name, null) == null
	}
}

applicable contains policy.ref if {
	some policy in judged
}

# The second is what it was called until 2022.
names := ["EnablePrivateTeamDiscovery", "AllowPrivateTeamDiscovery"]

judged contains policy if {
	some policy in input.policies
	policy.is_global == true
}
