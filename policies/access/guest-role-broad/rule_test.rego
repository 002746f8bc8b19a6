package tenantlint.access.guest_role_broad_test

import data.tenantlint.access.guest_role_broad as rule
import data.tenantlint.mock

world(value, limited) := mock.world({
	"records": {"authorization_policy": [{"ref": "record:authorization", "name": "authorizationPolicy", "unclear": [], "value": value}]},
	"options": {"limited": limited},
})

test_as_member if {
	every case in [["accept", "limited or restricted access"], ["report", "restricted access"]] {
		broad := world({"guestUserRoleId": "A0B1B346-4d3e-4e8b-98f8-753987be4970"}, case[0])
		rule.fail == {{
			"on": "record:authorization", "path": "guestUserRoleId", "expected": case[1], "actual": "access as a member",
			"message": "Guests have the same access to the directory as members",
		}} with input as broad
		rule.unknown == set() with input as broad
	}
}

test_limited if {
	reported := world({"guestUserRoleId": "10dae51f-b6af-4016-8d66-8c2a99b929b3"}, "report")
	rule.fail == {{
		"on": "record:authorization", "path": "guestUserRoleId", "level": "warning",
		"expected": "restricted access", "actual": "limited access",
		"message": "Guests can read users and the members of groups in the directory, not only what is theirs",
	}} with input as reported
	accepted := world({"guestUserRoleId": "10dae51f-b6af-4016-8d66-8c2a99b929b3"}, "accept")
	rule.fail == set() with input as accepted
	rule.unknown == set() with input as accepted
}

test_restricted if {
	narrow := world({"guestUserRoleId": "2af84b1e-32c8-42b7-82bc-daa82404023b"}, "report")
	rule.fail == set() with input as narrow
	rule.unknown == set() with input as narrow
}

test_unknown if {
	every value in [{}, {"guestUserRoleId": null}, {"guestUserRoleId": "00000000-0000-0000-0000-000000000000"}] {
		hidden := world(value, "accept")
		rule.fail == set() with input as hidden
		rule.unknown == {{
			"on": "record:authorization", "path": "guestUserRoleId",
			"reason": "which role guests have is not in the export, or it is none that Microsoft documents",
		}} with input as hidden
	}
}
