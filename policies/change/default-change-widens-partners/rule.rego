# METADATA
# title: The default opens, and partners inherit it
# description: >-
#   The change makes the tenant's default more open, or trust more, and partners without a setting of their own get
#   that with it.
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
#   remediation: Give each of the partners named a setting of its own first, as agreed with it; then change the default.
#   controls: []
package tenantlint.change.default_change_widens_partners

import data.tenantlint.lib

fail contains finding if {
	some change in input.changes
	change.about == "default"
	change.adds == true
	change.inheriting != []
	finding := {
		"on": change.ref,
		"path": change.setting,
		"message": sprintf("The default changes %s from %s to %s, and with it %s, which inherit it", [change.title, change.before.text, change.after.text, lib.list(change.inheriting)]),
		"expected": change.before.text,
		"actual": change.after.text,
	}
}

unknown contains {"on": change.ref, "path": change.setting, "reason": reason} if {
	some change in input.changes
	change.about == "default"
	change.kind == "unknown"
	reason := sprintf("whether the change of %s in the default opens anything to partners that inherit it is unknown: %s", [change.title, change.after.text])
}

unknown contains {"on": change.ref, "path": change.setting, "reason": reason} if {
	some change in input.changes
	change.about == "default"
	change.adds == true
	change.inheriting == []
	change.perhaps_inheriting != []
	reason := sprintf("whether %s inherit %s, which opens in the default, is not in the export", [lib.list(change.perhaps_inheriting), change.title])
}

applicable contains change.ref if {
	some change in input.changes
	change.about == "default"
}
