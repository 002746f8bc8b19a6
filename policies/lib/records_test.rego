package tenantlint.records_test

import data.tenantlint.mock
import data.tenantlint.records

record(value) := {"ref": "record/meeting-policy/0", "name": "Global", "value": value, "unclear": []}

named(name) := object.union(record({}), {"name": name})

test_said if {
	records.said(record({"a": true}), "a") == true
	records.said(record({"a": null}), "a") == null
	records.said(record({}), "a") == null
	records.unsaid(record({}), "a") == "Global: a is not in the export, or could not be read"
}

test_weight if {
	records.is_global(named("global"))
	records.weight(named("Global")) == {}
	records.weight(named("Tag:Webinars")) == {"level": "info"}
	{yes | yes := records.is_global(named("Tag:Webinars"))} == set()
}

test_policies_that_microsoft_ships_are_left_out if {
	world := mock.world({"records": {"meeting_policy": [named("Global"), named("Tag:AllOn"), named("Kiosk"), named("Tag:Mine")]}})
	found := records.own_policies("meeting_policy") with input as world
	[policy.name | some policy in found] == ["Global", "Tag:Mine"]
}

test_global_is_missing if {
	every case in [
		[true, [named("Tag:Mine")]], [true, [named("Tag:AllOn")]], [false, []],
		[false, [named("Tag:Mine"), named("Global")]], [false, [named("global")]],
	] {
		world := mock.world({"records": {"meeting_policy": case[1]}})
		found := records.lacks_global("meeting_policy") with input as world
		found == case[0]
	}
}
