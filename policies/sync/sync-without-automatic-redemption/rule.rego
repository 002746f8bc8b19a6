# METADATA
# title: User sync is on, but automatic redemption is not
# description: >-
#   Cross-tenant synchronisation needs automatic redemption in both tenants. Without it in ours, no account is created.
# related_resources:
# - ref: https://learn.microsoft.com/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview
#   description: What is cross-tenant synchronization
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Switch inbound automatic redemption on for the partner, or switch user sync off.
#   controls: []
package tenantlint.sync.sync_without_automatic_redemption

import data.tenantlint.lib

fail contains finding if {
	some partner in input.partners
	partner.sync.users.value == true
	flag := partner.consent.inbound
	flag.value == false
	finding := {
		"on": partner.ref,
		"path": flag.path,
		"message": sprintf("%s: user sync is on, but inbound automatic redemption is %s, so no account can be created", [partner.name, whence[flag.origin]]),
		"expected": "true",
		"actual": "false",
		"related": [{"on": partner.ref, "path": partner.sync.users.path, "label": "user sync is on"}],
	}
}

# Redemption is never on by default.
whence := {"own": "off", "service-default": "not set, which is off"}

unknown contains {"on": partner.ref, "path": flag.path, "reason": lib.cannot_tell("inbound automatic redemption", flag)} if {
	some partner in input.partners
	partner.sync.users.value == true
	flag := partner.consent.inbound
	flag.value == null
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": lib.cannot_tell("user sync", flag)} if {
	some partner in input.partners
	flag := partner.sync.users
	flag.value == null
	partner.consent.inbound.value != true
}
