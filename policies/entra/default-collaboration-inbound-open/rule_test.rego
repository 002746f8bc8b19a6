package tenantlint.entra.default_collaboration_inbound_open_test

import data.tenantlint.entra.default_collaboration_inbound_open as rule
import data.tenantlint.mock

world(scope, domains) := mock.world({
	"default": mock.fallback({"settings": mock.settings(mock.one("b2bCollaborationInbound", scope))}),
	"records": {"invitation_domains": domains},
})

domains(in_force, lists) := [{
	"ref": "record/invitation-domains/0", "name": "B2BManagementPolicy", "unclear": [],
	"value": {
		"isOrganizationDefault": in_force,
		"definition": [{"B2BManagementPolicy": {"InvitationsAllowedAndBlockedDomainsPolicy": lists}}],
	},
}]

finding(admits, remark) := {
	"on": "default", "path": "b2bCollaborationInbound", "expected": "nobody", "actual": admits,
	"message": sprintf("The default opens inbound collaboration to all organisations without a setting of their own: their users can be invited as guests%s", [remark]),
}

test_closed if {
	rule.fail == set() with input as world("closed", [])
	rule.unknown == set() with input as world("closed", [])
}

test_open if {
	rule.fail == {finding("everybody", "")} with input as world("everybody", [])
	rule.fail == {finding("listed", "")} with input as world("groups", [])
	rule.unknown == set() with input as world("everybody", [])
}

test_list_of_domains_lowers_it if {
	lowered := object.union(finding("everybody", ", from the domains on the list of invitation domains"), {"level": "warning"})
	allowed := {"AllowedDomains": ["fabrikam.example"], "BlockedDomains": []}
	rule.fail == {lowered} with input as world("everybody", domains(true, allowed))
	rule.fail == {lowered} with input as world("everybody", domains(null, allowed))
}

test_list_that_bounds_nothing if {
	allowed := {"AllowedDomains": ["fabrikam.example"]}
	rule.fail == {finding("everybody", "")} with input as world("everybody", domains(false, allowed))
	every lists in [{"AllowedDomains": [], "BlockedDomains": ["live.com"]}, {"AllowedDomains": null}, {}] {
		rule.fail == {finding("everybody", "")} with input as world("everybody", domains(true, lists))
	}
}

test_unknown if {
	rule.fail == set() with input as world("unknown", [])
	rule.unknown == {{
		"on": "default", "path": "b2bCollaborationInbound",
		"reason": "inbound collaboration unknown: the export does not carry it",
	}} with input as world("unknown", [])
}

test_no_default if {
	rule.fail == set() with input as mock.world({})
	rule.unknown == set() with input as mock.world({})
}
