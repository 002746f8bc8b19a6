# METADATA
# title: Files may be shared with guests of any domain
# description: >-
#   Partners are vetted in a register, but SharePoint does not limit sharing to a list of domains.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoft.online.sharepoint.powershell/set-spotenant
#   description: Set-SPOTenant
# custom:
#   level: warning
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [register, sharepoint_sharing]
#   partners: []
#   remediation: Set SharingDomainRestrictionMode to AllowList and name the domains of the partners.
#   controls: []
package tenantlint.teams.sharepoint_domains_unrestricted

import data.tenantlint.records

fail contains finding if {
	some settings in input.records.sharepoint_sharing
	records.said(settings, "SharingCapability") in reaching
	word := wide[sprintf("%v", [records.said(settings, "SharingDomainRestrictionMode")])]
	finding := {
		"on": settings.ref,
		"path": "SharingDomainRestrictionMode",
		"message": sprintf("SharePoint lets users share files with guests of %s, while the register names whom we work with", [word.whom]),
		"expected": "AllowList",
		"actual": word.name,
	}
}

unknown contains {"on": settings.ref, "reason": records.unsaid(settings, "SharingCapability")} if {
	some settings in input.records.sharepoint_sharing
	records.said(settings, "SharingCapability") == null
	object.get({"AllowList": true, 1: true}, records.said(settings, "SharingDomainRestrictionMode"), false) == false
}

unknown contains {"on": settings.ref, "reason": records.unsaid(settings, "SharingDomainRestrictionMode")} if {
	some settings in input.records.sharepoint_sharing
	records.said(settings, "SharingCapability") in reaching
	records.said(settings, "SharingDomainRestrictionMode") == null
}

# With these, new guests can be let in.
reaching := {"ExternalUserSharingOnly", "ExternalUserAndGuestSharing", 1, 2}

none := {"name": "None", "whom": "any domain"}

but_some := {"name": "BlockList", "whom": "every domain that is not blocked"}

wide := {"None": none, "0": none, "BlockList": but_some, "2": but_some}
