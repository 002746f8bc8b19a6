package tenantlint.register.agreement_expiring_test

import data.tenantlint.mock
import data.tenantlint.register.agreement_expiring as rule

world(parts) := mock.world({"register": {"entries": [mock.entry(parts)]}, "options": {"days": 60}})

ending(days) := {"agreement": {"state": "current", "expires": "2026-12-01", "days_left": days}}

finding(when) := {
	"on": "register:fabrikam", "path": "agreement.expires",
	"message": sprintf("The agreement with Fabrikam expires on 2026-12-01, %s", [when]),
}

test_soon if {
	rule.fail == {finding("today")} with input as world(ending(0))
	rule.fail == {finding("in 1 day")} with input as world(ending(1))
	rule.fail == {finding("in 60 days")} with input as world(ending(60))
	rule.unknown == set() with input as world(ending(60))
}

test_later if {
	rule.fail == set() with input as world(ending(61))
	rule.unknown == set() with input as world(ending(61))
}

test_without_end if {
	evergreen := world({"agreement": {"state": "current", "expires": "none", "days_left": null}})
	rule.fail == set() with input as evergreen
	rule.unknown == set() with input as evergreen
}

test_undated if {
	undated := world({"agreement": {"state": "undated", "expires": null, "days_left": null, "path": "agreement"}})
	rule.fail == set() with input as undated
	rule.unknown == {{
		"on": "register:fabrikam", "path": "agreement",
		"reason": "when its agreement expires is unknown: write the date, or `expires: none` when it has none",
	}} with input as undated
}

test_expired_and_missing_are_another_rule if {
	every agreement in [{"state": "expired", "days_left": -3}, {"state": "missing", "expires": null, "days_left": null}] {
		other := world({"agreement": agreement})
		rule.fail == set() with input as other
		rule.unknown == set() with input as other
	}
}

test_not_approved if {
	every agreement in [{"state": "current", "days_left": 3}, {"state": "undated", "days_left": null}] {
		ended := world({"agreement": agreement, "status": "ended", "approved": false})
		rule.fail == set() with input as ended
		rule.unknown == set() with input as ended
	}
}

test_our_own_entry if {
	every agreement in [{"state": "current", "expires": "2026-12-01", "days_left": 0}, {"state": "undated", "expires": null, "days_left": null, "path": "agreement"}] {
		own := world({"agreement": agreement, "tenant_id": "11111111-1111-4111-8111-111111111111"})
		rule.fail == set() with input as own
		rule.unknown == set() with input as own
	}
}
