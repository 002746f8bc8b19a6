package tenantlint.access.invitations_open_test

import data.tenantlint.access.invitations_open as rule
import data.tenantlint.mock

world(value, members) := mock.world({
	"records": {"authorization_policy": [{"ref": "record:authorization", "name": "authorizationPolicy", "unclear": [], "value": value}]},
	"options": {"members": members},
})

finding(parts) := object.union(
	{"on": "record:authorization", "path": "allowInvitesFrom", "expected": "adminsAndGuestInviters or none"},
	parts,
)

test_everyone if {
	expected := finding({
		"message": "Everyone may invite guests, and guests may invite more guests", "level": "error", "actual": "everyone",
	})
	every members in ["report", "accept"] {
		open := world({"allowInvitesFrom": "everyone"}, members)
		rule.fail == {expected} with input as open
		rule.unknown == set() with input as open
	}
}

test_all_members if {
	expected := finding({
		"message": "Every member of the tenant may invite guests", "level": "warning",
		"actual": "adminsGuestInvitersAndAllMembers",
	})
	reported := world({"allowInvitesFrom": "adminsGuestInvitersAndAllMembers"}, "report")
	rule.fail == {expected} with input as reported
	accepted := world({"allowInvitesFrom": "adminsGuestInvitersAndAllMembers"}, "accept")
	rule.fail == set() with input as accepted
	rule.unknown == set() with input as accepted
}

test_few if {
	every value in ["adminsAndGuestInviters", "none"] {
		few := world({"allowInvitesFrom": value}, "report")
		rule.fail == set() with input as few
		rule.unknown == set() with input as few
	}
}

test_unknown if {
	every value in [{}, {"allowInvitesFrom": null}] {
		hidden := world(value, "report")
		rule.fail == set() with input as hidden
		rule.unknown == {{
			"on": "record:authorization", "path": "allowInvitesFrom", "reason": "who may invite guests is not in the export",
		}} with input as hidden
	}
}
