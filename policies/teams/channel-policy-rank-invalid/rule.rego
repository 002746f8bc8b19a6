# METADATA
# title: Two channel policies have the same rank
# description: >-
#   Two group assignments of different channel policies have the same rank, or a rank is below 1, so nobody can
#   tell which policy wins.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/new-csgrouppolicyassignment
#   description: New-CsGroupPolicyAssignment
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/get-csgrouppolicyassignment
#   description: Get-CsGroupPolicyAssignment
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [assignments]
#   partners: []
#   remediation: Number the assignments 1, 2, 3 in the order in which they are meant to win.
#   controls: []
package tenantlint.teams.channel_policy_rank_invalid

fail contains finding if {
	some index, one in input.teams.assignments
	some earlier in array.slice(input.teams.assignments, 0, index)
	one.rank == earlier.rank
	one.rank != null
	one.policy != earlier.policy
	finding := {
		"on": one.ref,
		"path": one.path,
		"message": sprintf("%s and %s are both assigned at rank %d, so nobody can tell which holds for whoever is in both groups", [one.policy, earlier.policy, one.rank]),
		"expected": "one policy per rank",
		"actual": sprintf("rank %d twice", [one.rank]),
		"related": [{"on": earlier.ref, "path": earlier.path, "label": "the same rank"}],
	}
}

fail contains finding if {
	some one in input.teams.assignments
	one.rank < 1
	one.rank != null
	finding := {
		"on": one.ref,
		"path": one.path,
		"level": "warning",
		"message": sprintf("%s is assigned to group %s at rank %d, but ranks begin at 1", [one.policy, one.group, one.rank]),
		"expected": "1 or more",
		"actual": sprintf("%d", [one.rank]),
	}
}

unknown contains {"on": one.ref, "path": one.path, "reason": sprintf("the rank at which %s is assigned to group %s is missing or no number", [one.policy, one.group])} if {
	count(input.teams.assignments) > 1
	some one in input.teams.assignments
	one.rank == null
}
