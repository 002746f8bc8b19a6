# METADATA
# title: Anyone with a private Teams account can contact our users
# description: >-
#   People whose Teams account no organisation manages can find our users and start a conversation. Both switches have to
#   be on for that.
# related_resources:
# - ref: https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat
#   description: Manage external meetings and chat with people and organizations
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-cstenantfederationconfiguration
#   description: Set-CsTenantFederationConfiguration
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [federation]
#   partners: []
#   remediation: Switch AllowTeamsConsumerInbound off.
#   controls: [SCuBA MS.TEAMS.2.2v2, CIS M365 v7.0.0 8.2.3]
package tenantlint.teams.teams_consumer_contact_open

import data.tenantlint.lib

consumer := input.federation.settings.AllowTeamsConsumer

inbound := input.federation.settings.AllowTeamsConsumerInbound

fail contains finding if {
	applies
	consumer.value == true
	inbound.value == true
	finding := {
		"on": input.federation.ref,
		"path": inbound.path,
		"message": "Anyone with a private Teams account can find our users and start a conversation with them",
		"expected": "false",
		"actual": "true",
		"related": [{"on": input.federation.ref, "path": consumer.path, "label": "contact with private accounts is on"}],
	}
}

unknown contains {"on": input.federation.ref, "path": consumer.path, "reason": lib.cannot_tell("AllowTeamsConsumer", consumer)} if {
	applies
	consumer.value == null
	inbound.value != false
}

unknown contains {"on": input.federation.ref, "path": inbound.path, "reason": lib.cannot_tell("AllowTeamsConsumerInbound", inbound)} if {
	applies
	inbound.value == null
	consumer.value != false
}

applicable contains input.tenant.ref if {
	applies
}

# Government clouds have no contact with private accounts.
applies if input.tenant.cloud != "us-government"
