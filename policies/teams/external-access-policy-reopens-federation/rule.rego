# METADATA
# title: A policy opens Teams to domains that the tenant shuts out
# description: >-
#   The tenant allows listed domains only, but an external access policy lets its holders communicate with every
#   domain.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csexternalaccesspolicy
#   description: Set-CsExternalAccessPolicy
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-cstenantfederationconfiguration
#   description: Set-CsTenantFederationConfiguration
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [federation, external_access_policy]
#   partners: []
#   remediation: Set CommunicationWithExternalOrgs of the policy to OrganizationDefault.
#   controls: []
package tenantlint.teams.external_access_policy_reopens_federation

import data.tenantlint.records

fail contains finding if {
	on.value == true
	domains.mode in {"list", "none"}
	some policy in judged
	records.said(policy, "EnableFederationAccess") == true
	word := records.said(policy, "CommunicationWithExternalOrgs")
	whom := wide[word]
	finding := {
		"on": policy.ref,
		"path": "CommunicationWithExternalOrgs",
		"message": sprintf("%s lets its holders communicate with %s, while the tenant allows listed domains only", [policy.name, whom]),
		"expected": "OrganizationDefault",
		"actual": word,
		"related": [{"on": input.federation.ref, "path": domains.path, "label": "the tenant's list"}],
	}
}

unknown contains {"on": input.federation.ref, "path": domains.path, "reason": sprintf("whether %s opens more than the tenant does is unknown, for the tenant's own setting is", [policy.name])} if {
	on.value != false
	some policy in judged
	records.said(policy, "EnableFederationAccess") != false
	wide[records.said(policy, "CommunicationWithExternalOrgs")]
	tenant_unknown
}

unknown contains {"on": policy.ref, "reason": records.unsaid(policy, "EnableFederationAccess")} if {
	tenant_closes
	some policy in judged
	records.said(policy, "EnableFederationAccess") == null
	wide[records.said(policy, "CommunicationWithExternalOrgs")]
}

unknown contains {"on": policy.ref, "reason": records.unsaid(policy, "CommunicationWithExternalOrgs")} if {
	tenant_closes
	some policy in judged
	records.said(policy, "EnableFederationAccess") != false
	records.said(policy, "CommunicationWithExternalOrgs") == null
}

applicable contains input.tenant.ref if {
	tenant_closes
}

on := input.federation.settings.AllowFederatedUsers

domains := input.federation.allowed_domains

# Off is off for everyone, whatever a policy says; and what is open to all can't be opened.
tenant_closes if {
	on.value != false
	domains.mode != "allow-all"
}

tenant_unknown if domains.mode == "unknown"

tenant_unknown if {
	on.value == null
	domains.mode != "allow-all"
}

wide := {"AllowAllExternalDomains": "every domain", "BlockSpecificExternalDomains": "every domain that it does not block"}

# Global can't say anything else than the tenant.
judged contains policy if {
	some policy in records.own_policies("external_access_policy")
	lower(policy.name) != "global"
}
