# METADATA
# title: A setting is known by display names only
# description: >-
#   The export shows users, groups or applications by name instead of id. A name is not unique, so nobody can tell for sure
#   whom the setting means.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicy-overview
#   description: Cross-tenant access settings API overview
# custom:
#   level: info
#   scope: partner
#   subjects: [partner, default]
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Export through Graph, which shows ids.
#   controls: []
package tenantlint.entra.target_by_name

import data.tenantlint.lib

fail contains finding if {
	some subject in lib.judged
	some setting in subject.settings
	setting.origin == "own"
	some side in ["users", "applications"]
	setting[side].by_name != []
	named := [target | some target in setting[side].targets; target.by_name == true]
	finding := {
		"on": subject.ref,
		"path": named[0].path,
		"message": sprintf("%s: %s shows names instead of ids: %s", [lib.label(subject), setting.title, lib.list([target.id | some target in named])]),
		"expected": "an object id",
		"actual": named[0].id,
	}
}

unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some subject in lib.judged
	some setting in subject.faulty
	setting.admits == "unknown"
}
