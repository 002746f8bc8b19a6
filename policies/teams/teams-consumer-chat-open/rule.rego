# METADATA
# title: Our users may chat with private Teams accounts
# description: >-
#   Our users can start a conversation with people whose Teams account no organisation manages, though these cannot
#   begin one.
# related_resources:
# - ref: https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat
#   description: Manage external meetings and chat with people and organizations
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-cstenantfederationconfiguration
#   description: Set-CsTenantFederationConfiguration
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csexternalaccesspolicy
#   description: Set-CsExternalAccessPolicy
# custom:
#   level: warning
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [federation]
#   partners: []
#   remediation: Switch AllowTeamsConsumer off.
#   controls: [SCuBA MS.TEAMS.2.3v2, CIS M365 v7.0.0 8.2.2]
package tenantlint.teams.teams_consumer_chat_open

import data.tenantlint.lib
import data.tenantlint.records

fail contains finding if {
	applies
	consumer.value == true
	inbound.value != true
	count(shut) == 0
	records.lacks_global("external_access_policy") == false
	finding := {
		"on": input.federation.ref,
		"path": consumer.path,
		"message": "Our users may start conversations with anyone who has a private Teams account",
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": input.federation.ref, "path": consumer.path, "reason": lib.cannot_tell("AllowTeamsConsumer", consumer)} if {
	applies
	consumer.value == null
	count(shut) == 0
}

unknown contains {"on": input.tenant.ref, "reason": "whether Global shuts private accounts out is unknown: the export holds external access policies, but not Global"} if {
	applies
	consumer.value != false
	inbound.value != true
	records.lacks_global("external_access_policy") == true
}

applicable contains input.tenant.ref if {
	applies
}

consumer := input.federation.settings.AllowTeamsConsumer

# Both on: teams-consumer-contact-open says so, and its remedy may be this one.
inbound := input.federation.settings.AllowTeamsConsumerInbound

# Global of the external access policies shuts private accounts out, for whoever has no other policy.
shut := {policy.ref |
	some policy in input.records.external_access_policy
	records.is_global(policy)
	records.said(policy, "EnableTeamsConsumerAccess") == false
}

# Government clouds have no contact with private accounts.
applies if input.tenant.cloud != "us-government"
