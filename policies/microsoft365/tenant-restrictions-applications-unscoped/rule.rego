# METADATA
# title: Tenant restrictions let all of a partner's accounts use every application
# description: >-
#   The partner's own tenant restrictions allow all users and all applications, so any account of that tenant may be used on
#   our devices and networks for anything.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/tenant-restrictions-v2
#   description: Set up tenant restrictions v2
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Name the applications, or the users, that are needed in the partner's tenantRestrictions.
#   controls: []
package tenantlint.microsoft365.tenant_restrictions_applications_unscoped

import data.tenantlint.lib

fail contains finding if {
	some partner in input.partners
	setting := partner.settings.tenantRestrictions
	setting.origin == "own"
	setting.admits == "everybody"
	setting.applications.access == "allowed"
	setting.applications.all == true
	judged(partner)
	finding := {
		"on": partner.ref,
		"path": setting.applications.path,
		"message": sprintf("%s: its own %s let every account of it be used on our devices and networks for every application", [partner.name, setting.title]),
		"expected": "named applications",
		"actual": "AllApplications",
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	setting := partner.settings.tenantRestrictions
	setting.admits == "unknown"
	judged(partner)
}

# Open for a partner that is not approved is the matter of tenant-restrictions-opened.
judged(partner) if partner.register.approved == true

judged(_) if input.tenant.present.register == false
