# METADATA
# title: Accounts of any organisation may be used on our devices and networks
# description: >-
#   The default opens tenant restrictions: on our devices and networks people may sign in elsewhere with accounts of
#   other organisations.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/tenant-restrictions-v2
#   description: Set up tenant restrictions v2
# custom:
#   level: warning
#   levels: {strict: error}
#   scope: tenant
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   partners: []
#   remediation: Block tenant restrictions in the default, and open them for each partner whose accounts are needed.
#   controls: [Zero Trust Assessment 21793, ASD Blueprint]
package tenantlint.microsoft365.default_tenant_restrictions_open

import data.tenantlint.lib

setting := input.default.settings.tenantRestrictions

fail contains finding if {
	setting.admits in {"listed", "everybody"}
	finding := {
		"on": input.default.ref,
		"path": setting.path,
		"message": "The default opens tenant restrictions: accounts of every organisation without a setting of its own may be used on our devices and networks",
		"expected": "nobody",
		"actual": setting.admits,
	}
}

unknown contains {"on": input.default.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	setting.admits == "unknown"
}
