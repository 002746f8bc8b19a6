package tenantlint.teams.sharepoint_guest_resharing_test

import data.tenantlint.mock
import data.tenantlint.teams.sharepoint_guest_resharing as rule

world(value, parts) := mock.world(object.union(
	{"records": {"sharepoint_sharing": [{"ref": "record/sharepoint/0", "name": "SharePoint sharing", "unclear": [], "value": value}]}},
	parts,
))

settings(prevented, capability) := {"PreventExternalUsersFromResharing": prevented, "SharingCapability": capability}

unclear(name) := {
	"on": "record/sharepoint/0",
	"reason": sprintf("SharePoint sharing: %s is not in the export, or could not be read", [name]),
}

test_resharing if {
	every capability in ["ExternalUserSharingOnly", "ExternalUserAndGuestSharing", "ExistingExternalUserSharingOnly", 1, 2, 3] {
		open := world(settings(false, capability), {})
		rule.fail == {{
			"on": "record/sharepoint/0", "path": "PreventExternalUsersFromResharing", "expected": "true", "actual": "false",
			"message": "SharePoint lets guests share files on that they do not own, so a partner decides who else gets them",
		}} with input as open
		rule.unknown == set() with input as open
	}
}

test_prevented if {
	every capability in ["ExternalUserSharingOnly", 2, null] {
		sound := world(settings(true, capability), {})
		rule.fail == set() with input as sound
		rule.unknown == set() with input as sound
	}
}

test_no_sharing if {
	every capability in ["Disabled", 0] {
		every prevented in [false, null] {
			off := world(settings(prevented, capability), {})
			rule.fail == set() with input as off
			rule.unknown == set() with input as off
		}
	}
}

test_unknown if {
	capabilityless := world(settings(false, null), {})
	rule.fail == set() with input as capabilityless
	rule.unknown == {unclear("SharingCapability")} with input as capabilityless
	every capability in ["ExternalUserSharingOnly", null] {
		dim := world(settings(null, capability), {})
		rule.fail == set() with input as dim
		rule.unknown == {unclear("PreventExternalUsersFromResharing")} with input as dim
	}
}
