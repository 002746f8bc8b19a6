# METADATA
# title: Channel policies are assigned to more groups than Teams takes
# description: >-
#   Teams takes assignments to at most 64 groups for one type of policy; what is beyond is refused when it is
#   deployed.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/new-csgrouppolicyassignment
#   description: New-CsGroupPolicyAssignment
# custom:
#   level: info
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [assignments]
#   partners: []
#   remediation: Merge groups that hold the same policy into one.
#   controls: []
#   options:
#     limit: {default: 64, description: How many groups may hold a channel policy by assignment.}
package tenantlint.teams.channel_policy_assignments_exceeded

fail contains finding if {
	some last in input.teams.assignments
	taken > input.options.limit
	last.ref == input.teams.assignments[taken - 1].ref
	finding := {
		"on": last.ref,
		"path": last.path,
		"message": sprintf("Channel policies are assigned to %d groups, and the limit is %d", [taken, input.options.limit]),
		"expected": sprintf("at most %d", [input.options.limit]),
		"actual": sprintf("%d", [taken]),
	}
}

taken := count(input.teams.assignments)
