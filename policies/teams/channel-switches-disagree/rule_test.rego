package tenantlint.teams.channel_switches_disagree_test

import data.tenantlint.mock
import data.tenantlint.teams.channel_switches_disagree as rule

world(policy, value, unclear) := mock.world({"policies": [object.union(policy, {"value": value, "unclear": unclear})]})

on := {"settings": {"AllowSharedChannelCreation": mock.flag("AllowSharedChannelCreation", true)}}

finding(name, word) := {
	"on": "policy:pilot", "path": name, "expected": "in line with AllowSharedChannelCreation", "actual": word,
	"message": sprintf("Pilot does not let its holders create shared channels, but %s says %s and counts the day Microsoft turns it on", [name, word]),
	"related": [{"on": "policy:pilot", "path": "AllowSharedChannelCreation", "label": "creation is off"}],
}

test_disagree if {
	every name, word in {"AllowCreateSharedChannel": "Enabled", "CreateSharedChannelsByDefault": "ENABLED", "DefaultChannelTypeOnCreation": "Shared"} {
		torn := world(mock.custom({}), {name: word}, [])
		rule.fail == {finding(name, lower(word))} with input as torn
		rule.unknown == set() with input as torn
		rule.applicable == {"policy:pilot"} with input as torn
	}
}

test_agree if {
	every value in [{}, {"AllowCreateSharedChannel": null}, {"AllowCreateSharedChannel": "Disabled", "DefaultChannelTypeOnCreation": "Flexible"}] {
		rule.fail == set() with input as world(mock.custom({}), value, [])
		rule.unknown == set() with input as world(mock.custom({}), value, [])
	}
}

test_creation_is_on if {
	rule.fail == set() with input as world(mock.custom(on), {"AllowCreateSharedChannel": "Enabled"}, [])
	rule.applicable == set() with input as world(mock.custom(on), {"AllowCreateSharedChannel": "Enabled"}, [])
}

test_template_is_not_applicable if {
	template := mock.custom({"is_template": true})
	rule.applicable == set() with input as world(template, {"AllowCreateSharedChannel": "Enabled"}, [])
}

test_unknown if {
	dim := world(mock.custom({}), {"AllowCreateSharedChannel": null}, ["AllowCreateSharedChannel"])
	rule.fail == set() with input as dim
	rule.unknown == {{
		"on": "policy:pilot", "path": "AllowCreateSharedChannel", "reason": "AllowCreateSharedChannel could not be read",
	}} with input as dim
}
