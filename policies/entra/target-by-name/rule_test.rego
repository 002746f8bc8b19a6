package tenantlint.entra.target_by_name_test

import data.tenantlint.entra.target_by_name as rule
import data.tenantlint.mock

outbound := "b2bDirectConnectOutbound"

place := "b2bDirectConnectOutbound.usersAndGroups.targets.1.target"

named(name) := mock.target(name, {"path": place, "by_name": true})

settings(origin, targets) := mock.settings(mock.changed(outbound, "groups", {"origin": origin, "users": mock.half(targets)}))

world(origin, targets) := mock.world({"partners": [mock.partner({"settings": settings(origin, targets)})]})

finding(on, text) := {
	"on": on, "path": place, "expected": "an object id", "actual": "SG-Fabrikam",
	"message": sprintf("%s: outbound direct connect shows names instead of ids: %s", [text[0], text[1]]),
}

test_named if {
	one := [mock.target("g1", {}), named("SG-Fabrikam")]
	first := world("own", one)
	rule.fail == {finding("partner:fabrikam", ["Fabrikam", "SG-Fabrikam"])} with input as first
	rule.unknown == set() with input as first
	two := array.concat(one, [named("SG-Projects")])
	second := world("own", two)
	rule.fail == {finding("partner:fabrikam", ["Fabrikam", "SG-Fabrikam, SG-Projects"])} with input as second
}

test_named_in_the_default if {
	fallback := mock.fallback({"settings": settings("own", [named("SG-Fabrikam")])})
	first := mock.world({"default": fallback})
	rule.fail == {finding("default", ["The default", "SG-Fabrikam"])} with input as first
}

test_application_by_name if {
	target := {"path": "p", "id": "Timesheets", "type": "application", "by_name": true}
	apps := mock.settings(mock.changed(outbound, "groups", {"applications": mock.half([target])}))
	first := mock.world({"partners": [mock.partner({"settings": apps})]})
	found := rule.fail with input as first
	{hit.path | some hit in found} == {"p"}
}

test_ids if {
	first := world("own", [mock.target("g1", {})])
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_inherited_is_said_of_the_default if {
	first := world("inherited", [named("SG-Fabrikam")])
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
