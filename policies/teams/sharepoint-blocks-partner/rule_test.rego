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

restricted(mode, key, domains) := {
	"SharingCapability": "ExternalUserSharingOnly", "SharingDomainRestrictionMode": mode, key: domains,
}

allow(mode, domains) := restricted(mode, "SharingAllowedDomainList", domains)

block(mode, domains) := restricted(mode, "SharingBlockedDomainList", domains)

finding(text) := {
	"on": "record:spo", "path": "SharingDomainRestrictionMode",
	"message": sprintf("Fabrikam: inbound direct connect is open, but SharePoint %s: no files in shared channels for it", [text]),
	"related": [{"on": "partner:fabrikam", "path": inbound, "label": "direct connect is open here"}],
}

test_off if {
	every word in ["Disabled", 0] {
		value := {"SharingCapability": word, "SharingDomainRestrictionMode": "None"}
		first := world(value, "groups", {})
		rule.fail == {{
			"on": "record:spo", "path": "SharingCapability", "expected": "ExternalUserSharingOnly", "actual": "Disabled",
			"message": "SharePoint shares with nobody outside, while inbound direct connect is open for Fabrikam: no files in shared channels for them",
		}} with input as first
		rule.unknown == set() with input as first
	}
}

test_not_on_the_list if {
	every value in [allow("AllowList", ["woodgrove.example"]), allow(1, "woodgrove.example adatum.example"), allow(1, [])] {
		first := world(value, "groups", named)
		rule.fail == {finding("allows none of its domains")} with input as first
		rule.unknown == set() with input as first
	}
}

test_blocked if {
	every value in [block("BlockList", ["fabrikam.TEST"]), block(2, "woodgrove.example fabrikam.test")] {
		first := world(value, "groups", named)
		rule.fail == {finding("blocks fabrikam.test")} with input as first
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

doubt(key) := {{"on": "record:spo", "path": key, "reason": sprintf("%s is not in the export, or could not be read", [key])}}

test_not_told if {
	missing := {"SharingDomainRestrictionMode": "None"}
	first := world(missing, "groups", named)
	rule.fail == set() with input as first
	rule.unknown == doubt("SharingCapability") with input as first
	second := world({"SharingCapability": 1}, "groups", named)
	rule.unknown == doubt("SharingDomainRestrictionMode") with input as second
	third := world(allow("AllowList", null), "groups", named)
	rule.unknown == doubt("SharingAllowedDomainList") with input as third
	rule.fail == set() with input as third
	hidden := record(block("BlockList", [null]), ["SharingBlockedDomainList.0"])
	fourth := with_record(hidden, "groups", named)
	rule.unknown == doubt("SharingBlockedDomainList") with input as fourth
	half_read := record(allow("AllowList", ["woodgrove.example", null]), ["SharingAllowedDomainList.1"])
	sixth := with_record(half_read, "groups", named)
	rule.fail == set() with input as sixth
	elsewhere := record(free, ["ShowAllUsersClaim"])
	fifth := with_record(elsewhere, "groups", named)
	rule.unknown == set() with input as fifth
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
	first := world(free, "unknown", named)
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "path": inbound,
		"reason": "inbound direct connect unknown: the export does not carry it",
	}} with input as first
}

test_lists_that_are_not_in_force if {
	lists := {"SharingAllowedDomainList": "", "SharingBlockedDomainList": ["fabrikam.test"]}
	first := world(object.union(free, lists), "groups", named)
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	allowed := {"SharingCapability": 1, "SharingDomainRestrictionMode": 1, "SharingAllowedDomainList": "fabrikam.test"}
	second := world(object.union(lists, allowed), "groups", named)
	rule.fail == set() with input as second
	third := world(object.union(allow("AllowList", ""), {"SharingDomainRestrictionMode": "BlockList", "SharingBlockedDomainList": ""}), "groups", named)
	rule.fail == set() with input as third
}
