# METADATA
# title: Guests reach the admin portals
# description: >-
#   Inbound collaboration names the Azure portal and Entra admin center, or the Defender, Intune and Purview portals, among
#   the applications that guests may use.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration
#   description: Configure cross-tenant access settings for B2B collaboration
# custom:
#   level: warning
#   scope: partner
#   subjects: [partner, default]
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Take the admin portals out of the list, or record the partner as a service provider.
#   controls: [NIST 800-53 AC-6]
package tenantlint.entra.admin_portals_reachable

import data.tenantlint.lib

portals := {
	"c44b4083-3bb0-49c1-b47d-974e53cbdf3c": "the Azure portal and Entra admin center",
	"80ccca67-54bd-44ab-8625-4b79c4dc7775": "the Defender, Intune and Purview portals",
}

fail contains finding if {
	some list in lists
	some target in list.setting.applications.targets
	portal := portals[target.id]
	finding := {
		"on": list.subject.ref,
		"path": target.path,
		"message": sprintf("%s: %s lets guests use %s", [lib.label(list.subject), list.setting.title, portal]),
		"actual": target.id,
	}
}

unknown contains {"on": list.subject.ref, "path": target.path, "reason": reason} if {
	some list in lists
	some target in list.setting.applications.targets
	target.by_name == true
	reason := sprintf("%s names the application %s by its display name", [list.setting.title, target.id])
}

unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some subject in lib.judged
	setting := subject.settings.b2bCollaborationInbound
	setting.admits == "unknown"
	setting.origin in {"own", "unknown"}
	kind(subject) != "service-provider"
}

applicable contains subject.ref if {
	some subject in lib.judged
	kind(subject) != "service-provider"
}

lists := [{"subject": subject, "setting": setting} |
	some subject in lib.judged
	setting := subject.settings.b2bCollaborationInbound
	setting.origin == "own"
	setting.applications.access == "allowed"
	lib.opens(setting)
	kind(subject) != "service-provider"
]

# Administrating is what a service provider is for.
kind(subject) := subject.register.kind

kind(subject) := null if object.get(subject, "register", null) == null
