# METADATA
# title: The MFA policy for external users leaves some of them out
# description: >-
#   Conditional Access asks external users for multifactor authentication by type, and no enabled policy asks some of the
#   types. Guests and direct connect users are judged by other rules, with the partners they belong to.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# - ref: https://learn.microsoft.com/graph/api/resources/conditionalaccessguestsorexternalusers
#   description: conditionalAccessGuestsOrExternalUsers resource type
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [conditional_access]
#   partners: []
#   remediation: Add the missing types of users to the policy.
#   controls: []
#   options:
#     types: {default: [internalGuest, b2bCollaborationMember, otherExternalUser], description: The types of external users that must be asked for MFA.}
package tenantlint.access.mfa_policy_leaves_out_user_types

import data.tenantlint.conditional_access as access

fail contains finding if {
	unclear == []
	missing != []
	policy := by_type[0]
	finding := {
		"on": policy.ref,
		"path": place(policy),
		"message": sprintf("`%s` asks external users for MFA by type, and no enabled policy asks %s", [policy.name, concat(", ", missing)]),
		"expected": concat(", ", input.options.types),
		"actual": concat(", ", asked(policy)),
	}
}

unknown contains {"on": policy.ref, "reason": reason} if {
	missing != []
	some policy in unclear
	reason := sprintf("whether `%s` asks %s for MFA is unknown", [policy.name, concat(", ", missing)])
}

enabled := [policy | some policy in access.askers; policy.state == "enabled"; policy.unclear == []]

unclear := [policy | some policy in access.askers; policy.state != "enabledForReportingButNotEnforced"; policy.unclear != []]

# Policies for guests or direct connect users that do not ask all the types.
by_type := [policy |
	some policy in enabled
	policy.aimed == true
	some type in missing
	reaches(policy, type) == false
]

missing := [type |
	some type in input.options.types
	every policy in enabled {
		reaches(policy, type) == false
	}
]

# Everywhere, or from some tenants: from which is judged with the partners.
reaches(policy, type) if {
	access.aimed(policy.included, policy.excluded, type)
} else := false

asked(policy) := sort([type | some type in access.every_type; reaches(policy, type) == true])

place(policy) := "conditions.users.excludeGuestsOrExternalUsers.guestOrExternalUserTypes" if {
	{access.key(type, "*") | some type in missing} & policy.excluded != set()
} else := "conditions.users.includeGuestsOrExternalUsers.guestOrExternalUserTypes"
