package tenantlint.lib_test

import data.tenantlint.lib
import data.tenantlint.mock
import data.tenantlint.sections
import data.tenantlint.terms

id := "aaaaaaaa-0000-4aaa-8aaa-00000000000a"

section_world(service, more) := mock.world({"default": mock.fallback({"is_service_default": service, "more": more})})

section_half(access, name) := {"m365CollaborationInbound": {"users": {
	"accessType": access,
	"targets": [{"target": name, "targetType": "user"}],
}}}

section_admits := sections.default_admits("m365CollaborationInbound", "users", "AllUsers")

lacking(register, token) := {yes | yes := terms.without_leave(mock.partner({"register": register}), token)}

half(access, names) := {"accessType": access, "targets": [{"target": name, "targetType": "user"} | some name in names]}

both(access, user, application) := {"usersAndGroups": half(access, [user]), "applications": half(access, [application])}

touching(unclear, path) := {yes | yes := sections.touches(unclear, path)}

record(value) := {"ref": "record/meeting-policy/0", "name": "Global", "value": value, "unclear": []}

named(name) := object.union(record({}), {"name": name})

# A partner whose entry names that cloud, in a tenant of that cloud.
clouds(theirs, ours) := mock.world({
	"partners": [mock.partner({"register": mock.entry({"cloud": theirs})})],
	"tenant": {"cloud": ours},
})

test_partners_and_default_are_judged if {
	fabrikam := mock.partner({})
	fallback := mock.fallback({})
	lib.judged == [fabrikam, fallback] with input as mock.world({"partners": [fabrikam], "default": fallback})
}

test_without_default_only_partners_are_judged if {
	fabrikam := mock.partner({})
	lib.judged == [fabrikam] with input as mock.world({"partners": [fabrikam]})
}

test_label if {
	lib.label(mock.partner({})) == "Fabrikam"
	lib.label(mock.fallback({})) == "The default"
}

test_unapproved if {
	lib.unapproved(mock.partner({"register": null}))
	lib.unapproved(mock.partner({"register": mock.entry({"status": "suspended", "approved": false})}))
}

test_approved if {
	{yes | yes := lib.unapproved(mock.partner({}))} == set()
}

test_cannot_tell if {
	lib.cannot_tell("user sync", {"reason": null}) == "user sync unknown"
	lib.cannot_tell("user sync", {"reason": "not exported"}) == "user sync unknown: not exported"
}

test_titles if {
	lib.titles([]) == ""
	openings := [mock.opening("b2bCollaborationInbound"), mock.opening("b2bDirectConnectOutbound")]
	lib.titles(openings) == "inbound collaboration, outbound direct connect"
}

test_list if {
	lib.list([]) == ""
	lib.list(["a", "b", "c"]) == "a, b, c"
	lib.list(["a", "b", "c", "d", "e"]) == "a, b, c and 2 more"
}

test_unapproved_group if {
	lib.unapproved_group(mock.assignment("a1", false)) with input as mock.world({"options": {"groups": []}})
	lib.unapproved_group(mock.assignment("a1", false)) with input as mock.world({"options": {"groups": [id]}})
}

test_group_of_an_approved_partner if {
	{yes | yes := lib.unapproved_group(mock.assignment("a1", true))} == set() with input as mock.world({"options": {"groups": []}})
}

test_group_named_in_the_option if {
	{yes | yes := lib.unapproved_group(mock.assignment("a1", false))} == set() with input as mock.world({"options": {"groups": ["A1"]}})
}

test_group_by_name if {
	stray := mock.named("SG-Stray", false)
	lib.unapproved_group(stray) with input as mock.world({"options": {"groups": []}})
	lib.unapproved_group(stray) with input as mock.world({"options": {"groups": ["SG-Pilot"]}})
	{yes | yes := lib.unapproved_group(stray)} == set() with input as mock.world({"options": {"groups": [" sg-stray "]}})
}

test_ids_and_names_are_not_compared if {
	by_ids := mock.world({"options": {"groups": [id]}})
	stray := mock.named("SG-Stray", false)
	{yes | yes := lib.unapproved_group(stray)} == set() with input as by_ids
	named := lib.group_unknown(stray) with input as by_ids
	named == "group SG-Stray: the export shows it by its display name, the option `groups` has object ids; add the display name to it, or export with ids"
	by_names := mock.world({"options": {"groups": ["SG-Pilot"]}})
	other := mock.assignment("bbbbbbbb-0000-4bbb-8bbb-00000000000b", false)
	{yes | yes := lib.unapproved_group(other)} == set() with input as by_names
	identified := lib.group_unknown(other) with input as by_names
	identified == "group bbbbbbbb-0000-4bbb-8bbb-00000000000b: the export shows it by its object id, the option `groups` has display names; add the object id to it"
}

test_group_unknown if {
	unclear := mock.doubtful("SG-Fabrikam")
	reason := lib.group_unknown(unclear) with input as mock.world({"options": {"groups": []}})
	reason == "group SG-Fabrikam: add its name"
	{why | why := lib.group_unknown(unclear)} == set() with input as mock.world({"options": {"groups": ["sg-fabrikam"]}})
}

test_group_known if {
	every assignment in [mock.named("SG-Fabrikam", true), mock.named("SG-Fabrikam", false), mock.assignment(id, false)] {
		{why | why := lib.group_unknown(assignment)} == set() with input as mock.world({"options": {"groups": []}})
	}
}

test_holders_unknown if {
	reason := lib.holders_unknown(mock.custom({})) with input as mock.world({"tenant": {"present": {"assignments": false}}})
	reason == "who holds this policy is not in the export (Get-CsGroupPolicyAssignment)"
	direct := lib.holders_unknown(mock.custom({})) with input as mock.world({})
	direct == "no group holds this policy; whether users hold it directly is in no export"
}

test_holders_known if {
	held := mock.custom({"assignments": [mock.assignment("a1", false)]})
	{reason | reason := lib.holders_unknown(held)} == set() with input as mock.world({})
}

test_section_blocked_for_all if {
	section_admits == "nobody" with input as section_world(false, section_half("blocked", "AllUsers"))
}

test_section_allowed if {
	section_admits == "somebody" with input as section_world(false, section_half("allowed", "AllUsers"))
	section_admits == "somebody" with input as section_world(true, section_half("allowed", "u1"))
}

test_section_blocks_only_what_it_names if {
	section_admits == "somebody" with input as section_world(false, section_half("blocked", "u1"))
}

test_section_missing if {
	section_admits == "unknown" with input as section_world(false, {})
	section_admits == "unknown" with input as section_world(null, {})
	section_admits == "nobody" with input as section_world(true, {})
}

test_section_without_targets if {
	every half in [{"accessType": "allowed", "targets": []}, {"accessType": "blocked", "targets": null}, {"accessType": "blocked"}, null] {
		section_admits == "unknown" with input as section_world(false, {"m365CollaborationInbound": {"users": half}})
	}
}

test_section_without_access_type if {
	section_admits == "unknown" with input as section_world(false, section_half(null, "AllUsers"))
	section_admits == "unknown" with input as section_world(false, {"m365CollaborationInbound": null})
	section_admits == "unknown" with input as section_world(false, {"m365CollaborationInbound": {}})
}

test_section_unclear if {
	unclear := {"unclear": ["m365CollaborationInbound.users.targets.0.target"]}
	section_admits == "unknown" with input as section_world(false, object.union(section_half("allowed", null), unclear))
	elsewhere := {"unclear": ["m365CollaborationInboundToo.users"]}
	section_admits == "nobody" with input as section_world(false, object.union(section_half("blocked", "AllUsers"), elsewhere))
}

test_without_leave if {
	lacking(null, "group-sync") == {true}
	lacking(mock.entry({"status": "ended", "approved": false, "allow": ["group-sync"]}), "group-sync") == {true}
	lacking(mock.entry({}), "group-sync") == {true}
	lacking(mock.entry({"allow": ["user-sync"]}), "group-sync") == {true}
	lacking(mock.entry({"allow": ["user-sync", "group-sync"]}), "group-sync") == set()
}

test_touches if {
	touching(["a.b"], "a.b") == {true}
	touching(["a"], "a.b") == {true}
	touching(["a.b.0.c"], "a.b") == {true}
	touching(["a.bc", "x"], "a.b") == set()
	touching([], "a.b") == set()
}

test_lacks if {
	lib.lacks([], "mfa-trust")
	lib.lacks(["user-sync", "group-sync"], "mfa-trust")
	{yes | yes := lib.lacks(["user-sync", "mfa-trust"], "mfa-trust")} == set()
}

test_direct_connect_open if {
	opened := object.union(mock.one("b2bDirectConnectInbound", "groups"), mock.one("b2bDirectConnectOutbound", "everybody"))
	both := lib.direct_connect_open(mock.partner({"settings": mock.settings(opened)}))
	[setting.path | some setting in both] == ["b2bDirectConnectInbound", "b2bDirectConnectOutbound"]
	lib.direct_connect_open(mock.partner({})) == []
	hidden := mock.one("b2bDirectConnectInbound", "unknown")
	lib.direct_connect_open(mock.partner({"settings": mock.settings(hidden)})) == []
}

test_abroad if {
	first := clouds("china", "commercial")
	lib.abroad(first.partners[0]) with input as first
	{yes | yes := lib.at_home(first.partners[0])} == set() with input as first
}

test_at_home if {
	every pair in [["commercial", "commercial"], [null, "commercial"], ["china", null], [null, null]] {
		first := clouds(pair[0], pair[1])
		lib.at_home(first.partners[0]) with input as first
		{yes | yes := lib.abroad(first.partners[0])} == set() with input as first
	}
	stranger := mock.partner({"register": null})
	second := mock.world({})
	lib.at_home(stranger) with input as second
	{yes | yes := lib.abroad(stranger)} == set() with input as second
}

test_opens if {
	every scope in ["groups", "users", "everybody"] {
		lib.opens(mock.setting("b2bCollaborationInbound", scope))
	}
	every scope in ["closed", "unknown"] {
		{yes | yes := lib.opens(mock.setting("b2bCollaborationInbound", scope))} == set()
	}
}

test_inherits if {
	every origin in ["inherited", "service-default"] {
		lib.inherits({"origin": origin})
	}
	every origin in ["own", "unknown"] {
		{yes | yes := lib.inherits({"origin": origin})} == set()
	}
}

test_direct_connect_covered if {
	partner := {"direct_connect_uncovered": ["direct-connect-inbound"]}
	registered := mock.world({})
	lib.direct_connect_covered(partner, "direct-connect-outbound") with input as registered
	{yes | yes := lib.direct_connect_covered(partner, "direct-connect-inbound")} == set() with input as registered
	unregistered := object.union(registered, {"register": null})
	lib.direct_connect_covered(partner, "direct-connect-inbound") with input as unregistered
}

test_deciding if {
	lib.deciding(mock.switch("unknown", null)) == []
	lib.deciding(mock.switch("nobody", "policy:global")) == [{
		"on": "policy:global", "path": "AllowChannelSharingToExternalUser", "label": "Teams decides here",
	}]
}
