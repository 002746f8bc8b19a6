# METADATA
# title: Teams federation is open to a domain of nobody in the register
# description: >-
#   The list of allowed domains, or of allowed trial tenants, names a domain that no approved register entry has.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-cstenantfederationconfiguration
#   description: Set-CsTenantFederationConfiguration
# - ref: https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat
#   description: Manage external meetings and chat with people and organizations
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [register, federation]
#   partners: []
#   remediation: Take the domain off the list, or name it in the register entry of the partner it belongs to.
#   controls: []
#   options:
#     domains: {default: [], description: Domains that belong to nobody in the register and may stand on the list all the same.}
package tenantlint.teams.federation_domain_unvetted

import data.tenantlint.domains

fail contains finding if {
	some listed in lists
	some fault in domains.unvetted(listed.path, listed.domains)
	finding := object.union({"on": input.federation.ref, "path": listed.path}, fault)
}

unknown contains {"on": input.federation.ref, "path": listed.path, "reason": reason} if {
	some listed in lists
	reason := domains.undecided(listed.domains)
}

unknown contains {"on": input.federation.ref, "path": input.federation.allowed_domains.path, "reason": "which domains are allowed is unknown"} if {
	on.value != false
	input.federation.allowed_domains.mode == "unknown"
}

unknown contains {"on": input.federation.ref, "path": "AllowedTrialTenantDomains", "reason": "which trial tenants are allowed could not be read"} if {
	on.value != false
	domains.unreadable(trial)
}

unknown contains {"on": input.federation.ref, "path": "AllowedTrialTenantDomains", "reason": "which trial tenants are allowed could not be read"} if {
	on.value != false
	"AllowedTrialTenantDomains" in input.federation.unclear
}

applicable contains input.tenant.ref if {
	on.value != false
	input.federation.allowed_domains.mode != "allow-all"
}

applicable contains input.tenant.ref if {
	on.value != false
	trial != null
}

on := input.federation.settings.AllowFederatedUsers

trial := object.get(input.federation.value, "AllowedTrialTenantDomains", null)

lists contains {"path": input.federation.allowed_domains.path, "domains": input.federation.allowed_domains.domains} if {
	on.value != false
	input.federation.allowed_domains.mode == "list"
}

lists contains {"path": "AllowedTrialTenantDomains", "domains": domains.of_list(trial)} if {
	on.value != false
	object.get(input.federation.value, "ExternalAccessWithTrialTenants", null) != "Allowed"
}
