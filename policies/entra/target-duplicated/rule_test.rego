package tenantlint.entra.target_duplicated_test

import data.tenantlint.entra.target_duplicated as rule
import data.tenantlint.mock

outbound := "b2bDirectConnectOutbound"

settings(origin, repeated) := mock.settings(mock.changed(outbound, "groups", {
	"origin": origin, "users": {"repeated": repeated},
}))

world(origin, repeated) := mock.world({"partners": [mock.partner({"settings": settings(origin, repeated)})]})

finding(on, text) := {"on": on, "path": "b2bDirectConnectOutbound.usersAndGroups", "message": text}

test_twice if {
	every repeated in [["g1"], ["g1", "g2"]] {
		first := world("own", repeated)
		text := sprintf("Fabrikam: outbound direct connect names the same thing more than once: %s", [concat(", ", repeated)])
		rule.fail == {finding("partner:fabrikam", text)} with input as first
		rule.unknown == set() with input as first
	}
}

test_applications if {
	twice := mock.settings(mock.changed(outbound, "groups", {"applications": {"repeated": ["office365"]}}))
	text := "The default: outbound direct connect names the same thing more than once: office365"
	first := mock.world({"default": mock.fallback({"settings": twice})})
	rule.fail == {{
		"on": "default", "path": "b2bDirectConnectOutbound.applications", "message": text,
	}} with input as first
}

test_once if {
	first := world("own", [])
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_inherited_is_said_of_the_default if {
	first := world("inherited", ["g1"])
	rule.fail == set() with input as first
}

test_unknown if {
	hidden := mock.settings(mock.one(outbound, "unknown"))
	first := mock.world({"partners": [mock.partner({"settings": hidden})]})
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "path": outbound,
		"reason": "outbound direct connect unknown: the export does not carry it",
	}} with input as first
}

test_faulty_but_known if {
	listing := mock.settings(mock.changed(outbound, "everybody", {"block_list": "p"}))
	first := mock.world({"partners": [mock.partner({"settings": listing})]})
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}
