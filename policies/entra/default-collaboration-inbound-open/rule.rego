# METADATA
# title: Anyone from any organisation can be invited as a guest
# description: >-
#   The default lets users of every organisation without a setting of its own in as guests. It is so in Microsoft's
#   own default.
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
#   remediation: Add your partners with settings of their own, then block inbound collaboration in the default.
#   controls: [SCuBA MS.AAD.8.3v1, NIST 800-53 AC-3, ASD Blueprint]
package tenantlint.entra.default_collaboration_inbound_open

import data.tenantlint.lib

setting := input.default.settings.b2bCollaborationInbound

fail contains object.union(finding, narrowed) if {
	setting.admits in {"listed", "everybody"}
	finding := {
		"on": input.default.ref,
		"path": setting.path,
		"message": sprintf("The default opens inbound collaboration to all organisations without a setting of their own: their users can be invited as guests%s", [remark]),
		"expected": "nobody",
		"actual": setting.admits,
	}
}

# The list of domains that may be invited bounds invitations; one change there opens them to all.
narrowed := {"level": "warning"} if {
	lists != []
} else := {}

remark := ", from the domains on the list of invitation domains" if {
	lists != []
} else := ""

lists := [record.ref |
	some record in input.records.invitation_domains
	object.get(record.value, "isOrganizationDefault", null) != false
	some part in record.value.definition
	allowed := object.get(part, ["B2BManagementPolicy", "InvitationsAllowedAndBlockedDomainsPolicy", "AllowedDomains"], null)
	is_array(allowed)
	allowed != []
]

unknown contains {"on": input.default.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	setting.admits == "unknown"
}
