# METADATA
# title: A block list leaves everything else open
# description: A setting blocks some users, groups or applications by name. Everything it does not name stays open.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicy-overview
#   description: Cross-tenant access settings API overview
# custom:
#   level: error
#   scope: partner
#   subjects: [partner, default]
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   partners: [faulty]
#   remediation: Allow what is agreed by name, or block AllUsers and AllApplications.
#   controls: []
package tenantlint.entra.block_list_leaves_rest_open

import data.tenantlint.lib

fail contains finding if {
	some subject in lib.judged
	some setting in subject.faulty
	setting.block_list != null
	finding := {
		"on": subject.ref,
		"path": setting.block_list,
		"message": sprintf("%s: %s blocks only what it names; everything else stays open", [lib.label(subject), setting.title]),
	}
}

# An absent, unreadable or half setting may hide a block list.
unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some subject in lib.judged
	some setting in subject.faulty
	setting.admits == "unknown"
	setting.block_list == null
}
