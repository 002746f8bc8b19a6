# METADATA
# title: Files may be shared with anyone who has the link
# description: >-
#   SharingCapability lets users of SharePoint make links that work for anyone, without an account and without a
#   trace of who it was.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoft.online.sharepoint.powershell/set-spotenant
#   description: Set-SPOTenant
# - ref: https://learn.microsoft.com/microsoft-365/solutions/collaborate-teams-direct-connect
#   description: Collaborate with external participants in a shared channel
# custom:
#   level: warning
#   levels: {strict: error}
#   scope: tenant
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [sharepoint_sharing]
#   partners: []
#   remediation: Set SharingCapability to ExternalUserSharingOnly or less.
#   controls: []
package tenantlint.teams.sharepoint_sharing_anonymous

import data.tenantlint.records

fail contains finding if {
	some settings in input.records.sharepoint_sharing
	records.said(settings, "SharingCapability") in {"ExternalUserAndGuestSharing", 2}
	finding := {
		"on": settings.ref,
		"path": "SharingCapability",
		"message": "SharePoint lets users share files with anyone who has the link, whoever that is",
		"expected": "ExternalUserSharingOnly or less",
		"actual": "ExternalUserAndGuestSharing",
	}
}

unknown contains {"on": settings.ref, "reason": records.unsaid(settings, "SharingCapability")} if {
	some settings in input.records.sharepoint_sharing
	records.said(settings, "SharingCapability") == null
}
