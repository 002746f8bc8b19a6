# METADATA
# title: Guests may pass files on
# description: >-
#   PreventExternalUsersFromResharing is off, so guests share files that they do not own with whomever they like.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoft.online.sharepoint.powershell/set-spotenant
#   description: Set-SPOTenant
# custom:
#   level: warning
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [sharepoint_sharing]
#   partners: []
#   remediation: Switch PreventExternalUsersFromResharing on.
#   controls: []
package tenantlint.teams.sharepoint_guest_resharing

import data.tenantlint.records

fail contains finding if {
	some settings in input.records.sharepoint_sharing
	records.said(settings, "PreventExternalUsersFromResharing") == false
	records.said(settings, "SharingCapability") in on
	finding := {
		"on": settings.ref,
		"path": "PreventExternalUsersFromResharing",
		"message": "SharePoint lets guests share files on that they do not own, so a partner decides who else gets them",
		"expected": "true",
		"actual": "false",
	}
}

unknown contains {"on": settings.ref, "reason": records.unsaid(settings, "SharingCapability")} if {
	some settings in input.records.sharepoint_sharing
	records.said(settings, "PreventExternalUsersFromResharing") == false
	records.said(settings, "SharingCapability") == null
}

unknown contains {"on": settings.ref, "reason": records.unsaid(settings, "PreventExternalUsersFromResharing")} if {
	some settings in input.records.sharepoint_sharing
	records.said(settings, "PreventExternalUsersFromResharing") == null
	object.get({"Disabled": true, 0: true}, records.said(settings, "SharingCapability"), false) == false
}

on := {"ExternalUserSharingOnly", "ExternalUserAndGuestSharing", "ExistingExternalUserSharingOnly", 1, 2, 3}
