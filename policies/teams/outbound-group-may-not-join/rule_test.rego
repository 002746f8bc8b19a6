package tenantlint.teams.outbound_group_may_not_join_test

import data.tenantlint.mock
import data.tenantlint.teams.outbound_group_may_not_join as rule

outbound := "b2bDirectConnectOutbound"

place := "b2bDirectConnectInbound.usersAndGroups.targets.0.target"

joining := "AllowUserToParticipateInExternalSharedChannel"

let_out(parts, target) := mock.settings(mock.changed(outbound, "groups", object.union(
	{"users": {"targets": [target]}},
	parts,
)))

# A custom policy that says so about joining, and who holds it.
pilot(value, assignments) := mock.custom({"settings": {joining: mock.flag(joining, value)}, "assignments": assignments})

world(open, policies, settings) := mock.world({
	"partners": [mock.partner({"settings": settings})],
	"policies": array.concat([mock.policy({})], policies),
	"teams": {"joining": mock.switch(open, null)},
})

g1 := mock.target("g1", {})

finding(text) := {"on": "partner:fabrikam", "path": place, "actual": "g1", "message": text}

only_others := "Fabrikam: outbound direct connect names group g1, and only other groups hold a policy that lets them join shared channels of others"

test_only_other_groups_hold_it if {
	policies := [pilot(true, [mock.assignment("g2", true)])]
	first := world("some", policies, let_out({}, g1))
	rule.fail == {finding(only_others)} with input as first
	rule.unknown == set() with input as first
	rule.applicable == {"partner:fabrikam"} with input as first
}

test_its_policy_says_no if {
	off := object.union(finding("Fabrikam: outbound direct connect names group g1, whose channel policy Pilot does not let it join shared channels of others"), {
		"related": [{"on": "policy:pilot", "path": joining, "label": "switched off here"}],
	})
	policies := [pilot(false, [mock.assignment("G1", false)])]
	every open in ["some", "everyone"] {
		first := world(open, policies, let_out({}, g1))
		rule.fail == {off} with input as first
		rule.unknown == set() with input as first
	}
}

test_same_group if {
	policies := [pilot(true, [mock.assignment("g1", true)])]
	first := world("some", policies, let_out({}, g1))
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	by_name := [pilot(true, [mock.named("sg-fabrikam", true)])]
	named := mock.target("SG-Fabrikam", {"by_name": true})
	second := world("some", by_name, let_out({}, named))
	rule.fail == set() with input as second
	rule.unknown == set() with input as second
}

test_everyone_may if {
	first := world("everyone", [], let_out({}, g1))
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_nobody_may_is_another_rule if {
	policies := [pilot(false, [mock.assignment("g1", true)])]
	first := world("nobody", policies, let_out({}, g1))
	rule.fail == set() with input as first
	second := world("nobody", policies, mock.settings(mock.one(outbound, "unknown")))
	rule.unknown == set() with input as second
	rule.applicable == set() with input as first
}

test_not_a_group_that_is_let_out if {
	policies := [pilot(true, [mock.assignment("g2", true)])]
	user := mock.target("u1", {"type": "user"})
	first := world("some", policies, let_out({}, user))
	rule.fail == set() with input as first
	second := world("some", policies, let_out({"users": {"access": "blocked"}}, g1))
	rule.fail == set() with input as second
	third := world("some", policies, let_out({"origin": "inherited"}, g1))
	rule.fail == set() with input as third
	fourth := world("some", policies, mock.settings({}))
	rule.fail == set() with input as fourth
	rule.applicable == set() with input as fourth
	inbound := mock.settings(mock.changed("b2bDirectConnectInbound", "groups", {"users": {"targets": [g1]}}))
	fifth := world("some", policies, inbound)
	rule.fail == set() with input as fifth
	rule.applicable == set() with input as fifth
}

doubt(text) := {{"on": "partner:fabrikam", "path": place, "reason": sprintf("group g1 holds no channel policy of its own, and %s", [text])}}

test_members_may_be_in_another_group if {
	every approved in [false, null] {
		policies := [pilot(true, [mock.assignment("g2", approved)])]
		first := world("some", policies, let_out({}, g1))
		rule.fail == set() with input as first
		rule.unknown == doubt("group g2 is no partner's dedicated group, so its members may be in both") with input as first
	}
}

test_names_against_ids if {
	policies := [pilot(true, [mock.named("SG-Fabrikam", true)])]
	first := world("some", policies, let_out({}, g1))
	rule.fail == set() with input as first
	rule.unknown == doubt("group SG-Fabrikam is shown by name and the other by id") with input as first
}

test_users_may_hold_it_directly if {
	first := world("some", [pilot(true, [])], let_out({}, g1))
	rule.fail == set() with input as first
	rule.unknown == doubt("no group holds this policy; whether users hold it directly is in no export") with input as first
}

test_policies_that_grant_nothing_or_to_nobody if {
	template := mock.custom({"ref": "policy:default", "is_template": true, "settings": {joining: mock.flag(joining, true)}})
	closed := mock.custom({"ref": "policy:closed"})
	policies := [pilot(true, [mock.assignment("g2", true)]), template, closed]
	first := world("some", policies, let_out({}, g1))
	rule.fail == {finding(only_others)} with input as first
	rule.unknown == set() with input as first
}

test_its_policy_is_unknown if {
	policies := [pilot(null, [mock.assignment("g1", true)])]
	first := world("some", policies, let_out({}, g1))
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "path": place,
		"reason": sprintf("%s unknown: the export does not carry it", [joining]),
	}} with input as first
}

test_setting_unknown if {
	every origin in ["own", "unknown"] {
		first := world("some", [], mock.settings(mock.changed(outbound, "unknown", {"origin": origin})))
		rule.fail == set() with input as first
		rule.unknown == {{
			"on": "partner:fabrikam", "path": outbound,
			"reason": "outbound direct connect unknown: the export does not carry it",
		}} with input as first
	}
	second := world("some", [], mock.settings(mock.changed(outbound, "unknown", {"origin": "inherited"})))
	rule.unknown == set() with input as second
}

test_joining_unknown if {
	first := world("unknown", [], let_out({}, g1))
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "path": place,
		"reason": "group g1 holds no channel policy of its own, and whether everyone may join is unknown",
	}} with input as first
}

own_and_stray := [pilot(true, [mock.assignment("g1", true)]), pilot(true, [mock.assignment("g2", false)])]

test_a_policy_of_its_own_decides if {
	every open in ["some", "unknown"] {
		first := world(open, own_and_stray, let_out({}, g1))
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_doubts_matter_only_for_some if {
	policies := [pilot(true, [mock.assignment("g2", false)])]
	first := world("everyone", policies, let_out({}, g1))
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_inbound_unknown_is_not_in_question if {
	first := world("some", [], mock.settings(mock.one("b2bDirectConnectInbound", "unknown")))
	rule.unknown == set() with input as first
}

test_closed_by_its_applications if {
	policies := [pilot(true, [mock.assignment("g2", true)])]
	first := world("some", policies, let_out({"admits": "unknown"}, g1))
	rule.fail == set() with input as first
}

test_a_name_that_looks_like_the_id if {
	policies := [pilot(true, [mock.named("g1", true)])]
	first := world("some", policies, let_out({}, g1))
	rule.fail == set() with input as first
	rule.unknown == doubt("group g1 is shown by name and the other by id") with input as first
}

test_global_is_no_doubt if {
	holders := [pilot(true, [mock.assignment("g2", true)])]
	first := world("some", holders, let_out({}, g1))
	global := mock.policy({"settings": {joining: mock.flag(joining, null)}})
	second := object.union(first, {"policies": array.concat([global], holders)})
	rule.fail == {finding(only_others)} with input as second
}

# -- Everyone may join, but for whom a policy takes it from --

untold := object.union(mock.assignment("without a name", null), {"reason": "which group this is, the export does not tell"})

test_a_policy_that_takes_it_away_is_held_by_who_knows_whom if {
	every value in [false, null] {
		every case in [
			["the export does not tell which group holds it", untold],
			["group SG-Fabrikam is shown by name and the other by id", mock.named("SG-Fabrikam", true)],
		] {
			first := world("everyone", [pilot(value, [case[1]])], let_out({}, g1))
			rule.fail == set() with input as first
			rule.unknown == {{
				"on": "partner:fabrikam", "path": place,
				"reason": sprintf("whether policy Pilot takes joining from group g1 is unknown: %s", [case[0]]),
			}} with input as first
		}
	}
}

test_a_policy_that_takes_it_from_others if {
	every policies in [
		[pilot(false, [mock.assignment("g2", false)])], [pilot(false, [])], [pilot(true, [untold])],
		[object.union(pilot(false, [untold]), {"is_template": true})],
		[pilot(true, [mock.assignment("g1", true)]), pilot(false, [untold])],
	] {
		first := world("everyone", policies, let_out({}, g1))
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_a_policy_that_gives_it_is_held_by_who_knows_whom if {
	first := world("some", [pilot(true, [untold])], let_out({}, g1))
	rule.fail == set() with input as first
	rule.unknown == doubt("the export does not tell which group holds one that lets people join") with input as first
}
