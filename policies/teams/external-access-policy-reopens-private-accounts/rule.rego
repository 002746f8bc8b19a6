# METADATA
# title: A policy reopens chat with private accounts
# description: >-
#   Global shuts out private Teams accounts, but a custom external access policy lets its holders communicate with
#   them.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csexternalaccesspolicy
#   description: Set-CsExternalAccessPolicy
# - ref: https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat
#   description: Manage external meetings and chat with people and organizations
# custom:
#   level: warning
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [federation, external_access_policy]
#   partners: []
#   remediation: Switch EnableTeamsConsumerAccess off in the policy too.
#   controls: []
package tenantlint.teams.external_access_policy_reopens_private_accounts

import data.tenantlint.lib
import data.tenantlint.records

fail contains finding if {
	applies
	consumer.value == true
	some everyone in global
	records.said(everyone, "EnableTeamsConsumerAccess") == false
	some policy in judged
	records.said(policy, "EnableTeamsConsumerAccess") == true
	finding := {
		"on": policy.ref,
		"path": "EnableTeamsConsumerAccess",
		"message": sprintf("%s lets its holders communicate with private Teams accounts, which Global shuts out", [policy.name]),
		"expected": "false",
		"actual": "true",
		"related": [{"on": everyone.ref, "path": "EnableTeamsConsumerAccess", "label": "Global shuts them out"}],
	}
}

unknown contains {"on": input.federation.ref, "path": consumer.path, "reason": lib.cannot_tell("AllowTeamsConsumer", consumer)} if {
	applies
	consumer.value == null
	some everyone in global
	records.said(everyone, "EnableTeamsConsumerAccess") == false
	some policy in judged
	records.said(policy, "EnableTeamsConsumerAccess") == true
}

unknown contains {"on": policy.ref, "reason": records.unsaid(policy, "EnableTeamsConsumerAccess")} if {
	applies
	consumer.value != false
	some policy in records.own_policies("external_access_policy")
	records.said(policy, "EnableTeamsConsumerAccess") == null
}

unknown contains {"on": input.tenant.ref, "reason": "what Global says of private accounts is unknown: the export holds no Global external access policy"} if {
	applies
	consumer.value != false
	count(global) == 0
	count(judged) > 0
}

applicable contains input.tenant.ref if {
	applies
	consumer.value != false
}

# Off in the tenant is off for everyone.
consumer := input.federation.settings.AllowTeamsConsumer

global := [policy | some policy in input.records.external_access_policy; lower(policy.name) == "global"]

judged := [policy | some policy in records.own_policies("external_access_policy"); lower(policy.name) != "global"]

# Government clouds have no contact with private accounts.
applies if input.tenant.cloud != "us-government"
