# METADATA
# title: Our users can be guests of any organisation
# description: >-
#   The default lets our users out to every organisation without a setting of its own. It is so in Microsoft's own
#   default.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration
#   description: Manage cross-tenant access settings for B2B collaboration
# custom:
#   level: warning
#   levels: {strict: error}
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   partners: []
#   remediation: Add your partners with settings of their own, then block outbound collaboration in the default.
#   controls: [Zero Trust Assessment 21790, NIST 800-53 AC-20, ASD Blueprint]
package tenantlint.entra.default_collaboration_outbound_open

import data.tenantlint.lib

setting := input.default.settings.b2bCollaborationOutbound

who := {"listed": "the users and groups that it names", "everybody": "our users"}

fail contains finding if {
	people := who[setting.admits]
	finding := {
		"on": input.default.ref,
		"path": setting.path,
		"message": sprintf("The default opens outbound collaboration to all organisations without a setting of their own: %s can be guests there", [people]),
		"expected": "nobody",
		"actual": setting.admits,
	}
}

unknown contains {"on": input.default.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	setting.admits == "unknown"
}
