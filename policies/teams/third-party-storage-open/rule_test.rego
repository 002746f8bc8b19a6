package tenantlint.teams.third_party_storage_open_test

import data.tenantlint.mock
import data.tenantlint.teams.third_party_storage_open as rule

all := {"AllowBox": false, "AllowDropBox": false, "AllowEgnyte": false, "AllowGoogleDrive": false, "AllowShareFile": false}

world(value, agreed) := mock.world({
	"records": {"client_configuration": [{"ref": "record/client/0", "name": "Global", "unclear": [], "value": value}]},
	"options": {"providers": agreed},
})

finding(path, title) := {
	"on": "record/client/0", "path": path, "expected": "false", "actual": "true",
	"message": sprintf("Teams offers to keep files at %s, which this house does not name among its storage", [title]),
}

test_on if {
	open := world(object.union(all, {"AllowDropBox": true, "AllowBox": true}), [])
	rule.fail == {finding("AllowBox", "Box"), finding("AllowDropBox", "DropBox")} with input as open
	rule.unknown == set() with input as open
}

test_off if {
	rule.fail == set() with input as world(all, [])
	rule.unknown == set() with input as world(all, [])
}

test_agreed if {
	some_agreed := world(object.union(all, {"AllowDropBox": true, "AllowBox": true}), ["dropbox"])
	rule.fail == {finding("AllowBox", "Box")} with input as some_agreed
	silent := world({"AllowDropBox": null}, ["Box", "DropBox", "Egnyte", "GoogleDrive", "ShareFile"])
	rule.fail == set() with input as silent
	rule.unknown == set() with input as silent
}

test_unknown if {
	dim := world(object.union(all, {"AllowEgnyte": null}), [])
	rule.fail == set() with input as dim
	rule.unknown == {{
		"on": "record/client/0", "reason": "Global: AllowEgnyte is not in the export, or could not be read",
	}} with input as dim
}
