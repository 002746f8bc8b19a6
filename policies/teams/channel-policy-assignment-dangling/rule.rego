# METADATA
# title: A group is assigned a channel policy that does not exist
# description: >-
#   A group assignment names a channel policy that is not among the policies of the export, so its members get what
#   Global says or nobody knows what.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/get-csgrouppolicyassignment
#   description: Get-CsGroupPolicyAssignment
# - ref: https://learn.microsoft.com/microsoftteams/teams-policies
#   description: Manage channel policies in Microsoft Teams
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [policies, assignments]
#   partners: []
#   remediation: Correct the name of the policy, or remove the assignment.
#   controls: []
package tenantlint.teams.channel_policy_assignment_dangling

fail contains finding if {
	complete
	some one in input.teams.assignments
	one.known == false
	finding := {
		"on": one.ref,
		"path": one.path,
		"message": sprintf("Group %s is assigned the channel policy %s, which is not in the export, so what holds for the group can't be told", [one.group, one.policy]),
		"expected": "a policy of this tenant",
		"actual": one.policy,
	}
}

unknown contains {"on": one.ref, "path": one.path, "reason": reason} if {
	count(global) == 0
	some one in input.teams.assignments
	one.known == false
	reason := sprintf("group %s is assigned the channel policy %s; whether it exists is unknown, for the export holds no Global, so not all policies", [one.group, one.policy])
}

# Every tenant has Global: where it is missing, others may be missing too.
complete if count(global) > 0

global := {policy.ref | some policy in input.policies; policy.is_global == true}
