package tenantlint.microsoft365.capability_details_unscoped_test

import data.tenantlint.microsoft365.capability_details_unscoped as rule
import data.tenantlint.mock

ref := "record/capability/0"

path := "inboundAccess.resourceScopes.included"

world(value) := mock.world({"records": {"capability": [{
	"ref": ref, "name": object.get(value, "name", "Microsoft 365 capability"), "value": value, "unclear": [],
}]}})

capability(name, allowed, included) := {"name": name, "inboundAccess": {"isAllowed": allowed, "resourceScopes": {"included": included, "excluded": []}}}

names := [
	"crossTenantCalendarAvailabilityLimitedDetails", "crossTenantCalendarSharingFreeBusyDetail",
	"crossTenantCalendarSharingFreeBusyReviewer", "crossTenantMailTipsAll",
]

group := {"resourceId": "33333333-3333-4333-8333-333333333333", "resourceType": "group"}

finding(name, what, actual) := {
	"on": ref, "path": path, "expected": "named groups", "actual": actual,
	"message": sprintf("%s is open and names %s, so it shows details of everybody's mail or calendar", [name, what]),
}

test_nobody_named if {
	every name in names {
		unscoped := world(capability(name, true, []))
		rule.fail == {finding(name, "nobody whom it is limited to", "[]")} with input as unscoped
		rule.unknown == set() with input as unscoped
	}
}

test_all_named if {
	every included in [[{"resourceId": "All", "resourceType": "user"}], [group, {"resourceId": "all", "resourceType": "group"}]] {
		unscoped := world(capability(names[3], true, included))
		rule.fail == {finding(names[3], "all users or groups", "All")} with input as unscoped
	}
}

test_group_named if {
	every allowed in [true, null] {
		scoped := world(capability(names[0], allowed, [group]))
		rule.fail == set() with input as scoped
		rule.unknown == set() with input as scoped
	}
}

test_closed if {
	every included in [[], null] {
		closed := world(capability(names[0], false, included))
		rule.fail == set() with input as closed
		rule.unknown == set() with input as closed
	}
}

test_without_details if {
	simple := world(capability("crossTenantMailTipsLimited", true, []))
	rule.fail == set() with input as simple
	rule.unknown == set() with input as simple
}

test_scope_unknown if {
	silent := {"name": names[3], "inboundAccess": {"isAllowed": true, "resourceScopes": null}}
	every value in [silent, capability(names[3], true, null), capability(names[3], true, [group, {"resourceId": null}]), capability(names[3], true, [{}]), capability(names[3], true, [null])] {
		blank := world(value)
		rule.fail == set() with input as blank
		rule.unknown == {{
			"on": ref, "path": path, "reason": "whose details crossTenantMailTipsAll shows is not in the export",
		}} with input as blank
	}
}

test_allowed_unknown if {
	every value in [{"name": names[3]}, capability(names[3], null, [])] {
		blank := world(value)
		rule.fail == set() with input as blank
		rule.unknown == {{
			"on": ref, "path": "inboundAccess.isAllowed", "reason": "whether crossTenantMailTipsAll is open is not in the export",
		}} with input as blank
	}
}

test_name_unknown if {
	every value in [{"inboundAccess": {"isAllowed": true}}, {"name": null}] {
		blank := mock.world({"records": {"capability": [{"ref": ref, "name": "Microsoft 365 capability", "value": value, "unclear": []}]}})
		rule.fail == set() with input as blank
		rule.unknown == {{"on": ref, "path": "name", "reason": "which capability it is can't be told"}} with input as blank
	}
}
