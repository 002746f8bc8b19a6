# METADATA
# title: A partner gets open collaboration from the default
# description: >-
#   The partner's entry says nothing about collaboration. The tenant's default applies, and it is open.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration
#   description: Configure cross-tenant access settings for B2B collaboration
# custom:
#   level: warning
#   scope: partner
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Write down for the partner what was agreed, for collaboration in both directions.
#   controls: []
package tenantlint.entra.collaboration_inherits_open_default

import data.tenantlint.lib

names := ["b2bCollaborationInbound", "b2bCollaborationOutbound"]

whom := {"listed": "the users and groups that the default names", "everybody": "everybody"}

# Of a partner in another cloud cross-cloud-partner-opened-by-default tells.
fail contains finding if {
	some partner in input.partners
	lib.at_home(partner)
	some name in names
	setting := partner.settings[name]
	lib.inherits(setting)
	lib.opens(setting)
	finding := {
		"on": partner.ref,
		"path": setting.path,
		"message": sprintf("%s: its entry says nothing about %s, so the default applies, and that is open to %s", [partner.name, setting.title, whom[setting.admits]]),
		"expected": "a setting of its own",
		"actual": setting.origin,
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	lib.at_home(partner)
	some name in names
	setting := partner.settings[name]
	setting.origin != "own"
	setting.admits == "unknown"
}
