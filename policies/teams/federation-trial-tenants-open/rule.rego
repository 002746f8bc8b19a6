# METADATA
# title: Trial tenants may contact our users
# description: >-
#   ExternalAccessWithTrialTenants allows organisations that have nothing but trial licences, which anyone can have
#   in minutes.
# related_resources:
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
#   remediation: Set ExternalAccessWithTrialTenants to Blocked and name the few that you trust.
#   controls: [CIS M365 v7.0.0 8.2.4]
package tenantlint.teams.federation_trial_tenants_open

fail contains finding if {
	judged
	word == "allowed"
	finding := {
		"on": input.federation.ref,
		"path": "ExternalAccessWithTrialTenants",
		"message": "Teams lets organisations that have nothing but trial licences find and contact our users",
		"expected": "Blocked",
		"actual": "Allowed",
	}
}

unknown contains {"on": input.federation.ref, "reason": "ExternalAccessWithTrialTenants is not in the export, or is neither Allowed nor Blocked"} if {
	judged
	object.get({"allowed": true, "blocked": true}, word, false) == false
}

applicable contains input.tenant.ref if {
	judged
}

# With federation off nobody gets through.
judged if input.federation.settings.AllowFederatedUsers.value != false

word := lower(sprintf("%v", [object.get(input.federation.value, "ExternalAccessWithTrialTenants", null)]))
