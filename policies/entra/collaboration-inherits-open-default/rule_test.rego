package tenantlint.entra.collaboration_inherits_open_default_test

import data.tenantlint.entra.collaboration_inherits_open_default as rule
import data.tenantlint.mock

inbound := "b2bCollaborationInbound"

outbound := "b2bCollaborationOutbound"

world(name, scope, origin, entry) := mock.world({"partners": [mock.partner({
	"settings": mock.settings(mock.changed(name, scope, {"origin": origin})), "register": entry,
})]})

finding(path, origin, text) := {
	"on": "partner:fabrikam", "path": path, "expected": "a setting of its own", "actual": origin,
	"message": sprintf("Fabrikam: its entry says nothing about %s", [text]),
}

test_inherits_an_open_default if {
	text := "inbound collaboration, so the default applies, and that is open to everybody"
	every origin in ["inherited", "service-default"] {
		first := world(inbound, "everybody", origin, null)
		rule.fail == {finding(inbound, origin, text)} with input as first
		rule.unknown == set() with input as first
	}
	named := "outbound collaboration, so the default applies, and that is open to the users and groups that the default names"
	second := world(outbound, "groups", "inherited", mock.entry({"cloud": "commercial"}))
	rule.fail == {finding(outbound, "inherited", named)} with input as second
}

test_own_setting if {
	every scope in ["everybody", "groups", "closed", "unknown"] {
		first := world(inbound, scope, "own", null)
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_inherits_a_closed_default if {
	first := world(inbound, "closed", "inherited", null)
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_direct_connect_is_another_rule if {
	first := world("b2bDirectConnectInbound", "everybody", "inherited", null)
	rule.fail == set() with input as first
}

test_unknown if {
	every origin in ["unknown", "inherited"] {
		first := world(inbound, "unknown", origin, null)
		rule.fail == set() with input as first
		rule.unknown == {{
			"on": "partner:fabrikam", "path": inbound,
			"reason": "inbound collaboration unknown: the export does not carry it",
		}} with input as first
	}
}

test_another_cloud_is_another_rule if {
	entry := mock.entry({"cloud": "china"})
	every scope in ["everybody", "unknown"] {
		first := world(inbound, scope, "inherited", entry)
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}
