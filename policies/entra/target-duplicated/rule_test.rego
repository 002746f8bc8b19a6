package tenantlint.entra.target_duplicated_test

import data.tenantlint.entra.target_duplicated as rule
import data.tenantlint.mock

outbound := "b2bDirectConnectOutbound"

settings(origin, all, ids) := mock.settings(mock.changed(outbound, "groups", {
	"origin": origin, "users": {"all": all, "targets": [mock.target(id, {}) | some id in ids]},
}))

world(origin, all, ids) := mock.world({"partners": [mock.partner({"settings": settings(origin, all, ids)})]})

finding(on, text) := {"on": on, "path": "b2bDirectConnectOutbound.usersAndGroups", "message": text}

test_twice if {
	text := "Fabrikam: outbound direct connect names the same thing more than once: g1"
	every ids in [["g1", "g1"], ["g1", "g2", "g1"], ["g1", "g1", "g1"], ["g1", " G1"]] {
		first := world("own", false, ids)
		rule.fail == {finding("partner:fabrikam", text)} with input as first
		rule.unknown == set() with input as first
	}
}

test_two_of_them if {
	text := "Fabrikam: outbound direct connect names the same thing more than once: g1, g2"
	first := world("own", false, ["g1", "g2", "g3", "g2", "g1"])
	rule.fail == {finding("partner:fabrikam", text)} with input as first
}

test_applications if {
	app := {"path": "p", "id": "Office365", "type": "application", "by_name": false}
	twice := mock.settings(mock.changed(outbound, "groups", {"applications": {"targets": [app, app]}}))
	text := "The default: outbound direct connect names the same thing more than once: office365"
	first := mock.world({"default": mock.fallback({"settings": twice})})
	rule.fail == {{
		"on": "default", "path": "b2bDirectConnectOutbound.applications", "message": text,
	}} with input as first
}

test_once if {
	every ids in [[], ["g1"], ["g1", "g2"]] {
		first := world("own", false, ids)
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_inherited_is_said_of_the_default if {
	first := world("inherited", false, ["g1", "g1"])
	rule.fail == set() with input as first
}

test_wildcard_is_another_rule if {
	first := world("own", true, ["AllUsers", "AllUsers"])
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
