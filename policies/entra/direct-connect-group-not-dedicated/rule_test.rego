package tenantlint.entra.direct_connect_group_not_dedicated_test

import data.tenantlint.entra.direct_connect_group_not_dedicated as rule
import data.tenantlint.mock

inbound := "b2bDirectConnectInbound"

outbound := "b2bDirectConnectOutbound"

partners(name, targets) := mock.world({"partners": [mock.partner({"settings": mock.settings(open(name, targets))})]})

open(name, targets) := mock.changed(name, "groups", {"users": {"targets": targets}})

finding(text) := {
	"on": "partner:fabrikam", "path": "b2bDirectConnectInbound.usersAndGroups.targets.0.target",
	"actual": "g1", "message": text,
}

foreign := "Fabrikam: inbound direct connect names group g1, a group of our own directory, so it lets nobody in; ask the partner for the id of its group"

ours := "Fabrikam: outbound direct connect names group g1, a group of a partner's directory, so it lets nobody out; name our own group"

test_dedicated_groups if {
	every name in [inbound, outbound] {
		sound := partners(name, [mock.target("g1", {})])
		rule.fail == set() with input as sound
		rule.unknown == set() with input as sound
		rule.applicable == {"partner:fabrikam"} with input as sound
	}
}

test_wrong_side if {
	parts := {"fault": "wrong-side"}
	rule.fail == {finding(foreign)} with input as partners(inbound, [mock.target("g1", parts)])
	rule.fail == {finding(ours)} with input as partners(outbound, [mock.target("g1", parts)])
}

test_shared if {
	text := "Fabrikam: outbound direct connect names group g1, which is also used for Adatum, Woodgrove: whoever is added for one gets to both"
	parts := {"fault": "shared", "shared_with": ["Adatum", "Woodgrove"]}
	rule.fail == {finding(text)} with input as partners(outbound, [mock.target("g1", parts)])
}

test_not_dedicated if {
	text := "Fabrikam: %s direct connect names group g1, which the register does not name as its dedicated group"
	parts := {"fault": "not-dedicated"}
	rule.fail == {finding(sprintf(text, ["inbound"]))} with input as partners(inbound, [mock.target("g1", parts)])
	rule.fail == {finding(sprintf(text, ["outbound"]))} with input as partners(outbound, [mock.target("g1", parts)])
}

test_not_dedicated_by_name if {
	text := "Fabrikam: outbound direct connect names group SG-Fabrikam, known by its display name only, and no dedicated group in the register has that name"
	parts := {"fault": "not-dedicated", "by_name": true}
	expected := object.union(finding(text), {"actual": "SG-Fabrikam"})
	world := partners(outbound, [mock.target("SG-Fabrikam", parts)])
	rule.fail == {expected} with input as world
	rule.unknown == set() with input as world
}

test_our_group_by_name_inbound if {
	text := "Fabrikam: inbound direct connect names group SG-Fabrikam, a group of our own directory, so it lets nobody in; ask the partner for the id of its group"
	parts := {"fault": "wrong-side", "by_name": true}
	world := partners(inbound, [mock.target("SG-Fabrikam", parts)])
	rule.fail == {object.union(finding(text), {"actual": "SG-Fabrikam"})} with input as world
	rule.unknown == set() with input as world
}

test_dedicated_by_name if {
	sound := partners(outbound, [mock.target("SG-Fabrikam", {"by_name": true})])
	rule.fail == set() with input as sound
	rule.unknown == set() with input as sound
	rule.applicable == {"partner:fabrikam"} with input as sound
}

unclear(parts) := object.union({"fault": "unknown", "by_name": true, "reason": "add its name"}, parts)

doubt(text) := {
	"on": "partner:fabrikam", "path": "b2bDirectConnectInbound.usersAndGroups.targets.0.target", "reason": text,
}

test_cannot_be_told if {
	world := partners(inbound, [mock.target("SG-Fabrikam", unclear({}))])
	rule.fail == set() with input as world
	rule.unknown == {doubt("inbound direct connect names group SG-Fabrikam: add its name")} with input as world
	rule.applicable == {"partner:fabrikam"} with input as world
}

test_name_of_others if {
	text := "outbound direct connect names group SG-Shared (the name also stands for Adatum, Woodgrove): add its name"
	world := partners(outbound, [mock.target("SG-Shared", unclear({"shared_with": ["Adatum", "Woodgrove"]}))])
	rule.fail == set() with input as world
	rule.unknown == {doubt(text)} with input as world
}

test_a_doubt_beside_a_fault if {
	first := mock.target("g1", {"fault": "not-dedicated"})
	second := mock.target("SG-Fabrikam", unclear({"path": "b2bDirectConnectInbound.usersAndGroups.targets.1.target"}))
	world := partners(inbound, [first, second])
	found := rule.fail with input as world
	{hit.actual | some hit in found} == {"g1"}
	doubts := rule.unknown with input as world
	count(doubts) == 1
}

test_a_doubt_about_what_is_not_judged if {
	doubtful := [mock.target("SG-Fabrikam", unclear({}))]
	blocked := mock.changed(inbound, "everybody", {"users": {"access": "blocked", "targets": doubtful}})
	rule.unknown == set() with input as mock.world({"partners": [mock.partner({"settings": mock.settings(blocked)})]})
	inherited := mock.changed(inbound, "groups", {"origin": "inherited", "users": {"targets": doubtful}})
	rule.unknown == set() with input as mock.world({"partners": [mock.partner({"settings": mock.settings(inherited)})]})
	stranger := mock.partner({"register": null, "settings": mock.settings(open(inbound, doubtful))})
	rule.unknown == set() with input as mock.world({"partners": [stranger]})
}

test_one_finding_a_target if {
	first := mock.target("g1", {"fault": "not-dedicated"})
	second := mock.target("g2", {"path": "b2bDirectConnectInbound.usersAndGroups.targets.1.target", "fault": "shared"})
	good := mock.target("g3", {})
	found := rule.fail with input as partners(inbound, [first, second, good])
	{hit.actual | some hit in found} == {"g1", "g2"}
}

test_users_are_not_groups if {
	rule.fail == set() with input as partners(inbound, [mock.target("u1", {"type": "user"})])
}

test_blocked_groups_are_another_rule if {
	blocked := mock.changed(inbound, "everybody", {"users": {"access": "blocked", "targets": [mock.target("g1", {"fault": "not-dedicated"})]}})
	rule.fail == set() with input as mock.world({"partners": [mock.partner({"settings": mock.settings(blocked)})]})
}

test_closed if {
	closed := mock.changed(inbound, "closed", {"users": {"access": "allowed", "targets": [mock.target("g1", {"fault": "not-dedicated"})]}})
	world := mock.world({"partners": [mock.partner({"settings": mock.settings(closed)})]})
	rule.fail == set() with input as world
	rule.unknown == set() with input as world
}

test_without_entry_not_applicable if {
	partner := mock.partner({"register": null, "settings": mock.settings(open(inbound, [mock.target("g1", {"fault": "not-dedicated"})]))})
	rule.fail == set() with input as mock.world({"partners": [partner]})
	rule.applicable == set() with input as mock.world({"partners": [partner]})
}

test_unknown if {
	world := mock.world({"partners": [mock.partner({"settings": mock.settings(mock.one(inbound, "unknown"))})]})
	rule.fail == set() with input as world
	rule.unknown == {{
		"on": "partner:fabrikam", "path": inbound,
		"reason": "inbound direct connect unknown: the export does not carry it",
	}} with input as world
}

test_unknown_without_entry if {
	partner := mock.partner({"register": null, "settings": mock.settings(mock.one(inbound, "unknown"))})
	rule.unknown == set() with input as mock.world({"partners": [partner]})
}

test_inherited_groups_are_judged_at_the_default if {
	parts := {"origin": "inherited", "users": {"targets": [mock.target("g1", {"fault": "not-dedicated"})]}}
	world := mock.world({"partners": [mock.partner({"settings": mock.settings(mock.changed(inbound, "groups", parts))})]})
	rule.fail == set() with input as world
}

test_guests_in_our_group if {
	world := partners(outbound, [mock.target("g1", {"fault": "guests", "guests": 3})])
	rule.fail == {object.union(
		finding("Fabrikam: outbound direct connect names group g1, which is for people of ours, and guests are in it: 3"),
		{"level": "warning"},
	)} with input as world
	rule.unknown == set() with input as world
}
