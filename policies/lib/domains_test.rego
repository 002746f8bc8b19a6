package tenantlint.domains_test

import data.tenantlint.domains
import data.tenantlint.mock

record(value) := {"ref": "record/meeting-policy/0", "name": "Global", "value": value, "unclear": []}

partners_with(entries) := mock.world({
	"register": {"entries": entries},
	"records": {"organization": [
		record({"verifiedDomains": [{"name": "Contoso.example"}, {"name": null}]}),
		record({"verifiedDomains": null}),
	]},
	"options": {"domains": [" Agency.example"]},
})

fabrikam_entry(parts) := mock.entry(object.union({"terms": {"domains": ["Fabrikam.example "]}}, parts))

test_domains if {
	domains.of_list(null) == []
	domains.of_list("a.example  B.example;c.example") == ["a.example", "b.example", "c.example"]
	domains.of_list(["Domain=A.example", {"Domain": "b.example"}, " c.example "]) == ["a.example", "b.example", "c.example"]
	domains.of_list({"Domain": "a.example"}) == ["a.example"]
	domains.of_list(["*.example", "example", {}, {"Domain": 1}, "System.Object", "Microsoft.Teams.X"]) == []
	domains.of_list(["microsoft.com"]) == ["microsoft.com"]
}

test_unreadable if {
	domains.unreadable(["a.example", "*"])
	domains.unreadable({"Count": 1})
	every value in [null, [], "", "a.example", ["Domain=a.example"]] {
		{yes | yes := domains.unreadable(value)} == set()
	}
}

test_lineage if {
	domains.lineage("eu.fabrikam.example") == {"eu.fabrikam.example", "fabrikam.example", "example"}
}

test_strays if {
	world := partners_with([fabrikam_entry({})])
	settled := ["fabrikam.example", "EU.Fabrikam.example", "contoso.example", "agency.example"]
	found := domains.strays(array.concat(settled, ["notfabrikam.example", "Stray.example"])) with input as world
	found == {"notfabrikam.example", "stray.example"}
}

test_unvetted if {
	suspended := fabrikam_entry({"status": "suspended", "approved": false})
	world := partners_with([suspended])
	faults := domains.unvetted("The list", ["eu.fabrikam.example", "stray.example", "contoso.example"]) with input as world
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
	reasons := {reason | reason := domains.undecided(["stray.example"])} with input as world
	reasons == set()
	sound := domains.unvetted("The list", ["contoso.example"]) with input as world
	sound == set()
}

test_undecided if {
	bare := mock.entry({"name": "Woodgrove"})
	empty := mock.entry({"name": "Adatum", "terms": {"domains": []}})
	rejected := mock.entry({"status": "rejected", "approved": false})
	world := partners_with([bare, fabrikam_entry({}), empty, rejected])
	faults := domains.unvetted("The list", ["stray.example"]) with input as world
	faults == set()
	reason := domains.undecided(["stray.example"]) with input as world
	reason == "whose these domains are is unknown: stray.example; add `domains` to the register entries of Adatum, Woodgrove"
	settled := {reason_ | reason_ := domains.undecided(["fabrikam.example"])} with input as world
	settled == set()
}

test_our_own_entry if {
	own := {"tenant_id": "11111111-1111-4111-8111-111111111111"}
	bare := mock.entry(object.union(own, {"terms": {"domains": []}}))
	one := partners_with([bare])
	reasons := {reason | reason := domains.undecided(["stray.example"])} with input as one
	reasons == set()
	proposed := fabrikam_entry(object.union(own, {"status": "proposed", "approved": false}))
	two := partners_with([proposed])
	faults := domains.unvetted("The list", ["fabrikam.example"]) with input as two
	faults == set()
}
