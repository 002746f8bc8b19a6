# METADATA
# title: Files may be shared with a domain of nobody in the register
# description: >-
#   The list of domains with which SharePoint shares names one that no approved register entry has.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoft.online.sharepoint.powershell/set-spotenant
#   description: Set-SPOTenant
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [register, sharepoint_sharing]
#   partners: []
#   remediation: Take the domain off the list, or name it in the register entry of the partner it belongs to.
#   controls: []
#   options:
#     domains: {default: [], description: Domains that belong to nobody in the register and may stand on the list all the same.}
package tenantlint.teams.sharepoint_domain_unvetted

import data.tenantlint.domains
import data.tenantlint.records

fail contains finding if {
	some settings in judged
	some fault in domains.unvetted("SharePoint's list of allowed domains", allowed(settings))
	finding := object.union({"on": settings.ref, "path": "SharingAllowedDomainList"}, fault)
}

unknown contains {"on": settings.ref, "path": "SharingAllowedDomainList", "reason": reason} if {
	some settings in judged
	reason := domains.undecided(allowed(settings))
}

unknown contains {"on": settings.ref, "reason": "SharingAllowedDomainList is empty or could not be read"} if {
	some settings in judged
	allowed(settings) == []
}

unknown contains {"on": settings.ref, "path": "SharingAllowedDomainList", "reason": "SharingAllowedDomainList holds what is no domain"} if {
	some settings in judged
	allowed(settings) != []
	domains.unreadable(records.said(settings, "SharingAllowedDomainList"))
}

unknown contains {"on": settings.ref, "reason": records.unsaid(settings, "SharingDomainRestrictionMode")} if {
	some settings in sharing
	records.said(settings, "SharingDomainRestrictionMode") == null
}

judged contains settings if {
	some settings in sharing
	records.said(settings, "SharingDomainRestrictionMode") in {"AllowList", 1}
}

# Sharing is on, or not known to be off.
sharing contains settings if {
	some settings in input.records.sharepoint_sharing
	object.get({"Disabled": true, 0: true}, records.said(settings, "SharingCapability"), false) == false
}

allowed(settings) := domains.of_list(records.said(settings, "SharingAllowedDomainList"))
