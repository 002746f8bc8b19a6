# METADATA
# title: User sync is on, but inbound collaboration is closed
# description: The partner may create accounts in our directory which then can't sign in. One of the two is not meant.
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
#   remediation: Open inbound collaboration for those who are synchronised, or switch user sync off.
#   controls: []
package tenantlint.sync.sync_with_collaboration_closed

import data.tenantlint.lib

whence := {"own": "its own setting", "inherited": "the default", "service-default": "Microsoft's own default"}

fail contains finding if {
	some partner in input.partners
	partner.sync.users.value == true
	setting := partner.settings.b2bCollaborationInbound
	setting.admits == "nobody"
	finding := {
		"on": partner.ref,
		"path": setting.path,
		"message": sprintf("%s: user sync is on, but %s closes %s, so accounts are created that can't sign in", [partner.name, whence[setting.origin], setting.title]),
		"expected": "listed",
		"actual": "nobody",
		"related": [{"on": partner.ref, "path": partner.sync.users.path, "label": "user sync is on"}],
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	partner.sync.users.value == true
	setting := partner.settings.b2bCollaborationInbound
	setting.admits == "unknown"
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": lib.cannot_tell("user sync", flag)} if {
	some partner in input.partners
	flag := partner.sync.users
	flag.value == null
	partner.settings.b2bCollaborationInbound.admits in {"nobody", "unknown"}
}
