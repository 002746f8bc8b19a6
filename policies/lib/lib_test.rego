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

# -- Records that stand beside, and domains of partners --

record(value) := {"ref": "record/meeting-policy/0", "name": "Global", "value": value, "unclear": []}

named(name) := object.union(record({}), {"name": name})

test_said if {
	lib.said(record({"a": true}), "a") == true
	lib.said(record({"a": null}), "a") == null
	lib.said(record({}), "a") == null
	lib.unsaid(record({}), "a") == "Global: a is not in the export, or could not be read"
}

test_weight if {
	lib.is_global(named("global"))
	lib.weight(named("Global")) == {}
	lib.weight(named("Tag:Webinars")) == {"level": "info"}
	{yes | yes := lib.is_global(named("Tag:Webinars"))} == set()
}

test_policies_that_microsoft_ships_are_left_out if {
	world := mock.world({"records": {"meeting_policy": [named("Global"), named("Tag:AllOn"), named("Kiosk"), named("Tag:Mine")]}})
	found := lib.own_policies("meeting_policy") with input as world
	[policy.name | some policy in found] == ["Global", "Tag:Mine"]
}

test_domains if {
	lib.domains(null) == []
	lib.domains("a.example  B.example;c.example") == ["a.example", "b.example", "c.example"]
	lib.domains(["Domain=A.example", {"Domain": "b.example"}, " c.example "]) == ["a.example", "b.example", "c.example"]
	lib.domains({"Domain": "a.example"}) == ["a.example"]
	lib.domains(["*.example", "example", {}, {"Domain": 1}, "System.Object", "Microsoft.Teams.X"]) == []
	lib.domains(["microsoft.com"]) == ["microsoft.com"]
}

test_unreadable if {
	lib.unreadable(["a.example", "*"])
	lib.unreadable({"Count": 1})
	every value in [null, [], "", "a.example", ["Domain=a.example"]] {
		{yes | yes := lib.unreadable(value)} == set()
	}
}

test_lineage if {
	lib.lineage("eu.fabrikam.example") == {"eu.fabrikam.example", "fabrikam.example", "example"}
}

partners_with(entries) := mock.world({
	"register": {"entries": entries},
	"records": {"organization": [
		record({"verifiedDomains": [{"name": "Contoso.example"}, {"name": null}]}),
		record({"verifiedDomains": null}),
	]},
	"options": {"domains": [" Agency.example"]},
})

fabrikam_entry(parts) := mock.entry(object.union({"terms": {"domains": ["Fabrikam.example "]}}, parts))

test_strays if {
	world := partners_with([fabrikam_entry({})])
	settled := ["fabrikam.example", "EU.Fabrikam.example", "contoso.example", "agency.example"]
	found := lib.strays(array.concat(settled, ["notfabrikam.example", "Stray.example"])) with input as world
	found == {"notfabrikam.example", "stray.example"}
}

test_unvetted if {
	suspended := fabrikam_entry({"status": "suspended", "approved": false})
	world := partners_with([suspended])
	faults := lib.unvetted("The list", ["eu.fabrikam.example", "stray.example", "contoso.example"]) with input as world
	faults == {
		{
			"message": "The list names eu.fabrikam.example, and Fabrikam is suspended in the register",
			"actual": "eu.fabrikam.example",
			"related": [{"on": "register:fabrikam", "path": "domains", "label": "the register says suspended"}],
		},
		{
			"message": "The list names domains that nobody in the register has: stray.example",
			"expected": "domains of approved partners", "actual": "stray.example",
		},
	}
	reasons := {reason | reason := lib.undecided(["stray.example"])} with input as world
	reasons == set()
	sound := lib.unvetted("The list", ["contoso.example"]) with input as world
	sound == set()
}

test_undecided if {
	bare := mock.entry({"name": "Woodgrove"})
	empty := mock.entry({"name": "Adatum", "terms": {"domains": []}})
	rejected := mock.entry({"status": "rejected", "approved": false})
	world := partners_with([bare, fabrikam_entry({}), empty, rejected])
	faults := lib.unvetted("The list", ["stray.example"]) with input as world
	faults == set()
	reason := lib.undecided(["stray.example"]) with input as world
	reason == "whose these domains are is unknown: stray.example; add `domains` to the register entries of Adatum, Woodgrove"
	settled := {reason_ | reason_ := lib.undecided(["fabrikam.example"])} with input as world
	settled == set()
}
