package tenantlint.entra.collaboration_unscoped_test

import data.tenantlint.entra.collaboration_unscoped as rule
import data.tenantlint.mock

inbound := "b2bCollaborationInbound"

outbound := "b2bCollaborationOutbound"

office := {"tier_terms": {"applications": ["Office365"]}}

world(name, scope, parts, entry, option) := mock.world({
	"partners": [mock.partner({
		"settings": mock.settings(mock.changed(name, scope, parts)),
		"register": object.union(mock.entry({"tier_terms": null}), entry),
	})],
	"options": {"groups": option},
})

beyond := {"applications_beyond": ["AllApplications"]}

finding(path, text) := {
	"on": "partner:fabrikam", "path": path, "expected": "Office365", "actual": "AllApplications",
	"message": sprintf("Fabrikam: %s reaches more than the applications of its tier in the register: AllApplications", [text]),
}

test_beyond_the_tier if {
	every scope in ["everybody", "groups"] {
		world_in := world(inbound, scope, beyond, office, "ignore")
		rule.fail == {finding("b2bCollaborationInbound.applications", "inbound collaboration")} with input as world_in
		rule.unknown == set() with input as world_in
		world_out := world(outbound, scope, beyond, office, "ignore")
		rule.fail == {finding("b2bCollaborationOutbound.applications", "outbound collaboration")} with input as world_out
	}
}

test_within_the_tier if {
	every scope in ["everybody", "groups", "closed"] {
		within := world(inbound, scope, {}, office, "ignore")
		rule.fail == set() with input as within
		rule.unknown == set() with input as within
		rule.applicable == {"partner:fabrikam"} with input as within
	}
}

test_inherited_is_the_defaults if {
	heir := object.union(beyond, {"origin": "inherited"})
	first := world(inbound, "everybody", heir, office, "ignore")
	rule.fail == set() with input as first
	second := world(inbound, "unknown", {"origin": "inherited"}, office, "ignore")
	rule.unknown == set() with input as second
}

test_register_does_not_narrow if {
	every entry in [{}, {"tier_terms": {"directions": ["inbound"]}}, object.union(office, {"approved": false})] {
		free := world(inbound, "everybody", beyond, entry, "ignore")
		rule.fail == set() with input as free
		rule.applicable == set() with input as free
		first := world(inbound, "unknown", {}, entry, "ignore")
		rule.unknown == set() with input as first
	}
	stranger := mock.partner({"settings": mock.settings(mock.changed(inbound, "everybody", beyond)), "register": null})
	second := mock.world({"partners": [stranger], "options": {"groups": "require"}})
	rule.fail == set() with input as second
}

test_unknown if {
	first := world(inbound, "unknown", {}, office, "ignore")
	rule.fail == set() with input as first
	every origin in ["own", "unknown"] {
		second := world(inbound, "unknown", {"origin": origin}, office, "ignore")
		rule.unknown == {{
			"on": "partner:fabrikam", "path": inbound,
			"reason": "inbound collaboration unknown: the export does not carry it",
		}} with input as second
	}
}

theirs := {"groups": {"theirs": ["44444444-4444-4444-8444-444444444444"]}}

ours := {"groups": {"names": {"ours": ["SG-Fabrikam"]}}}

everybody(path, text) := {
	"on": "partner:fabrikam", "path": path, "expected": "groups", "actual": "everybody",
	"message": sprintf("Fabrikam: %s is open to everybody, though the register keeps a group for the partner", [text]),
}

test_groups_required if {
	first := world(inbound, "everybody", {}, theirs, "require")
	rule.fail == {everybody("b2bCollaborationInbound.usersAndGroups", "inbound collaboration")} with input as first
	second := world(outbound, "everybody", {}, ours, "require")
	rule.fail == {everybody("b2bCollaborationOutbound.usersAndGroups", "outbound collaboration")} with input as second
	rule.applicable == {"partner:fabrikam"} with input as first
	unread := world(inbound, "unknown", {}, theirs, "require")
	rule.unknown == {{
		"on": "partner:fabrikam", "path": inbound,
		"reason": "inbound collaboration unknown: the export does not carry it",
	}} with input as unread
}

test_groups_required_and_used if {
	first := world(inbound, "groups", {}, theirs, "require")
	rule.fail == set() with input as first
	second := world(inbound, "everybody", {"origin": "inherited"}, theirs, "require")
	rule.fail == set() with input as second
}

test_group_of_the_other_side if {
	first := world(outbound, "everybody", {}, theirs, "require")
	rule.fail == set() with input as first
	second := world(inbound, "everybody", {}, ours, "require")
	rule.fail == set() with input as second
}

test_groups_ignored if {
	first := world(inbound, "everybody", {}, theirs, "ignore")
	rule.fail == set() with input as first
	rule.applicable == set() with input as first
}

test_groups_of_an_entry_that_is_not_approved if {
	first := world(inbound, "everybody", {}, object.union(theirs, {"approved": false}), "require")
	rule.fail == set() with input as first
}
