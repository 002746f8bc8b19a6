package tenantlint.teams.channel_sharing_without_creation_test

import data.tenantlint.mock
import data.tenantlint.teams.channel_sharing_without_creation as rule

creation := "AllowSharedChannelCreation"

sharing := "AllowChannelSharingToExternalUser"

policy(created, shared) := mock.custom({"settings": {creation: mock.flag(creation, created), sharing: mock.flag(sharing, shared)}})

world(written) := mock.world({"policies": [written]})

unclear(name) := {"on": "policy:pilot", "path": name, "reason": sprintf("%s unknown: the export does not carry it", [name])}

test_sharing_alone if {
	half := world(policy(false, true))
	rule.fail == {{
		"on": "policy:pilot", "path": sharing, "expected": "false, or creation true", "actual": "true",
		"message": "Pilot lets its holders invite outsiders into shared channels, but not create any: it has an effect only in channels they own already",
		"related": [{"on": "policy:pilot", "path": creation, "label": "creation is off"}],
	}} with input as half
	rule.applicable == {"policy:pilot"} with input as half
	rule.unknown == set() with input as half
}

test_both_or_creation_alone if {
	every written in [policy(true, true), policy(false, false), policy(true, false)] {
		rule.fail == set() with input as world(written)
		rule.unknown == set() with input as world(written)
	}
}

test_unknown if {
	no_sharing := world(policy(false, null))
	rule.fail == set() with input as no_sharing
	rule.unknown == {unclear(sharing)} with input as no_sharing
	every shared in [true, null] {
		no_creation := world(policy(null, shared))
		rule.fail == set() with input as no_creation
		rule.unknown == {unclear(creation)} with input as no_creation
	}
	every written in [policy(null, false), policy(true, null)] {
		known := world(written)
		rule.unknown == set() with input as known
	}
}

test_template_is_not_applicable if {
	template := object.union(policy(false, true), {"is_template": true})
	rule.fail == set() with input as world(template)
	rule.applicable == set() with input as world(template)
}
