package tenantlint.teams.joining_group_not_let_out_test

import data.tenantlint.mock
import data.tenantlint.teams.joining_group_not_let_out as rule

outbound := "b2bDirectConnectOutbound"

joining := "AllowUserToParticipateInExternalSharedChannel"

# Outbound direct connect for these groups.
named(targets) := mock.settings(mock.changed(outbound, "groups", {"users": {"targets": targets}}))

g1 := mock.target("g1", {})

pilot(value, assignments) := mock.custom({"settings": {joining: mock.flag(joining, value)}, "assignments": assignments})

world(open, settings, policies) := mock.world({
	"default": mock.fallback({}),
	"partners": [mock.partner({"settings": settings})],
	"policies": array.concat([mock.policy({})], policies),
	"teams": {"joining": mock.switch(open, null)},
})

finding(group) := {
	"on": "policy:pilot", "path": sprintf("assignments.%s", [group]), "expected": "groups that outbound direct connect names", "actual": group,
	"message": sprintf("Pilot lets group %s join shared channels of others, but outbound direct connect is open for other groups only", [group]),
	"related": [
		{"on": "policy:pilot", "path": joining, "label": "switched on here"},
		{"on": "partner:fabrikam", "path": outbound, "label": "outbound direct connect is open here"},
	],
}

test_not_let_out if {
	every open in ["some", "unknown"] {
		first := world(open, named([g1]), [pilot(true, [mock.assignment("g2", true), mock.assignment("G1", true)])])
		rule.fail == {finding("g2")} with input as first
		rule.unknown == set() with input as first
	}
	by_name := world("some", named([mock.target("Pilot", {"by_name": true})]), [pilot(true, [mock.named("Others", true)])])
	rule.fail == {finding("Others")} with input as by_name
}

test_let_out if {
	every group in [mock.target("g2", {}), mock.target("G2 ", {})] {
		first := world("some", named([g1, group]), [pilot(true, [mock.assignment("g2", true)])])
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
	by_name := world("some", named([mock.target("Pilot", {"by_name": true})]), [pilot(true, [mock.named("PILOT", true)])])
	rule.fail == set() with input as by_name
	rule.unknown == set() with input as by_name
}

test_nobody_or_everybody if {
	policies := [pilot(true, [mock.assignment("g2", true)])]
	every settings in [mock.settings({}), mock.settings(mock.one(outbound, "everybody")), mock.settings(mock.one(outbound, "users"))] {
		first := world("some", settings, policies)
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
	everyone := world("everyone", named([g1]), policies)
	rule.fail == set() with input as everyone
	rule.unknown == set() with input as everyone
	open := object.union(world("some", named([g1]), policies), {"default": mock.fallback({"settings": mock.settings(mock.one(outbound, "everybody"))})})
	rule.fail == set() with input as open
	rule.unknown == set() with input as open
}

test_may_not_join if {
	first := world("nobody", named([g1]), [pilot(false, [mock.assignment("g2", true)])])
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	unheld := world("some", named([g1]), [pilot(true, [])])
	rule.fail == set() with input as unheld
	rule.unknown == set() with input as unheld
}

test_templates_and_global if {
	template := object.union(pilot(true, [mock.assignment("g2", true)]), {"is_template": true})
	global := object.union(pilot(true, [mock.assignment("g2", true)]), {"is_global": true})
	first := world("some", named([g1]), [template, global])
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_name_against_id if {
	every case in [[g1, mock.named("Pilot", true)], [mock.target("Pilot", {"by_name": true}), mock.assignment("g2", true)]] {
		first := world("some", named([case[0]]), [pilot(true, [case[1]])])
		rule.fail == set() with input as first
		rule.unknown == {{
			"on": "policy:pilot", "path": case[1].path,
			"reason": sprintf("whether outbound direct connect names group %s is unknown: one is shown by name and the other by id", [case[1].group]),
		}} with input as first
	}
}

test_switch_unknown if {
	first := world("unknown", named([g1]), [pilot(null, [mock.assignment("g2", true)])])
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "policy:pilot", "path": joining, "reason": sprintf("%s unknown: the export does not carry it", [joining]),
	}} with input as first
}

test_a_setting_is_unknown if {
	policies := [pilot(true, [mock.assignment("g2", true)])]
	known := world("some", named([g1]), policies)
	first := object.union(known, {"partners": array.concat(known.partners, [mock.partner({
		"ref": "partner:woodgrove", "settings": mock.settings(mock.one(outbound, "unknown")),
	})])})
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:woodgrove", "path": outbound,
		"reason": "outbound direct connect unknown: the export does not carry it",
	}} with input as first
}

test_a_group_that_is_not_approved_is_another_rule if {
	first := world("some", named([g1]), [pilot(true, [mock.assignment("g2", false)])])
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}

test_approval_unknown if {
	first := world("some", named([g1]), [pilot(true, [mock.doubtful("g2")])])
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "policy:pilot", "path": "assignments.g2",
		"reason": "whether group g2 is approved is unknown: add its name",
	}} with input as first
}
