# METADATA
# title: A policy opens Teams to a domain of nobody in the register
# description: >-
#   An external access policy has a list of allowed domains of its own, and names one that no approved register
#   entry has.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csexternalaccesspolicy
#   description: Set-CsExternalAccessPolicy
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [register, external_access_policy]
#   partners: []
#   remediation: Take the domain off the list, or name it in the register entry of the partner it belongs to.
#   controls: []
#   options:
#     domains: {default: [], description: Domains that belong to nobody in the register and may stand on the list all the same.}
package tenantlint.teams.external_access_policy_domain_unvetted

import data.tenantlint.domains
import data.tenantlint.records

fail contains finding if {
	some policy in judged
	some fault in domains.unvetted(policy.name, allowed(policy))
	finding := object.union({"on": policy.ref, "path": "AllowedExternalDomains"}, fault)
}

unknown contains {"on": policy.ref, "path": "AllowedExternalDomains", "reason": reason} if {
	some policy in judged
	reason := domains.undecided(allowed(policy))
}

unknown contains {"on": policy.ref, "reason": sprintf("%s: AllowedExternalDomains is empty or could not be read", [policy.name])} if {
	some policy in judged
	allowed(policy) == []
}

unknown contains {"on": policy.ref, "reason": sprintf("%s: AllowedExternalDomains holds what is no domain", [policy.name])} if {
	some policy in judged
	allowed(policy) != []
	domains.unreadable(records.said(policy, "AllowedExternalDomains"))
}

# Not in the export: whether it has a list of its own can't be told.
unknown contains {"on": policy.ref, "reason": records.unsaid(policy, "CommunicationWithExternalOrgs")} if {
	some policy in records.own_policies("external_access_policy")
	lower(policy.name) != "global"
	records.said(policy, "EnableFederationAccess") != false
	records.said(policy, "CommunicationWithExternalOrgs") == null
}

judged contains policy if {
	some policy in records.own_policies("external_access_policy")
	records.said(policy, "CommunicationWithExternalOrgs") == "AllowSpecificExternalDomains"
	records.said(policy, "EnableFederationAccess") != false
}

allowed(policy) := domains.of_list(records.said(policy, "AllowedExternalDomains"))
