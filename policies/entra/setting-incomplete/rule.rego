# METADATA
# title: A setting is incomplete
# description: A setting lacks a half, or a half lacks its access type or targets. Microsoft does not document what is then in force.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/crosstenantaccesspolicyconfigurationpartner-update
#   description: Update crossTenantAccessPolicyConfigurationPartner
# custom:
#   level: error
#   scope: partner
#   subjects: [partner, default]
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   partners: [faulty]
#   remediation: Write both halves, each with an access type and targets.
#   controls: []
package tenantlint.entra.setting_incomplete

import data.tenantlint.lib

fail contains finding if {
	some subject in lib.judged
	some setting in subject.faulty
	some defect in setting.defects
	defect.kind == "incomplete"
	finding := {
		"on": subject.ref,
		"path": defect.path,
		"message": sprintf("%s, %s: %s", [lib.label(subject), setting.title, defect.text]),
	}
}

# An absent or unreadable setting may hide a missing half.
unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some subject in lib.judged
	some setting in subject.faulty
	setting.admits == "unknown"
	setting.defects == []
}
