# METADATA
# title: Guests may be invited from any domain
# description: >-
#   No list of allowed domains limits who may be invited, and the default of cross-tenant access lets guests in from every
#   organisation.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/allow-deny-list
#   description: Allow or block B2B collaboration with organizations
# custom:
#   level: warning
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [invitation_domains, default]
#   partners: []
#   remediation: Allow the domains of the partners by name, or block inbound collaboration in the default.
#   controls: [SCuBA MS.AAD.8.3v1, CIS M365 v7.0.0 5.1.6.1, NIST 800-53 AC-3]
package tenantlint.access.invitation_domains_missing

import data.tenantlint.invitations
import data.tenantlint.lib

setting := input.default.settings.b2bCollaborationInbound

limiting := [list | some list in invitations.lists; list.allowed != []]

unclear := [list | some list in invitations.lists; list.unclear != []]

fail contains finding if {
	limiting == []
	unclear == []
	setting.admits in {"listed", "everybody"}
	finding := {
		"on": input.default.ref,
		"path": setting.path,
		"message": "Guests may be invited from any domain: the default lets every organisation in by collaboration, and no list of allowed domains limits the invitations",
		"expected": "a list of allowed domains",
		"actual": actual,
		"related": [{"on": list.ref, "path": "definition", "label": "allows no domain by name"} | some list in invitations.lists],
	}
}

unknown contains {"on": list.ref, "path": list.unclear[0], "reason": "whether domains are allowed by name is unknown"} if {
	limiting == []
	setting.admits != "nobody"
	some list in unclear
}

unknown contains {"on": input.default.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	limiting == []
	unclear == []
	setting.admits == "unknown"
}

actual := "a list of blocked domains only" if {
	[list | some list in invitations.lists; list.blocked != []] != []
} else := "no list"
