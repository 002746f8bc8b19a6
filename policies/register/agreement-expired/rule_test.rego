package tenantlint.register.agreement_expired_test

import data.tenantlint.mock
import data.tenantlint.register.agreement_expired as rule

openings := [mock.opening("b2bCollaborationInbound")]

world(open, agreement) := mock.world({"partners": [mock.partner({
	"open": open, "opens": openings, "unclear": openings,
	"register": mock.entry({"agreement": agreement}),
})]})

expired := {"state": "expired", "expires": "2026-06-30"}

missing := {"state": "missing", "expires": null, "path": "agreement"}

undated := {"state": "undated", "expires": null}

test_expired if {
	rule.fail == {{
		"on": "partner:fabrikam", "path": "b2bCollaborationInbound", "paths": ["b2bCollaborationInbound"],
		"message": "Fabrikam is open, but its agreement expired on 2026-06-30",
		"related": [{"on": "register:fabrikam", "path": "agreement.expires", "label": "its agreement expired on 2026-06-30"}],
	}} with input as world(true, expired)
	rule.unknown == set() with input as world(true, expired)
	rule.applicable == {"partner:fabrikam"} with input as world(true, expired)
}

test_missing if {
	rule.fail == {{
		"on": "partner:fabrikam", "path": "b2bCollaborationInbound", "paths": ["b2bCollaborationInbound"],
		"message": "Fabrikam is open, but its register entry names no agreement",
		"related": [{"on": "register:fabrikam", "path": "agreement", "label": "its register entry names no agreement"}],
	}} with input as world(true, missing)
}

test_current if {
	every open in [true, null] {
		rule.fail == set() with input as world(open, {"state": "current"})
		rule.unknown == set() with input as world(open, {"state": "current"})
		rule.applicable == {"partner:fabrikam"} with input as world(open, {"state": "current"})
	}
}

test_undated if {
	every open in [true, null] {
		rule.fail == set() with input as world(open, undated)
		rule.unknown == {{
			"on": "partner:fabrikam",
			"reason": "its agreement has no end date: write one, or `expires: none` when it has none",
		}} with input as world(open, undated)
	}
}

test_open_unknown if {
	rule.fail == set() with input as world(null, expired)
	rule.unknown == {{
		"on": "partner:fabrikam",
		"reason": "its agreement expired on 2026-06-30, and whether the partner is open is unknown: inbound collaboration",
	}} with input as world(null, expired)
	rule.unknown == {{
		"on": "partner:fabrikam",
		"reason": "its register entry names no agreement, and whether the partner is open is unknown: inbound collaboration",
	}} with input as world(null, missing)
}

test_closed_is_not_applicable if {
	every agreement in [expired, missing, undated] {
		rule.fail == set() with input as world(false, agreement)
		rule.unknown == set() with input as world(false, agreement)
		rule.applicable == set() with input as world(false, agreement)
	}
}

test_without_entry_not_applicable if {
	world := mock.world({"partners": [mock.partner({"open": true, "opens": openings, "register": null})]})
	rule.fail == set() with input as world
	rule.unknown == set() with input as world
	rule.applicable == set() with input as world
}

suspended(open, agreement) := mock.world({"partners": [mock.partner({
	"open": open, "opens": openings, "unclear": openings,
	"register": mock.entry({"agreement": agreement, "status": "suspended", "approved": false}),
})]})

test_not_approved_is_another_rule if {
	every open in [true, null] {
		every agreement in [expired, missing, undated] {
			other := suspended(open, agreement)
			rule.fail == set() with input as other
			rule.unknown == set() with input as other
			rule.applicable == set() with input as other
		}
	}
}
