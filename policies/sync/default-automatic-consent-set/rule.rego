# METADATA
# title: The default says that it redeems invitations automatically
# description: >-
#   The default has automatic consent set. Microsoft keeps it false there, so the file is not what is in force.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationdefault
#   description: crossTenantAccessPolicyConfigurationDefault resource type
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   partners: []
#   remediation: Remove it from the default and set it for each partner that needs it.
#   controls: []
package tenantlint.sync.default_automatic_consent_set

import data.tenantlint.lib

fail contains finding if {
	some direction, flag in input.default.consent
	flag.value == true
	finding := {
		"on": input.default.ref,
		"path": flag.path,
		"message": sprintf("The default has %s automatic consent set, which Microsoft keeps false there: what the file says is not in force", [direction]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": input.default.ref, "path": "automaticUserConsentSettings", "reason": reason} if {
	some flag in input.default.consent
	flag.value == null
	reason := lib.cannot_tell("automatic consent", flag)
}
