package tenantlint.lib_test

import data.tenantlint.lib
import data.tenantlint.mock

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

id := "aaaaaaaa-0000-4aaa-8aaa-00000000000a"

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
