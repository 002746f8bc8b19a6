# METADATA
# title: Guests see too much of the directory
# description: >-
#   Guests have the same permissions as members, so they can read users, groups and memberships that have nothing to do
#   with them.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/authorizationpolicy
#   description: authorizationPolicy resource type
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [authorization_policy]
#   partners: []
#   remediation: Give guests the restricted role, 2af84b1e-32c8-42b7-82bc-daa82404023b.
#   controls: [SCuBA MS.AAD.8.1v1, CIS M365 v7.0.0 5.1.6.2, NIST 800-53 AC-6]
#   options:
#     limited: {default: accept, oneOf: [accept, report], description: 'Whether limited access, the service default, is reported too.'}
package tenantlint.access.guest_role_broad

member := "a0b1b346-4d3e-4e8b-98f8-753987be4970"

limited := "10dae51f-b6af-4016-8d66-8c2a99b929b3"

restricted := "2af84b1e-32c8-42b7-82bc-daa82404023b"

expected := {"accept": "limited or restricted access", "report": "restricted access"}[input.options.limited]

fail contains finding if {
	some [record, role] in roles
	role == member
	finding := {
		"on": record.ref,
		"path": "guestUserRoleId",
		"message": "Guests have the same access to the directory as members",
		"expected": expected,
		"actual": "access as a member",
	}
}

fail contains finding if {
	some [record, role] in roles
	role == limited
	input.options.limited == "report"
	finding := {
		"on": record.ref,
		"path": "guestUserRoleId",
		"message": "Guests can read users and the members of groups in the directory, not only what is theirs",
		"level": "warning",
		"expected": expected,
		"actual": "limited access",
	}
}

unknown contains {"on": record.ref, "path": "guestUserRoleId", "reason": reason} if {
	some [record, role] in roles
	known := role in {member, limited, restricted}
	known == false
	reason := "which role guests have is not in the export, or it is none that Microsoft documents"
}

roles := [[record, role] |
	some record in input.records.authorization_policy
	found := object.get(record.value, "guestUserRoleId", null)
	role := lower(concat("", [text | some text in [found]; is_string(text)]))
]
