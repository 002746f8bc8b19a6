package tenantlint.sync.multitenant_member_unlisted_test

import data.tenantlint.mock
import data.tenantlint.sync.multitenant_member_unlisted as rule

path := "isInMultiTenantOrganization"

fabrikam := "22222222-2222-4222-8222-222222222222"

# What the partner says of itself, the list of members, and the register entry.
world(flag, members, register) := object.union(
	mock.world({
		"partners": [mock.partner({"in_multi_tenant_organization": flag, "register": register})],
		"records": {"multi_tenant_member": [{"ref": "record/multi-tenant-member/0", "name": "x", "value": member, "unclear": []} |
			some member in members
		]},
	}),
	{"tenant": {"present": {"multi_tenant_member": members != []}}},
)

active := {"tenantId": upper(fabrikam), "state": "active"}

ours := mock.entry({"kind": "organisation"})

finding(text) := {
	"on": "partner:fabrikam", "path": path, "expected": "an approved entry with `kind: organisation`",
	"message": sprintf("Fabrikam belongs to our multitenant organization, but %s", [text]),
}

test_missing_from_the_register if {
	flagged := world(true, [], null)
	rule.fail == {finding("is missing from the register")} with input as flagged
	rule.unknown == set() with input as flagged
	rule.applicable == {"partner:fabrikam"} with input as flagged
}

test_listed_as_active if {
	every flag in [false, null] {
		listed := world(flag, [active], null)
		rule.fail == {finding("is missing from the register")} with input as listed
		rule.unknown == set() with input as listed
	}
}

test_not_approved if {
	proposed := world(true, [], mock.entry({"status": "proposed", "approved": false, "kind": "organisation"}))
	rule.fail == {finding("is proposed in the register")} with input as proposed
}

test_approved_as_something_else if {
	every kind in ["partner", null] {
		mild := world(true, [], mock.entry({"kind": kind}))
		rule.fail == {object.union(
			finding("is not in the register as one of our tenants (`kind: organisation`)"),
			{"level": "info"},
		)} with input as mild
	}
}

test_approved_as_ours if {
	every flag in [true, false, null] {
		listed := world(flag, [active], ours)
		rule.fail == set() with input as listed
		rule.unknown == set() with input as listed
		rule.applicable == {"partner:fabrikam"} with input as listed
	}
}

test_no_member if {
	every members in [[], [{"tenantId": fabrikam, "state": "removed"}], [{"tenantId": fabrikam, "state": "pending"}]] {
		outside := world(false, members, null)
		rule.fail == set() with input as outside
		rule.unknown == set() with input as outside
		rule.applicable == set() with input as outside
	}
}

test_not_on_the_list_of_members if {
	outside := world(null, [{"tenantId": "33333333-3333-4333-8333-333333333333", "state": "active"}, {"tenantId": null, "state": "active"}], null)
	rule.fail == set() with input as outside
	rule.unknown == set() with input as outside
}

test_membership_not_exported if {
	blank := world(null, [], null)
	rule.fail == set() with input as blank
	rule.unknown == {{
		"on": "partner:fabrikam", "path": path,
		"reason": "whether it belongs to our multitenant organization is not in the export, and it is missing from the register",
	}} with input as blank
	sound := world(null, [], ours)
	rule.unknown == set() with input as sound
}

test_state_unknown if {
	every member in [{"tenantId": fabrikam, "state": null}, {"tenantId": fabrikam}] {
		blank := world(false, [member], null)
		rule.fail == set() with input as blank
		rule.unknown == {{
			"on": "partner:fabrikam", "path": path,
			"reason": "it is listed as a member of our multitenant organization in an unknown state, and it is missing from the register",
		}} with input as blank
	}
}

beside(parent, state) := object.union(parent, {"records": {"multi_tenant_organization": [
	{"ref": "record/multi-tenant-organization/0", "name": "x", "value": {"state": state}, "unclear": []},
]}})

test_in_no_multitenant_organization if {
	every flag in [true, false, null] {
		alone := beside(world(flag, [], null), "inactive")
		rule.fail == set() with input as alone
		rule.unknown == set() with input as alone
		rule.applicable == set() with input as alone
	}
	every state in ["active", null] {
		member := beside(world(true, [], null), state)
		rule.fail == {finding("is missing from the register")} with input as member
	}
}

test_marked_but_not_on_the_list if {
	woodgrove := "33333333-3333-4333-8333-333333333333"
	every members in [[{"tenantId": woodgrove, "state": "active"}], [{"tenantId": fabrikam, "state": "removed"}]] {
		stale := world(true, members, ours)
		rule.fail == {{
			"on": "partner:fabrikam", "path": path, "level": "info", "expected": "false", "actual": "true",
			"message": "Fabrikam is marked as belonging to our multitenant organization, but the list of members does not have it as active",
		}} with input as stale
		rule.unknown == set() with input as stale
		registered := world(true, members, null)
		rule.fail == {finding("is missing from the register")} with input as registered
	}
	blank := world(true, [{"tenantId": fabrikam, "state": null}], ours)
	rule.fail == set() with input as blank
}
