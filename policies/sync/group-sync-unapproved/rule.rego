# METADATA
# title: Group sync goes beyond the register
# description: A partner may create groups in our directory, and no approved register entry allows it.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantgroupsyncinbound?view=graph-rest-beta
#   description: crossTenantGroupSyncInbound resource type
# - ref: https://learn.microsoft.com/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview
#   description: What is cross-tenant synchronization
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register, group_sync]
#   remediation: Switch group sync off, or have it approved and list `group-sync` under `allow` in the register.
#   controls: [ISO 27002:2022 5.16]
package tenantlint.sync.group_sync_unapproved

import data.tenantlint.lib
import data.tenantlint.terms

fail contains finding if {
	some partner in input.partners
	flag := partner.sync.groups
	flag.value == true
	terms.without_leave(partner, "group-sync")
	finding := {
		"on": partner.ref,
		"path": flag.path,
		"message": sprintf("%s: it may create groups in our directory, and no approved register entry allows group-sync", [partner.name]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": reason} if {
	some partner in input.partners
	flag := partner.sync.groups
	flag.value == null
	terms.without_leave(partner, "group-sync")
	reason := sprintf("%s (of Graph only beta shows group sync)", [lib.cannot_tell("group sync", flag)])
}
