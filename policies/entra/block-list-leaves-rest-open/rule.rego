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
#   remediation: Allow what is agreed by name, or block AllUsers and AllApplications.
#   controls: []
package tenantlint.entra.block_list_leaves_rest_open

import data.tenantlint.lib

fail contains finding if {
	some subject in lib.judged
	some setting in subject.settings
	setting.block_list != null
	stands_here(subject, setting)
	finding := {
		"on": subject.ref,
		"path": setting.block_list,
		"message": sprintf("%s: %s blocks only what it names; everything else stays open", [lib.label(subject), setting.title]),
	}
}

# An absent, unreadable or half setting may hide a block list.
unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some subject in lib.judged
	some setting in subject.settings
	setting.admits == "unknown"
	setting.origin in {"own", "unknown"}
	setting.block_list == null
}

# What a partner inherits is judged at the default.
stands_here(_, setting) if setting.origin == "own"

stands_here(subject, _) if subject.ref == input.default.ref
