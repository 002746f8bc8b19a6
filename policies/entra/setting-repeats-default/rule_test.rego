package tenantlint.entra.setting_repeats_default_test

import data.tenantlint.entra.setting_repeats_default as rule
import data.tenantlint.mock

inbound := "b2bCollaborationInbound"

app(id) := {"path": "p", "id": id, "type": "application", "by_name": false}

halves(access, apps) := {
	"users": {"access": "allowed", "targets": [{"path": "p", "id": "AllUsers", "type": "user", "by_name": false}]},
	"applications": {"access": access, "targets": [app(id) | some id in apps]},
}

settings(scope, parts, access, apps) := mock.settings(mock.changed(inbound, scope, object.union(halves(access, apps), parts)))

world(own, fallback) := mock.world({
	"partners": [mock.partner({"settings": own})],
	"default": mock.fallback({"settings": fallback}),
})

finding := {
	"on": "partner:fabrikam", "path": inbound, "expected": "null", "actual": "everybody",
	"message": "Fabrikam: its own setting for inbound collaboration repeats the open default, so closing the default will not reach it",
	"related": [{"on": "default", "path": inbound, "label": "the default says the same"}],
}

open(apps) := settings("everybody", {}, "allowed", apps)

test_same_in_another_order if {
	first := world(open(["Office365", "a1"]), open(["A1", "Office365", "a1"]))
	rule.fail == {finding} with input as first
	rule.unknown == set() with input as first
	second := world(open(["a1"]), open(["a2"]))
	rule.applicable == {"partner:fabrikam"} with input as second
}

test_not_the_same if {
	first := world(open(["a1"]), open(["a1", "a2"]))
	rule.fail == set() with input as first
	second := world(open(["a1"]), settings("everybody", {}, "blocked", ["a1"]))
	rule.fail == set() with input as second
	other := settings("everybody", {"users": {"targets": []}}, "allowed", ["a1"])
	third := world(open(["a1"]), other)
	rule.fail == set() with input as third
	rule.unknown == set() with input as third
}

test_closed_pins_a_block if {
	closed := settings("closed", {}, "blocked", ["AllApplications"])
	first := world(closed, closed)
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_inherited if {
	heir := settings("everybody", {"origin": "inherited"}, "allowed", ["a1"])
	first := world(heir, open(["a1"]))
	rule.fail == set() with input as first
}

test_default_never_changed if {
	plain := world(open(["a1"]), open(["a1"]))
	untouched := object.union(plain, {"default": {"is_service_default": true}})
	rule.fail == set() with input as untouched
	rule.applicable == set() with input as untouched
	hidden := world(mock.settings(mock.one(inbound, "unknown")), open(["a1"]))
	first := object.union(hidden, {"default": {"is_service_default": true}})
	rule.unknown == set() with input as first
	unread := world(open(["a1"]), mock.settings(mock.one(inbound, "unknown")))
	second := object.union(unread, {"default": {"is_service_default": true}})
	rule.unknown == set() with input as second
}

test_whether_it_was_changed_is_unknown if {
	plain := world(open(["a1"]), open(["a1"]))
	first := object.union(plain, {"default": {"is_service_default": null}})
	rule.fail == {finding} with input as first
}

test_own_unknown if {
	hidden := mock.settings(mock.one(inbound, "unknown"))
	first := world(hidden, open(["a1"]))
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "path": inbound,
		"reason": "inbound collaboration unknown: the export does not carry it",
	}} with input as first
	second := world(hidden, mock.settings({}))
	rule.unknown == set() with input as second
}

test_default_unknown if {
	hidden := mock.settings(mock.one(inbound, "unknown"))
	first := world(open(["a1"]), hidden)
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "path": inbound,
		"reason": "inbound collaboration by default unknown: the export does not carry it",
	}} with input as first
	second := world(mock.settings({}), hidden)
	rule.unknown == set() with input as second
}

test_faulty_but_known if {
	listing := settings("everybody", {"block_list": "p"}, "blocked", ["a1"])
	first := world(listing, open(["a1"]))
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_inherited_from_an_unknown_default if {
	heir := settings("everybody", {"origin": "inherited"}, "allowed", ["a1"])
	first := world(heir, mock.settings(mock.one(inbound, "unknown")))
	rule.unknown == set() with input as first
}
