package tenantlint.teams.sharepoint_domain_unvetted_test

import data.tenantlint.mock
import data.tenantlint.teams.sharepoint_domain_unvetted as rule

world(value, parts) := mock.world(object.union(
	{"records": {"sharepoint_sharing": [{"ref": "record/sharepoint/0", "name": "SharePoint sharing", "unclear": [], "value": value}]}},
	parts,
))

entry(parts) := mock.entry(object.union({"terms": {"domains": ["fabrikam.example"]}}, parts))

sharing(mode, domains) := {
	"SharingCapability": "ExternalUserSharingOnly", "SharingDomainRestrictionMode": mode, "SharingAllowedDomainList": domains,
}

judged(value, entries) := world(value, {"register": {"entries": entries}, "options": {"domains": ["agency.example"]}})

dim(reason) := {"on": "record/sharepoint/0", "reason": reason}

test_domains_of_approved_partners if {
	every mode in ["AllowList", 1] {
		every domains in ["fabrikam.example agency.example", ["eu.fabrikam.example"]] {
			sound := judged(sharing(mode, domains), [entry({})])
			rule.fail == set() with input as sound
			rule.unknown == set() with input as sound
		}
	}
}

test_domains_of_nobody if {
	every mode in ["AllowList", 1] {
		loose := judged(sharing(mode, "fabrikam.example stray.example"), [entry({})])
		rule.fail == {{
			"on": "record/sharepoint/0", "path": "SharingAllowedDomainList",
			"expected": "domains of approved partners", "actual": "stray.example",
			"message": "SharePoint's list of allowed domains names domains that nobody in the register has: stray.example",
		}} with input as loose
		rule.unknown == set() with input as loose
	}
}

test_domain_of_an_ended_partner if {
	ended := judged(sharing("AllowList", ["fabrikam.example"]), [entry({"status": "ended", "approved": false})])
	rule.fail == {{
		"on": "record/sharepoint/0", "path": "SharingAllowedDomainList", "actual": "fabrikam.example",
		"message": "SharePoint's list of allowed domains names fabrikam.example, and Fabrikam is ended in the register",
		"related": [{"on": "register:fabrikam", "path": "domains", "label": "the register says ended"}],
	}} with input as ended
}

test_list_that_does_not_count if {
	off := object.union(sharing("AllowList", "stray.example"), {"SharingCapability": "Disabled"})
	zero := object.union(sharing(null, "stray.example"), {"SharingCapability": 0})
	every value in [off, zero, sharing("None", "stray.example"), sharing(2, "stray.example")] {
		idle := judged(value, [entry({})])
		rule.fail == set() with input as idle
		rule.unknown == set() with input as idle
	}
}

test_partner_without_domains if {
	vague := judged(sharing("AllowList", "stray.example"), [mock.entry({})])
	rule.fail == set() with input as vague
	rule.unknown == {{
		"on": "record/sharepoint/0", "path": "SharingAllowedDomainList",
		"reason": "whose these domains are is unknown: stray.example; add `domains` to the register entries of Fabrikam",
	}} with input as vague
}

test_unknown if {
	empty := judged(sharing("AllowList", null), [entry({})])
	rule.unknown == {dim("SharingAllowedDomainList is empty or could not be read")} with input as empty
	mixed := judged(sharing("AllowList", "fabrikam.example *"), [entry({})])
	rule.unknown == {object.union(dim("SharingAllowedDomainList holds what is no domain"), {"path": "SharingAllowedDomainList"})} with input as mixed
	modeless := judged(sharing(null, "stray.example"), [entry({})])
	rule.fail == set() with input as modeless
	rule.unknown == {dim("SharePoint sharing: SharingDomainRestrictionMode is not in the export, or could not be read")} with input as modeless
}
