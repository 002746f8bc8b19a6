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
	lib.unapproved_group(mock.assignment("a1", false)) with input as mock.world({"options": {"groups": ["b2"]}})
}

test_group_of_an_approved_partner if {
	{yes | yes := lib.unapproved_group(mock.assignment("a1", true))} == set() with input as mock.world({"options": {"groups": []}})
}

test_group_named_in_the_option if {
	{yes | yes := lib.unapproved_group(mock.assignment("a1", false))} == set() with input as mock.world({"options": {"groups": ["A1"]}})
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
