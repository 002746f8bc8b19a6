# METADATA
# title: An outbound list of applications leaves out Rights Management
# description: >-
#   Outbound collaboration allows only named applications, and Rights Management is not among them: our users can't
#   open mail and documents that the other side has encrypted.
# related_resources:
# - ref: https://learn.microsoft.com/purview/encryption-azure-ad-configuration
#   description: Microsoft Entra configuration for encrypted content
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: info
#   scope: partner
#   subjects: [partner, default]
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Add 00000012-0000-0000-c000-000000000000 to the applications that outbound collaboration allows.
#   controls: []
package tenantlint.entra.rights_management_unreachable

import data.tenantlint.lib

rights_management := "00000012-0000-0000-c000-000000000000"

# Own outbound settings that allow a list of applications without it.
lacking contains {"on": subject.ref, "label": lib.label(subject), "path": setting.applications.path, "names": names} if {
	some subject in lib.judged
	setting := subject.settings.b2bCollaborationOutbound
	setting.origin == "own"
	setting.admits in {"listed", "everybody"}
	setting.applications.access == "allowed"
	setting.applications.all == false
	names := {target.id | some target in setting.applications.targets}
	every name in names {
		name != rights_management
	}
}

fail contains finding if {
	some one in lacking
	every name in one.names {
		name != "AllMicrosoftApps"
	}
	finding := {
		"on": one.on,
		"path": one.path,
		"message": sprintf("%s: outbound collaboration allows a list of applications without Rights Management, so our users can't open what was encrypted there", [one.label]),
		"expected": rights_management,
		"actual": lib.list(sort(one.names)),
	}
}

unknown contains {"on": one.on, "path": one.path, "reason": reason} if {
	some one in lacking
	"AllMicrosoftApps" in one.names
	reason := "whether AllMicrosoftApps covers Rights Management is not documented"
}

unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some subject in lib.judged
	some setting in subject.faulty
	setting.path == "b2bCollaborationOutbound"
	setting.admits == "unknown"
}
