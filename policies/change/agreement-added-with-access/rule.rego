# METADATA
# title: One change agrees and opens
# description: >-
#   The same change opens something to a partner and writes the leave for it into the register, so nobody agreed
#   before.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicy-overview
#   description: Cross-tenant access settings API overview
# custom:
#   level: warning
#   scope: change
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Have the register entry reviewed and merged by those who agree on partners first; then open, in a change of its own.
#   controls: []
package tenantlint.change.agreement_added_with_access

fail contains finding if {
	some change in input.changes
	change.adds == true
	change.covered_by.new == true
	finding := {
		"on": change.ref,
		"path": change.setting,
		"message": sprintf("%s: %s goes from %s to %s, and this change itself puts the leave for it into the register (%s)", [change.name, change.title, change.before.text, change.after.text, change.covered_by.entry]),
		"expected": "an agreement that was there before",
		"actual": "one of the same change",
	}
}

unknown contains {"on": change.ref, "path": change.setting, "reason": reason} if {
	some change in input.changes
	change.kind == "unknown"
	change.covered_by.new == true
	reason := sprintf("the change adds leave for %s to the register, and whether it also opens it can't be told: %s", [change.title, change.after.text])
}

applicable contains change.ref if {
	some change in input.changes
	change.needs_cover == true
}
