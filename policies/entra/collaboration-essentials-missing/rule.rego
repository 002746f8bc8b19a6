# METADATA
# title: A list of applications leaves out what guests need to sign in
# description: >-
#   Collaboration allows applications by name, and not all of those by which a guest gets to a landing page, accepts an
#   invitation and registers security information.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration
#   description: Configure cross-tenant access settings for B2B collaboration
# custom:
#   level: info
#   scope: partner
#   subjects: [partner, default]
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Add the ids of My Apps, App Access Panel, My Profile and My Sign-ins to the list.
#   controls: []
package tenantlint.entra.collaboration_essentials_missing

import data.tenantlint.lib

essentials := {
	"2793995e-0a7d-40d7-bd35-6968ba142197": "My Apps",
	"0000000c-0000-0000-c000-000000000000": "App Access Panel",
	"8c59ead7-d703-4a27-9e55-c96a0054c8d2": "My Profile",
	"19db86c3-b2b9-44cc-b339-36da233a3be2": "My Sign-ins",
}

# With one of these the list is broad. Rights Management alone is the documented way to close everything else.
broad := {"AllApplications", "AllMicrosoftApps", "Office365"}

only_encrypted_mail := {"00000012-0000-0000-c000-000000000000"}

fail contains finding if {
	some subject in lib.judged
	some setting in lists(subject)
	named(setting) == []
	missing := missing_from(setting)
	missing != []
	finding := {
		"on": subject.ref,
		"path": setting.applications.path,
		"message": sprintf("%s: %s allows a list of applications without %s, so guests fail to sign in or to register MFA", [lib.label(subject), setting.title, concat(", ", missing)]),
	}
}

unknown contains {"on": subject.ref, "path": setting.applications.path, "reason": reason} if {
	some subject in lib.judged
	some setting in lists(subject)
	named(setting) != []
	missing_from(setting) != []
	reason := sprintf("%s names applications by their display name: %s", [setting.title, lib.list(named(setting))])
}

unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some subject in lib.judged
	some name in ["b2bCollaborationInbound", "b2bCollaborationOutbound"]
	setting := subject.settings[name]
	setting.origin in {"own", "unknown"}
	setting.admits == "unknown"
}

# Own settings that allow applications by name.
lists(subject) := [setting |
	some name in ["b2bCollaborationInbound", "b2bCollaborationOutbound"]
	setting := subject.settings[name]
	setting.origin == "own"
	lib.opens(setting)
	setting.applications.access == "allowed"
	ids(setting) & broad == set()
	ids(setting) != only_encrypted_mail
]

ids(setting) := {target.id | some target in setting.applications.targets}

named(setting) := [target.id | some target in setting.applications.targets; target.by_name == true]

missing_from(setting) := [essentials[id] | some id in object.keys(essentials) - ids(setting)]
