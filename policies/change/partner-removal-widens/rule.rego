# METADATA
# title: A partner's entry is removed, and the default lets in more than the entry did
# description: >-
#   The change deletes a partner's entry. From then on the default counts for the partner, and it is more open, or
#   trusts more.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicy-overview
#   description: Cross-tenant access settings API overview
# custom:
#   level: error
#   scope: change
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Keep the entry and block in it what the partner may not have, until the default is as closed.
#   controls: []
package tenantlint.change.partner_removal_widens

fail contains finding if {
	some change in input.changes
	change.cause == "entry-removed"
	change.adds == true
	finding := {
		"on": change.ref,
		"path": change.setting,
		"message": sprintf("%s: its entry is removed, so the default counts, and that changes %s from %s to %s", [change.name, change.title, change.before.text, change.after.text]),
		"expected": change.before.text,
		"actual": change.after.text,
	}
}

unknown contains {"on": change.ref, "path": change.setting, "reason": reason} if {
	some change in input.changes
	change.cause == "entry-removed"
	change.kind == "unknown"
	reason := sprintf("its entry is removed, and what that does to %s can't be told: %s", [change.title, change.after.text])
}

applicable contains change.ref if {
	some change in input.changes
	change.cause == "entry-removed"
}
