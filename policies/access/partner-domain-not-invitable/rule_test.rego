package tenantlint.access.partner_domain_not_invitable_test

import data.tenantlint.access.partner_domain_not_invitable as rule
import data.tenantlint.invitations_mock as mocks

entry(domains, allow) := mocks.entry(domains, {"allow": allow})

fabrikam := entry(["fabrikam.com", "fabrikam.de"], ["collaboration-inbound"])

world(domains, entries) := mocks.world([mocks.list(domains, {})], {"register": {"entries": entries}})

test_blocked if {
	blocked := world({"BlockedDomains": ["fabrikam.de"]}, [fabrikam])
	rule.fail == {{
		"on": "record:domains",
		"path": "definition.0.B2BManagementPolicy.InvitationsAllowedAndBlockedDomainsPolicy.BlockedDomains.0",
		"expected": "not blocked", "actual": "blocked",
		"message": "Fabrikam: its users may come in by collaboration, but invitations to `fabrikam.de` are blocked",
		"related": [{"on": "register:fabrikam", "path": "allow", "label": "allows inbound collaboration"}],
	}} with input as blocked
	rule.unknown == set() with input as blocked
}

test_not_allowed if {
	missing := world({"AllowedDomains": ["woodgrove.com"]}, [fabrikam])
	rule.fail == {{
		"on": "record:domains", "path": "definition",
		"expected": "one of its domains allowed", "actual": "other domains only",
		"message": "Fabrikam: its users may come in by collaboration, but none of its domains may be invited: fabrikam.com, fabrikam.de",
		"related": [{"on": "register:fabrikam", "path": "domains", "label": "its domains"}],
	}} with input as missing
	rule.unknown == set() with input as missing
}

test_invitable if {
	every domains in [{"AllowedDomains": ["fabrikam.com"]}, {"BlockedDomains": ["live.com"]}, {}] {
		open := world(domains, [fabrikam])
		rule.fail == set() with input as open
		rule.unknown == set() with input as open
	}
}

test_not_meant_to_come_in if {
	every other in [
		entry(["fabrikam.com"], ["direct-connect-inbound"]),
		entry([], []),
		mocks.entry(["fabrikam.com"], {"allow": ["collaboration-inbound"], "approved": false}),
	] {
		closed := world({"AllowedDomains": ["woodgrove.com"]}, [other])
		rule.fail == set() with input as closed
		rule.unknown == set() with input as closed
	}
}

test_entry_without_domains if {
	vague := world({"AllowedDomains": ["woodgrove.com"]}, [entry([], ["collaboration-inbound"])])
	rule.fail == set() with input as vague
	rule.unknown == {{
		"on": "register:fabrikam", "path": "",
		"reason": "whether Fabrikam may be invited is unknown: its register entry names no domains",
	}} with input as vague
}

test_list_unknown if {
	hidden := mocks.world([mocks.list({}, {"definition": null})], {"register": {"entries": [fabrikam]}})
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "record:domains", "path": "definition", "reason": "this part of the list of invitation domains is unknown",
	}} with input as hidden
}

test_our_own_entry if {
	every domains in [["fabrikam.com"], []] {
		own := mocks.entry(domains, {"allow": ["collaboration-inbound"], "tenant_id": "11111111-1111-4111-8111-111111111111"})
		every lists in [{"BlockedDomains": ["fabrikam.com"]}, {"AllowedDomains": ["woodgrove.com"]}] {
			shared := world(lists, [own])
			rule.fail == set() with input as shared
			rule.unknown == set() with input as shared
		}
	}
}

test_blocked_is_said_once if {
	both := world({"AllowedDomains": ["woodgrove.com"], "BlockedDomains": ["fabrikam.com"]}, [fabrikam])
	found := rule.fail with input as both
	{finding.actual | some finding in found} == {"blocked"}
}
