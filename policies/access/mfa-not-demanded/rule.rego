# METADATA
# title: Users of other organisations come in, and nobody asks them for MFA
# description: >-
#   Users of a partner, or of every organisation by the default, come in, and no enabled Conditional Access policy asks
#   them for multifactor authentication. Trusting their MFA does not ask for it.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# - ref: https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy
#   description: conditionalAccessPolicy resource type
# custom:
#   level: error
#   scope: partner
#   subjects: [partner, default]
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [conditional_access]
#   remediation: Enable a Conditional Access policy that asks all external users for MFA, in all applications.
#   controls: [NIST 800-53 IA-2]
#   options:
#     securityDefaults: {default: unknown, oneOf: [unknown, enabled, disabled], description: 'Whether security defaults are on, which no export says. It counts only where no Conditional Access policy is enabled.'}
package tenantlint.access.mfa_not_demanded

import data.tenantlint.conditional_access as access
import data.tenantlint.lib

fail contains finding if {
	replaced == "no"
	some gap in access.open_gaps("nobody")
	finding := {
		"on": gap.subject.ref,
		"path": gap.setting.path,
		"message": sprintf("%s: users come in by %s, and no enabled Conditional Access policy asks them for MFA", [lib.label(gap.subject), gap.setting.title]),
		"expected": "a policy that asks them for MFA",
		"actual": sprintf("0 of %d policies", [count(input.records.conditional_access)]),
		"related": trusted(gap.subject),
	}
}

unknown contains doubt if {
	replaced != "yes"
	some doubt in access.doubtful("nobody")
}

unknown contains {"on": gap.subject.ref, "path": gap.setting.path, "reason": reason} if {
	replaced == "maybe"
	some gap in access.open_gaps("nobody")
	reason := "no Conditional Access policy is enabled, and whether security defaults ask for MFA instead is in no export: the option `securityDefaults` says it"
}

# Security defaults and enabled policies exclude each other.
replaced := {"enabled": "yes", "disabled": "no", "unknown": "maybe"}[input.options.securityDefaults] if {
	access.none_enabled
} else := "no"

trusted(subject) := [{"on": subject.ref, "path": flag.path, "label": "MFA is trusted here, which asks for nothing"} |
	some flag in [subject.trust.isMfaAccepted]
	flag.value == true
]
