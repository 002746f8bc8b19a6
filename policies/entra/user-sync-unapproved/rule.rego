# METADATA
# title: User sync goes beyond the register
# description: A partner may create accounts in our directory, and no approved register entry allows it.
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
#   remediation: Switch user sync off, or have it approved and list `user-sync` under `allow` in the register.
#   controls: []
package tenantlint.entra.user_sync_unapproved

import data.tenantlint.lib
import data.tenantlint.terms

fail contains finding if {
	some partner in input.partners
	flag := partner.sync.users
	flag.value == true
	terms.without_leave(partner, "user-sync")
	finding := {
		"on": partner.ref,
		"path": flag.path,
		"message": sprintf("%s: it may create accounts in our directory, and no approved register entry allows user-sync", [partner.name]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": lib.cannot_tell("user sync", flag)} if {
	some partner in input.partners
	flag := partner.sync.users
	flag.value == null
	terms.without_leave(partner, "user-sync")
}
