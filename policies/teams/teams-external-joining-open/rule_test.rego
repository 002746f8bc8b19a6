package tenantlint.teams.teams_external_joining_open_test

import data.tenantlint.mock
import data.tenantlint.teams.teams_external_joining_open as rule

name := "AllowUserToParticipateInExternalSharedChannel"

world(policy) := mock.world({"policies": [policy], "options": {"groups": []}})

on := {"settings": {name: mock.flag(name, true)}}

held(assignments) := mock.custom(object.union(on, {"assignments": assignments}))

stray(group) := {
	"on": "policy:pilot", "path": concat(".", ["assignments", group]), "actual": group,
	"message": sprintf("Pilot lets group %s join shared channels of other organisations, and no approved partner or option names that group", [group]),
	"related": [{"on": "policy:pilot", "path": name, "label": "switched on here"}],
}

test_global_on if {
	open := world(mock.policy(on))
	rule.fail == {{
		"on": "policy:global", "path": name, "expected": "false", "actual": "true",
		"message": "Global lets everyone without another policy join shared channels of other organisations",
	}} with input as open
	rule.applicable == {"policy:global"} with input as open
	rule.unknown == set() with input as open
}

test_off if {
	every policy in [mock.policy({}), mock.custom({}), mock.custom({"assignments": [mock.assignment("a1", false)]})] {
		rule.fail == set() with input as world(policy)
		rule.unknown == set() with input as world(policy)
		rule.applicable == {policy.ref} with input as world(policy)
	}
}

test_approved_groups if {
	confined := held([mock.assignment("a1", true), mock.assignment("b2", true)])
	rule.fail == set() with input as world(confined)
	rule.unknown == set() with input as world(confined)
	rule.applicable == {"policy:pilot"} with input as world(confined)
}

test_each_unapproved_group if {
	loose := held([mock.assignment("a1", true), mock.assignment("b2", false), mock.assignment("c3", false)])
	rule.fail == {stray("b2"), stray("c3")} with input as world(loose)
}

test_group_of_the_option if {
	listed := "bbbbbbbb-0000-4bbb-8bbb-00000000000b"
	agreed := mock.world({
		"policies": [held([mock.assignment(listed, false), mock.assignment("c3", false)])],
		"options": {"groups": [upper(listed)]},
	})
	rule.fail == {stray("c3")} with input as agreed
}

test_groups_by_name if {
	held_by_names := held([mock.named("SG-Fabrikam", true), mock.named("SG-Stray", false), mock.named("SG-Pilot", false)])
	named := object.union(world(held_by_names), {"options": {"groups": ["sg-pilot"]}})
	rule.fail == {stray("SG-Stray")} with input as named
	rule.unknown == set() with input as named
}

doubt(group, reason) := {"on": "policy:pilot", "path": concat(".", ["assignments", group]), "reason": reason}

test_group_that_cannot_be_told if {
	unclear := world(held([mock.doubtful("SG-Fabrikam")]))
	rule.fail == set() with input as unclear
	rule.unknown == {doubt("SG-Fabrikam", "group SG-Fabrikam: add its name")} with input as unclear
	off := world(object.union(mock.custom({}), {"assignments": [mock.doubtful("SG-Fabrikam")]}))
	rule.unknown == set() with input as off
}

test_template_is_not_applicable if {
	template := mock.custom(object.union(on, {"is_template": true}))
	unknown_template := mock.custom({"is_template": true, "settings": {name: mock.flag(name, null)}})
	every policy in [template, unknown_template] {
		rule.fail == set() with input as world(policy)
		rule.unknown == set() with input as world(policy)
		rule.applicable == set() with input as world(policy)
	}
}

test_flag_unknown if {
	unknown := {"settings": {name: mock.flag(name, null)}}
	every policy in [mock.policy(unknown), mock.custom(unknown)] {
		rule.fail == set() with input as world(policy)
		rule.unknown == {{
			"on": policy.ref, "path": name,
			"reason": "AllowUserToParticipateInExternalSharedChannel unknown: the export does not carry it",
		}} with input as world(policy)
	}
}

test_no_group_holds_it if {
	unheld := world(held([]))
	rule.fail == set() with input as unheld
	rule.unknown == {{
		"on": "policy:pilot", "path": name,
		"reason": "no group holds this policy; whether users hold it directly is in no export",
	}} with input as unheld
}

test_assignments_not_exported if {
	blind := object.union(world(held([])), {"tenant": {"present": {"assignments": false}}})
	rule.fail == set() with input as blind
	rule.unknown == {{
		"on": "policy:pilot", "path": name,
		"reason": "who holds this policy is not in the export (Get-CsGroupPolicyAssignment)",
	}} with input as blind
}
