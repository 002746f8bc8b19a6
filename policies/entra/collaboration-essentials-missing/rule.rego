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

names := ["b2bCollaborationInbound", "b2bCollaborationOutbound"]

# With one of these the list is broad. Rights Management alone is the documented way to close everything else.
broad := ["AllApplications", "AllMicrosoftApps", "Office365"]

encrypted_mail := "00000012-0000-0000-c000-000000000000"

fail contains finding if {
	some list in short_lists
	list.by_name == []
	finding := {
		"on": list.on,
		"path": list.setting.applications.path,
		"message": sprintf("%s: %s allows a list of applications without %s, so guests fail to sign in or to register MFA", [list.label, list.setting.title, concat(", ", list.missing)]),
	}
}

unknown contains {"on": list.on, "path": list.setting.applications.path, "reason": reason} if {
	some list in short_lists
	list.by_name != []
	reason := sprintf("%s names applications by their display name: %s", [list.setting.title, lib.list(list.by_name)])
}

unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some subject in lib.judged
	some name in names
	setting := subject.settings[name]
	setting.admits == "unknown"
	setting.origin in {"own", "unknown"}
}

# Own settings that allow applications by name, and not all of the essential ones.
short_lists := [list |
	some subject in lib.judged
	some name in names
	setting := subject.settings[name]
	setting.applications.access == "allowed"
	setting.origin == "own"
	lib.opens(setting)
	ids := setting.applications.ids
	absent := [title | some id, title in essentials; lib.lacks(ids, id)]
	absent != []
	every word in broad {
		lib.lacks(ids, word)
	}
	beyond_mail(ids)
	list := {
		"on": subject.ref, "label": lib.label(subject), "setting": setting, "missing": absent,
		"by_name": setting.applications.by_name,
	}
]

beyond_mail(ids) if {
	some id in ids
	id != encrypted_mail
}
