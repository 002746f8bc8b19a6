# METADATA
# title: AllMicrosoftApps is allowed, and nobody documents what that is
# description: >-
#   A setting allows the reserved word AllMicrosoftApps, of which Microsoft's pages disagree. Direct connect has a
#   rule of its own.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicytarget
#   description: crossTenantAccessPolicyTarget resource type
# custom:
#   level: info
#   scope: partner
#   subjects: [partner, default]
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: preview
#   requires: []
#   remediation: Name Office365 or single app ids.
#   controls: []
package tenantlint.entra.all_microsoft_apps_named

import data.tenantlint.lib

names := ["b2bCollaborationInbound", "b2bCollaborationOutbound", "tenantRestrictions"]

fail contains finding if {
	some subject in lib.judged
	some name in names
	setting := subject.settings[name]
	setting.origin == "own"
	setting.applications.access == "allowed"
	"AllMicrosoftApps" in setting.applications.ids
	some target in setting.applications.targets
	target.id == "AllMicrosoftApps"
	finding := {
		"on": subject.ref,
		"path": target.path,
		"message": sprintf("%s: %s allows AllMicrosoftApps, and Microsoft's pages disagree on what that is", [lib.label(subject), setting.title]),
		"expected": "Office365, or app ids",
		"actual": "AllMicrosoftApps",
	}
}

unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some subject in lib.judged
	some setting in subject.faulty
	setting.path in names
	setting.admits == "unknown"
}
