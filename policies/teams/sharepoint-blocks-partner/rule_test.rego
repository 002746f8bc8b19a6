package tenantlint.teams.sharepoint_blocks_partner_test

import data.tenantlint.mock
import data.tenantlint.teams.sharepoint_blocks_partner as rule

inbound := "b2bDirectConnectInbound"

named := {"terms": {"domains": ["Fabrikam.example", "fabrikam.test"]}}

record(value, unclear) := {"ref": "record:spo", "name": "SharePoint", "value": value, "unclear": unclear}

world(value, scope, entry) := with_record(record(value, []), scope, entry)

with_record(one, scope, entry) := mock.world({
	"partners": [mock.partner({
		"settings": mock.settings(mock.one(inbound, scope)),
		"register": object.union(mock.entry({"terms": {}}), entry),
	})],
	"records": {"sharepoint_sharing": [one]},
})

restricted(mode, key, listed) := {
	"SharingCapability": "ExternalUserSharingOnly", "SharingDomainRestrictionMode": mode, key: listed,
}

allow(mode, listed) := restricted(mode, "SharingAllowedDomainList", listed)

block(mode, listed) := restricted(mode, "SharingBlockedDomainList", listed)

place := {"on": "partner:fabrikam", "path": inbound, "label": "direct connect is open here"}

not_allowed := {
	"on": "record:spo", "path": "SharingAllowedDomainList",
	"expected": "one of its domains allowed", "actual": "other domains only",
	"message": "Fabrikam: inbound direct connect is open, but SharePoint allows none of its domains (fabrikam.example, fabrikam.test), so its people can't get at files",
	"related": [place],
}

blocked := {
	"on": "record:spo", "path": "SharingBlockedDomainList", "expected": "not blocked", "actual": "blocked",
	"message": "Fabrikam: inbound direct connect is open, but SharePoint blocks fabrikam.test, so its people can't get at files",
	"related": [place],
}

test_off if {
	every word in ["Disabled", 0] {
		every mode in ["None", "AllowList", null] {
			value := {"SharingCapability": word, "SharingDomainRestrictionMode": mode}
			first := world(value, "groups", {})
			rule.fail == {{
				"on": "record:spo", "path": "SharingCapability", "expected": "ExternalUserSharingOnly", "actual": "Disabled",
				"message": "SharePoint shares with nobody outside, so Fabrikam, let in by us, can't get at files",
				"related": [place],
			}} with input as first
			rule.unknown == set() with input as first
		}
	}
}

test_not_on_the_list if {
	every value in [allow("AllowList", ["woodgrove.example"]), allow(1, "woodgrove.example adatum.example")] {
		first := world(value, "groups", named)
		rule.fail == {not_allowed} with input as first
		rule.unknown == set() with input as first
	}
}

test_a_domain_above_does_not_count if {
	first := world(allow("AllowList", ["fabrikam.example"]), "groups", {"terms": {"domains": ["eu.fabrikam.example"]}})
	found := rule.fail with input as first
	count(found) == 1
}

test_blocked if {
	every value in [block("BlockList", ["fabrikam.TEST"]), block(2, "woodgrove.example fabrikam.test")] {
		first := world(value, "groups", named)
		rule.fail == {blocked} with input as first
		rule.unknown == set() with input as first
	}
}

free := {"SharingCapability": 2, "SharingDomainRestrictionMode": 0}

test_let_through if {
	every value in [free, allow("AllowList", ["fabrikam.example"]), block("BlockList", ["woodgrove.example"])] {
		first := world(value, "groups", named)
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
	second := world(free, "unknown", named)
	rule.unknown == set() with input as second
}

test_closed_or_not_approved if {
	off := {"SharingCapability": "Disabled"}
	first := world(off, "closed", named)
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	suspended := object.union(named, {"approved": false})
	second := world(off, "groups", suspended)
	rule.fail == set() with input as second
	third := world(off, "unknown", suspended)
	rule.unknown == set() with input as third
	stranger := object.union(world(off, "groups", {}), {"partners": [mock.partner({"register": null})]})
	rule.fail == set() with input as stranger
	rule.unknown == set() with input as stranger
}

doubt(key) := {{"on": "record:spo", "path": key, "reason": sprintf("SharePoint: %s is not in the export, or could not be read", [key])}}

illegible(key) := {{"on": "record:spo", "path": key, "reason": sprintf("%s is empty, or could not be read in full", [key])}}

test_not_told if {
	first := world({"SharingDomainRestrictionMode": "None"}, "groups", named)
	rule.fail == set() with input as first
	rule.unknown == doubt("SharingCapability") with input as first
	second := world({"SharingCapability": 1}, "groups", named)
	rule.fail == set() with input as second
	rule.unknown == doubt("SharingDomainRestrictionMode") with input as second
	closed := world({}, "closed", named)
	rule.unknown == set() with input as closed
}

test_list_not_told if {
	every listed in [null, [], "", ["woodgrove.example", null], ["*"]] {
		first := world(allow("AllowList", listed), "groups", named)
		rule.fail == set() with input as first
		rule.unknown == illegible("SharingAllowedDomainList") with input as first
	}
	every listed in [null, "", ["woodgrove.example", null], ["*"]] {
		second := world(block("BlockList", listed), "groups", named)
		rule.fail == set() with input as second
		rule.unknown == illegible("SharingBlockedDomainList") with input as second
	}
	third := world(block("BlockList", ["fabrikam.test", null]), "groups", named)
	rule.fail == {blocked} with input as third
}

test_an_empty_block_list_blocks_nobody if {
	every scope in ["groups", "unknown"] {
		every entry in [named, {}] {
			first := world(block("BlockList", []), scope, entry)
			rule.fail == set() with input as first
			rule.unknown == set() with input as first
		}
	}
	every place in ["SharingBlockedDomainList", "SharingBlockedDomainList.0"] {
		second := with_record(record(block(2, []), [place]), "groups", named)
		rule.fail == set() with input as second
		rule.unknown == illegible("SharingBlockedDomainList") with input as second
	}
}

test_no_domains_in_the_register if {
	every value in [allow("AllowList", ["woodgrove.example"]), block("BlockList", ["woodgrove.example"])] {
		first := world(value, "groups", {})
		rule.fail == set() with input as first
		rule.unknown == {{
			"on": "partner:fabrikam", "reason": "its register entry names no `domains` to look for in SharePoint",
		}} with input as first
	}
	second := world(free, "groups", {})
	rule.unknown == set() with input as second
}

test_setting_unknown if {
	every value in [{"SharingCapability": "Disabled"}, {}, allow("AllowList", ["woodgrove.example"])] {
		first := world(value, "unknown", named)
		rule.fail == set() with input as first
		rule.unknown == {{
			"on": "partner:fabrikam", "path": inbound,
			"reason": "inbound direct connect unknown: the export does not carry it",
		}} with input as first
	}
}

test_lists_that_are_not_in_force if {
	lists := {"SharingAllowedDomainList": "", "SharingBlockedDomainList": ["fabrikam.test"]}
	first := world(object.union(free, lists), "groups", named)
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	allowed := {"SharingCapability": 1, "SharingDomainRestrictionMode": 1, "SharingAllowedDomainList": "fabrikam.test"}
	second := world(object.union(lists, allowed), "groups", named)
	rule.fail == set() with input as second
	rule.unknown == set() with input as second
}

# -- Guests --

collaboration := "b2bCollaborationInbound"

# Fabrikam's guests come in by a setting with such applications.
guests(value, scope, applications) := mock.world({
	"partners": [mock.partner({
		"settings": mock.settings(mock.changed(collaboration, scope, {"origin": "inherited", "applications": applications})),
		"register": object.union(mock.entry({"terms": {}}), named),
	})],
	"records": {"sharepoint_sharing": [record(value, [])]},
})

everything := {"access": "allowed", "all": true, "targets": []}

apps(access, id) := {"access": access, "all": false, "targets": [{"path": "", "id": id, "type": "application", "by_name": false}]}

guests_blocked := {
	"on": "record:spo", "path": "SharingBlockedDomainList", "expected": "not blocked", "actual": "blocked",
	"message": "Fabrikam: inbound collaboration is open, but SharePoint blocks fabrikam.test, so its people can't get at files",
	"related": [{"on": "partner:fabrikam", "path": collaboration, "label": "collaboration is open here"}],
}

test_collaboration_in_force if {
	every scope in ["users", "everybody"] {
		every applications in [everything, apps("allowed", "Office365"), apps("allowed", "00000003-0000-0ff1-ce00-000000000000"), apps("blocked", "797f4846-ba00-4fd7-ba43-dac1f8f63013")] {
			first := guests(block("BlockList", ["fabrikam.test"]), scope, applications)
			rule.fail == {guests_blocked} with input as first
			rule.unknown == set() with input as first
		}
	}
	second := guests(allow("AllowList", ["fabrikam.test"]), "groups", everything)
	rule.fail == set() with input as second
	rule.unknown == set() with input as second
}

test_guests_who_come_for_something_else if {
	every applications in [apps("allowed", "797f4846-ba00-4fd7-ba43-dac1f8f63013"), apps("blocked", "Office365")] {
		first := guests(block("BlockList", ["fabrikam.test"]), "groups", applications)
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_collaboration_unknown if {
	every value in [block("BlockList", ["fabrikam.test"]), allow("AllowList", null), {"SharingCapability": 0}, {}] {
		first := guests(value, "unknown", everything)
		rule.fail == set() with input as first
		rule.unknown == {{
			"on": "partner:fabrikam", "path": collaboration,
			"reason": "inbound collaboration unknown: the export does not carry it",
		}} with input as first
	}
	every value in [free, allow("AllowList", ["fabrikam.test"]), block("BlockList", ["woodgrove.example"])] {
		second := guests(value, "unknown", everything)
		rule.fail == set() with input as second
		rule.unknown == set() with input as second
	}
}

test_both_ways_in_is_one_finding if {
	both := object.union(mock.one(inbound, "groups"), mock.changed(collaboration, "everybody", {"applications": everything}))
	first := object.union(world(block("BlockList", ["fabrikam.test"]), "groups", named), {"partners": [mock.partner({
		"settings": mock.settings(both), "register": object.union(mock.entry({}), named),
	})]})
	rule.fail == {blocked} with input as first
	dim := object.union(mock.one(inbound, "groups"), mock.one(collaboration, "unknown"))
	second := object.union(first, {"partners": [mock.partner({
		"settings": mock.settings(dim), "register": object.union(mock.entry({}), named),
	})]})
	rule.fail == {blocked} with input as second
	rule.unknown == set() with input as second
}

# -- Those whom the register lets in as guests, whatever is in force --

promised := object.union(mock.entry({"allow": ["collaboration-inbound"]}), named)

register_with(entry, value) := mock.world({
	"register": {"entries": [entry]}, "records": {"sharepoint_sharing": [record(value, [])]},
})

test_promised_collaboration if {
	first := register_with(promised, block("BlockList", ["fabrikam.test"]))
	rule.fail == {{
		"on": "record:spo", "path": "SharingBlockedDomainList", "expected": "not blocked", "actual": "blocked",
		"message": "Fabrikam: the register lets its people in as guests, but SharePoint blocks fabrikam.test, so its people can't get at files",
		"related": [{"on": "register:fabrikam", "path": "allow", "label": "collaboration-inbound is allowed here"}],
	}} with input as first
	rule.unknown == set() with input as first
}

test_promised_and_open_is_one_finding if {
	both := object.union(world(block("BlockList", ["fabrikam.test"]), "groups", named), {"register": {"entries": [promised]}})
	rule.fail == {blocked} with input as both
}

test_nothing_promised if {
	every parts in [
		{"allow": ["direct-connect-inbound"]}, {"allow": []}, {"approved": false}, {"configured": false},
		{"tenant_id": "11111111-1111-4111-8111-111111111111"},
	] {
		every value in [block("BlockList", ["fabrikam.test"]), allow("AllowList", null), {}] {
			other := register_with(object.union(promised, parts), value)
			rule.fail == set() with input as other
			rule.unknown == set() with input as other
		}
	}
}

test_promised_and_not_known_to_be_a_partner_here if {
	entry := object.union(promised, {"configured": null})
	every value in [block("BlockList", ["fabrikam.test"]), {"SharingCapability": "Disabled"}, {}] {
		first := register_with(entry, value)
		rule.fail == set() with input as first
		rule.unknown == {{
			"on": "register:fabrikam", "path": "allow",
			"reason": "whether it has a configuration of its own is unknown: the list of partners may not be complete",
		}} with input as first
	}
	every value in [free, allow("AllowList", ["fabrikam.test"])] {
		second := register_with(entry, value)
		rule.fail == set() with input as second
		rule.unknown == set() with input as second
	}
}
