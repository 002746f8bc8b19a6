package tenantlint.register.review_overdue_test

import data.tenantlint.mock
import data.tenantlint.register.review_overdue as rule

world(parts, required) := mock.world({"register": {"entries": [mock.entry(parts)]}, "options": {"required": required}})

reviewed(days) := {"review_days_left": days, "terms": {"review": {"last": "2025-11-01", "every": "P6M"}}}

overdue := {
	"on": "register:fabrikam", "path": "review.last",
	"message": "The review of Fabrikam is 40 days overdue: the register has 2025-11-01 as the last one, and one due every P6M",
}

missing(text) := {
	"on": "register:fabrikam", "path": "review",
	"message": sprintf("The register entry of Fabrikam does not say %s, and this house requires it", [text]),
}

doubt := {
	"on": "register:fabrikam", "path": "review",
	"reason": "whether its review is overdue is unknown: it takes both `review.last` and `review.every` in the register",
}

test_overdue if {
	every required in [true, false] {
		late := world(reviewed(-40), required)
		rule.fail == {overdue} with input as late
		rule.unknown == set() with input as late
		rule.applicable == {"tenant"} with input as late
	}
}

test_in_time if {
	every days in [0, 1, 98] {
		sound := world(reviewed(days), true)
		rule.fail == set() with input as sound
		rule.unknown == set() with input as sound
		rule.applicable == {"tenant"} with input as sound
	}
}

test_no_review if {
	bare := {"review_days_left": null, "terms": {}}
	lax := world(bare, false)
	rule.fail == set() with input as lax
	rule.unknown == set() with input as lax
	rule.applicable == set() with input as lax
	strict := world(bare, true)
	rule.fail == {missing("how often it is reviewed or when it was last reviewed")} with input as strict
	rule.applicable == {"tenant"} with input as strict
}

test_half_a_review if {
	never := {"review_days_left": null, "terms": {"review": {"every": "P6M"}}}
	lax := world(never, false)
	rule.fail == set() with input as lax
	rule.unknown == {doubt} with input as lax
	rule.applicable == {"tenant"} with input as lax
	strict := world(never, true)
	rule.fail == {missing("when it was last reviewed")} with input as strict
	unending := world({"review_days_left": null, "terms": {"review": {"last": "2026-01-01"}}}, true)
	rule.fail == {missing("how often it is reviewed")} with input as unending
}

test_not_approved if {
	ended := world(object.union(reviewed(-40), {"status": "ended", "approved": false}), true)
	rule.fail == set() with input as ended
	rule.unknown == set() with input as ended
	rule.applicable == set() with input as ended
}

test_our_own_entry if {
	own := world(object.union(reviewed(-40), {"tenant_id": "11111111-1111-4111-8111-111111111111"}), true)
	rule.fail == set() with input as own
	rule.unknown == set() with input as own
	rule.applicable == set() with input as own
}
