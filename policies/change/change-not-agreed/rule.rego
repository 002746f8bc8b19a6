# METADATA
# title: A partner's entry opens more, and no agreement says so
# description: >-
#   The change writes a setting into a partner's entry that lets in or out more than before, or trusts more, and no
#   approved entry of the register with a current agreement gives leave for it.
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
#   remediation: Have it agreed and write it under `allow` of the partner's approved entry in the register, in a change of its own; or take the change back.
#   controls: []
package tenantlint.change.change_not_agreed

fail contains finding if {
	some change in input.changes
	own(change)
	change.adds == true
	change.needs_cover == true
	change.covered_by == null
	finding := {
		"on": change.ref,
		"path": change.setting,
		"message": sprintf("%s: %s goes from %s to %s, and no agreement in the register says so", [change.name, change.title, change.before.text, change.after.text]),
		"expected": change.before.text,
		"actual": change.after.text,
	}
}

unknown contains {"on": change.ref, "path": change.setting, "reason": reason} if {
	some change in input.changes
	own(change)
	change.kind == "unknown"
	change.covered_by == null
	reason := sprintf("%s changes, and whether that opens anything can't be told: %s", [change.title, change.after.text])
}

applicable contains change.ref if {
	some change in input.changes
	own(change)
}

# What comes through the default and what a removed entry does are the matter of other rules.
own(change) if {
	change.about == "partner"
	change.cause in {"own", "entry-added", "export"}
}
