# METADATA
# title: Say in a few words what is wrong
# description: One or two plain sentences on the bad pattern and what comes of it.
# related_resources: []
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: preview
#   requires: []
#   remediation: Say what to change, in one sentence.
#   controls: []
package tenantlint.AREA.PACKAGE

# A partner is judged on its own. docs/writing-rules.md has everything that stands in `input`.
fail contains finding if {
	some partner in input.partners
	flag := partner.trust.isMfaAccepted
	flag.value == false
	finding := {
		"on": partner.ref,
		"path": flag.path,
		"message": sprintf("%s: say who, which setting, what it is and what it should be", [partner.name]),
		"expected": "true",
		"actual": "false",
	}
}

# What can't be told is unknown, never a pass.
unknown contains {"on": partner.ref, "path": flag.path, "reason": "MFA trust is unknown"} if {
	some partner in input.partners
	flag := partner.trust.isMfaAccepted
	flag.value == null
}
