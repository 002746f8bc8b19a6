package tenantlint.teams.sharepoint_sharing_anonymous_test

import data.tenantlint.mock
import data.tenantlint.teams.sharepoint_sharing_anonymous as rule

world(value, parts) := mock.world(object.union(
	{"records": {"sharepoint_sharing": [{"ref": "record/sharepoint/0", "name": "SharePoint sharing", "unclear": [], "value": value}]}},
	parts,
))

test_anyone if {
	every word in ["ExternalUserAndGuestSharing", 2] {
		open := world({"SharingCapability": word}, {})
		rule.fail == {{
			"on": "record/sharepoint/0", "path": "SharingCapability",
			"expected": "ExternalUserSharingOnly or less", "actual": "ExternalUserAndGuestSharing",
			"message": "SharePoint lets users share files with anyone who has the link, whoever that is",
		}} with input as open
		rule.unknown == set() with input as open
	}
}

test_guests_or_less if {
	every word in ["ExternalUserSharingOnly", "ExistingExternalUserSharingOnly", "Disabled", 0, 1, 3] {
		sound := world({"SharingCapability": word}, {})
		rule.fail == set() with input as sound
		rule.unknown == set() with input as sound
	}
}

test_unknown if {
	every value in [{}, {"SharingCapability": null}] {
		dim := world(value, {})
		rule.fail == set() with input as dim
		rule.unknown == {{
			"on": "record/sharepoint/0",
			"reason": "SharePoint sharing: SharingCapability is not in the export, or could not be read",
		}} with input as dim
	}
}
