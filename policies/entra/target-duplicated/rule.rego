# METADATA
# title: A list names the same thing twice
# description: A setting names a user, group or application more than once. Whoever removes one of them believes it gone.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicy-overview
#   description: Cross-tenant access settings API overview
# custom:
#   level: info
#   scope: partner
#   subjects: [partner, default]
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   partners: [faulty]
#   remediation: Name each user, group and application once.
#   controls: []
package tenantlint.entra.target_duplicated

import data.tenantlint.lib

# AllUsers or AllApplications beside anything else is a contradiction, and setting-contradictory tells of it.
fail contains finding if {
	some subject in lib.judged
	some setting in subject.faulty
	setting.origin == "own"
	some side in ["users", "applications"]
	half := setting[side]
	half.repeated != []
	finding := {
		"on": subject.ref,
		"path": half.path,
		"message": sprintf("%s: %s names the same thing more than once: %s", [lib.label(subject), setting.title, lib.list(half.repeated)]),
	}
}

# What can't be read may hold anything.
unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some subject in lib.judged
	some setting in subject.faulty
	setting.admits == "unknown"
}
