# METADATA
# title: The MFA policy leaves a partner out
# description: >-
#   Conditional Access asks external users for multifactor authentication, but not the users of this partner who come in:
#   their tenant or their type of user is excluded, or not included.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# - ref: https://learn.microsoft.com/graph/api/resources/conditionalaccessguestsorexternalusers
#   description: conditionalAccessGuestsOrExternalUsers resource type
# custom:
#   level: error
#   scope: partner
#   subjects: [partner, default]
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [conditional_access]
#   remediation: Take the partner out of the exclusion, or add its type of users to the policy.
#   controls: [NIST 800-53 IA-2]
package tenantlint.access.mfa_policy_spares_partner

import data.tenantlint.conditional_access as access
import data.tenantlint.lib

fail contains finding if {
	some gap in access.open_gaps("spares")
	sparing := access.by(gap, "spares")
	finding := {
		"on": gap.subject.ref,
		"path": gap.setting.path,
		"message": sprintf("%s: users come in by %s, and Conditional Access asks other external users for MFA, but not them: %s leaves out %s", [lib.label(gap.subject), gap.setting.title, access.names(sparing), gap.type]),
		"expected": sprintf("MFA of %s", [gap.type]),
		"actual": "left out",
		"related": [{"on": policy.ref, "path": place(policy, gap), "label": "leaves them out"} | some policy in sparing],
	}
}

unknown contains doubt if {
	some doubt in access.doubtful("spares")
}

# A policy for all users has no list of included ones, so it must be the exclusion.
place(policy, gap) := "conditions.users.excludeGuestsOrExternalUsers" if {
	access.keys(gap.subject, gap.type) & policy.excluded != set()
} else := "conditions.users.includeGuestsOrExternalUsers"
