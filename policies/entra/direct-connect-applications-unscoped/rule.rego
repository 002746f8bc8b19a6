# METADATA
# title: Direct connect reaches more than the agreed applications
# description: Shared channels need Office365. Direct connect reaches more than that, or more than the partner's tier agrees.
# related_resources:
# - ref: https://learn.microsoft.com/microsoft-365/solutions/collaborate-teams-direct-connect
#   description: Collaborate with external participants in a shared channel
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-direct-connect
#   description: Set up B2B direct connect with an external organization
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   partners: [direct_connect]
#   remediation: Allow Office365 only, or what the partner's tier in the register names.
#   controls: []
package tenantlint.entra.direct_connect_applications_unscoped

import data.tenantlint.lib

# What the default opens is the matter of default-direct-connect-open.
fail contains finding if {
	some partner in input.partners
	some setting in partner.direct_connect
	setting.admits in {"listed", "everybody"}
	setting.applications_beyond != null
	setting.applications_beyond != []
	finding := {
		"on": partner.ref,
		"path": setting.applications.path,
		"message": sprintf("%s: %s reaches more than the agreed applications: %s", [partner.name, setting.title, lib.list(setting.applications_beyond)]),
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	some setting in partner.direct_connect
	setting.admits == "unknown"
	setting.applications_beyond != []
}

unknown contains {"on": partner.ref, "path": setting.applications.path, "reason": reason} if {
	some partner in input.partners
	some setting in partner.direct_connect
	setting.admits in {"listed", "everybody"}
	setting.applications_beyond == null
	reason := sprintf("which applications %s reaches is unknown", [setting.title])
}

applicable contains partner.ref if {
	some partner in input.partners
	partner.direct_connect != []
}
