# METADATA
# title: A setting contradicts itself
# description: The two halves of a setting, or the entries of one half, exclude each other. What is in force can't be told.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: error
#   scope: partner
#   subjects: [partner, default]
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   partners: [faulty]
#   remediation: Block both halves, or allow both halves.
#   controls: []
package tenantlint.entra.setting_contradictory

import data.tenantlint.lib

fail contains finding if {
	some subject in lib.judged
	some setting in subject.faulty
	some defect in setting.defects
	defect.kind == "contradictory"
	finding := {
		"on": subject.ref,
		"path": defect.path,
		"message": sprintf("%s, %s: %s", [lib.label(subject), setting.title, defect.text]),
	}
}

# An absent, unreadable or half setting may hide a contradiction. A finding goes before it.
unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some subject in lib.judged
	some setting in subject.faulty
	setting.admits == "unknown"
}
