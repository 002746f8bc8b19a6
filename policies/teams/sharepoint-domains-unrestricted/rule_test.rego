package tenantlint.teams.sharepoint_domains_unrestricted_test

import data.tenantlint.mock
import data.tenantlint.teams.sharepoint_domains_unrestricted as rule

world(value, parts) := mock.world(object.union(
	{"records": {"sharepoint_sharing": [{"ref": "record/sharepoint/0", "name": "SharePoint sharing", "unclear": [], "value": value}]}},
	parts,
))

finding(whom, word) := {
	"on": "record/sharepoint/0", "path": "SharingDomainRestrictionMode", "expected": "AllowList", "actual": word,
	"message": sprintf("SharePoint lets users share files with guests of %s, while the register names whom we work with", [whom]),
}

settings(capability, mode) := {"SharingCapability": capability, "SharingDomainRestrictionMode": mode}

test_unrestricted if {
	every capability in ["ExternalUserSharingOnly", "ExternalUserAndGuestSharing", 1, 2] {
		every mode in ["None", 0] {
			open := world(settings(capability, mode), {})
			rule.fail == {finding("any domain", "None")} with input as open
			rule.unknown == set() with input as open
		}
		every mode in ["BlockList", 2] {
			blocking := world(settings(capability, mode), {})
			rule.fail == {finding("every domain that is not blocked", "BlockList")} with input as blocking
		}
	}
}

test_allow_list if {
	every capability in ["ExternalUserSharingOnly", 2, null] {
		every mode in ["AllowList", 1] {
			sound := world(settings(capability, mode), {})
			rule.fail == set() with input as sound
			rule.unknown == set() with input as sound
		}
	}
}

test_no_new_guests if {
	every capability in ["Disabled", "ExistingExternalUserSharingOnly", 0, 3] {
		every mode in ["None", 0, null] {
			closed := world(settings(capability, mode), {})
			rule.fail == set() with input as closed
			rule.unknown == set() with input as closed
		}
	}
}

unclear(name) := {
	"on": "record/sharepoint/0",
	"reason": sprintf("SharePoint sharing: %s is not in the export, or could not be read", [name]),
}

test_unknown if {
	every mode in ["None", null] {
		dim := world(settings(null, mode), {})
		rule.fail == set() with input as dim
		rule.unknown == {unclear("SharingCapability")} with input as dim
	}
	modeless := world(settings(1, null), {})
	rule.fail == set() with input as modeless
	rule.unknown == {unclear("SharingDomainRestrictionMode")} with input as modeless
}
