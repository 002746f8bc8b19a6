package tenantlint.register.rejected_partner_reachable_test

import data.tenantlint.mock
import data.tenantlint.register.rejected_partner_reachable as rule

openings := [mock.opening("b2bCollaborationInbound"), mock.opening("b2bCollaborationOutbound")]

world(open, parts) := mock.world({
	"default": mock.fallback({"open": open, "opens": [opening | some opening in openings; open == true], "unclear": openings}),
	"register": {"entries": [entry(parts)]},
})

entry(parts) := mock.entry(object.union({"status": "rejected", "approved": false, "configured": false}, parts))

finding(status) := {
	"on": "register:fabrikam", "path": "status",
	"message": sprintf("Fabrikam is %s in the register, but has no configuration of its own, and the default is open: inbound collaboration, outbound collaboration", [status]),
	"related": [
		{"on": "default", "path": "b2bCollaborationInbound", "label": "inbound collaboration is open by default"},
		{"on": "default", "path": "b2bCollaborationOutbound", "label": "outbound collaboration is open by default"},
	],
}

test_reachable if {
	every status in ["rejected", "suspended", "ended"] {
		rule.fail == {finding(status)} with input as world(true, {"status": status})
		rule.unknown == set() with input as world(true, {"status": status})
	}
}

test_other_status if {
	every status in ["approved", "proposed"] {
		rule.fail == set() with input as world(true, {"status": status})
		rule.unknown == set() with input as world(null, {"status": status, "configured": null})
	}
}

test_configured if {
	every open in [true, null, false] {
		rule.fail == set() with input as world(open, {"configured": true})
		rule.unknown == set() with input as world(open, {"configured": true})
	}
}

test_default_closed if {
	every configured in [false, null] {
		rule.fail == set() with input as world(false, {"configured": configured})
		rule.unknown == set() with input as world(false, {"configured": configured})
	}
}

test_configuration_unknown if {
	every open in [true, null] {
		rule.fail == set() with input as world(open, {"configured": null})
		rule.unknown == {{
			"on": "register:fabrikam", "path": "status",
			"reason": "Fabrikam is rejected, and whether it has a configuration of its own is unknown: the list of partners may not be complete",
		}} with input as world(open, {"configured": null})
	}
}

test_default_unknown if {
	rule.fail == set() with input as world(null, {})
	rule.unknown == {{
		"on": "register:fabrikam", "path": "status",
		"reason": "Fabrikam is rejected and gets the default, and whether that is open is unknown: inbound collaboration, outbound collaboration",
	}} with input as world(null, {})
}

test_another_cloud if {
	rule.fail == set() with input as world(true, {"cloud": "china"})
	rule.unknown == set() with input as world(null, {"cloud": "china", "configured": null})
}

test_same_or_unknown_cloud if {
	rule.fail == {finding("rejected")} with input as world(true, {"cloud": "commercial"})
	elsewhere := object.union(world(true, {"cloud": "china"}), {"tenant": {"cloud": null}})
	rule.fail == {finding("rejected")} with input as elsewhere
}

test_nothing_to_judge if {
	rule.fail == set() with input as mock.world({"register": null})
	rule.fail == set() with input as mock.world({"register": {"entries": [entry({})]}})
}

test_our_own_entry if {
	every configured in [false, null] {
		own := world(true, {"status": "ended", "configured": configured, "tenant_id": "11111111-1111-4111-8111-111111111111"})
		rule.fail == set() with input as own
		rule.unknown == set() with input as own
	}
}
