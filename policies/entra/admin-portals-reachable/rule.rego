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
	some one in listed
	portal := portals[one.target.id]
	finding := {
		"on": one.subject.ref,
		"path": one.target.path,
		"message": sprintf("%s: %s lets guests use %s", [lib.label(one.subject), one.setting.title, portal]),
		"actual": one.target.id,
	}
}

unknown contains {"on": one.subject.ref, "path": one.target.path, "reason": reason} if {
	some one in listed
	one.target.by_name == true
	reason := sprintf("%s names the application %s by its display name", [one.setting.title, one.target.id])
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

# Applications that may be portals, where guests may use them.
listed := [{"subject": subject, "setting": setting, "target": target} |
	some subject in lib.judged
	setting := subject.settings.b2bCollaborationInbound
	setting.origin == "own"
	setting.applications.access == "allowed"
	lib.opens(setting)
	worth_a_look(setting.applications)
	kind(subject) != "service-provider"
	some target in setting.applications.targets
	noteworthy(target)
]

# Lists are long, and most hold none.
worth_a_look(applications) if applications.by_name != []

worth_a_look(applications) if {
	some id, _ in portals
	id in applications.ids
}

noteworthy(target) if target.by_name == true

noteworthy(target) if portals[target.id] != ""

# Administrating is what a service provider is for.
kind(subject) := subject.register.kind

kind(subject) := null if object.get(subject, "register", null) == null
