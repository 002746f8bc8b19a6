# METADATA
# title: User sync or automatic consent goes beyond the register
# description: >-
#   A partner may create accounts here, or a consent prompt is waived, and no approved register entry allows it.
# related_resources:
# - ref: https://learn.microsoft.com/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview
#   description: What is cross-tenant synchronization
# - ref: https://learn.microsoft.com/graph/api/crosstenantaccesspolicyconfigurationpartner-put-identitysynchronization
#   description: Create identitySynchronization
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   remediation: Switch it off, or have it approved and listed under `allow` in the register.
#   controls: []
package tenantlint.entra.user_sync_unapproved

import data.tenantlint.lib

powers := [
	{"of": "sync", "flag": "users", "leave": "user-sync", "title": "user sync", "text": "it may create accounts in our directory"},
	{
		"of": "consent", "flag": "inbound", "leave": "automatic-consent-inbound", "title": "inbound automatic consent",
		"text": "we waive the consent prompt for its users",
	},
	{
		"of": "consent", "flag": "outbound", "leave": "automatic-consent-outbound", "title": "outbound automatic consent",
		"text": "we waive the consent prompt for our users there",
	},
]

fail contains finding if {
	some partner in input.partners
	some power in powers
	flag := partner[power.of][power.flag]
	flag.value == true
	without_leave(partner, power.leave)
	finding := {
		"on": partner.ref,
		"path": flag.path,
		"message": sprintf("%s: %s, and no approved register entry allows %s", [partner.name, power.text, power.leave]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": lib.cannot_tell(power.title, flag)} if {
	some partner in input.partners
	some power in powers
	flag := partner[power.of][power.flag]
	flag.value == null
	without_leave(partner, power.leave)
}

without_leave(partner, _) if lib.unapproved(partner)

without_leave(partner, leave) if {
	partner.register.approved == true
	every token in partner.register.allow {
		token != leave
	}
}
