# METADATA
# title: Teams federation is open to every domain
# description: Users of every other organisation can find our users in Teams, chat with them and call them.
# related_resources:
# - ref: https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat
#   description: Manage external meetings and chat with people and organizations
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-cstenantfederationconfiguration
#   description: Set-CsTenantFederationConfiguration
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [federation]
#   partners: []
#   remediation: Allow the domains of the partners by name.
#   controls: [SCuBA MS.TEAMS.2.1v2, CIS M365 v7.0.0 8.2.1]
package tenantlint.teams.teams_federation_open

import data.tenantlint.lib

switch := input.federation.settings.AllowFederatedUsers

domains := input.federation.allowed_domains

fail contains finding if {
	switch.value == true
	domains.mode == "allow-all"
	finding := {
		"on": input.federation.ref,
		"path": domains.path,
		"message": "Teams federation is open to every domain, so anyone elsewhere can find and contact our users",
		"expected": "a list of domains",
		"actual": "all domains",
		"related": [{"on": input.federation.ref, "path": switch.path, "label": "federation is on"}],
	}
}

unknown contains {"on": input.federation.ref, "path": domains.path, "reason": "which domains are allowed is unknown"} if {
	switch.value != false
	domains.mode == "unknown"
}

unknown contains {"on": input.federation.ref, "path": switch.path, "reason": lib.cannot_tell("AllowFederatedUsers", switch)} if {
	switch.value == null
	domains.mode == "allow-all"
}
