# METADATA
# title: Tenant restrictions are opened for a partner that is not approved
# description: >-
#   Accounts of the partner may be used on our devices and networks, and no approved register entry covers the partner.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/tenant-restrictions-v2
#   description: Set up tenant restrictions v2
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   remediation: Block tenant restrictions for the partner, or have it approved in the register.
#   controls: []
package tenantlint.entra.tenant_restrictions_opened

import data.tenantlint.lib

fail contains finding if {
	some partner in input.partners
	setting := partner.settings.tenantRestrictions
	setting.admits in {"listed", "everybody"}
	lib.unapproved(partner)
	finding := {
		"on": partner.ref,
		"path": setting.path,
		"message": sprintf("%s: %s let its accounts be used on our devices and networks, though it is not approved", [partner.name, setting.title]),
		"expected": "nobody",
		"actual": setting.admits,
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	setting := partner.settings.tenantRestrictions
	setting.admits == "unknown"
	lib.unapproved(partner)
}
