package tenantlint.access.admin_portals_not_blocked_test

import data.tenantlint.access.admin_portals_not_blocked as rule
import data.tenantlint.conditional_access_mock as mocks
import data.tenantlint.mock

inbound := "b2bCollaborationInbound"

open := mock.changed(inbound, "everybody", {"applications": {"all": true}})

place := "b2bCollaborationInbound.applications"

# What the default says of inbound collaboration, beside these policies.
world(settings, records) := mocks.world(records, {
	"default": mock.fallback({"settings": mock.settings(settings)}),
	"partners": [],
})

# A policy that blocks the portals for every guest, until `value` says otherwise.
block(value) := mocks.policy(object.union(
	{
		"conditions": {"applications": {"includeApplications": ["MicrosoftAdminPortals"]}},
		"grantControls": {"operator": "OR", "builtInControls": ["block"]},
	},
	value,
))

finding(on, whom) := {
	"on": on, "path": place, "actual": "AllApplications",
	"expected": "a policy that blocks MicrosoftAdminPortals for guests",
	"message": sprintf("Guests come in to all applications (%s), and no enabled Conditional Access policy keeps them out of the admin portals", [whom]),
}

test_no_policy if {
	every records in [
		[], [mocks.policy({})],
		[block({"state": "disabled"})], [block({"state": "enabledForReportingButNotEnforced"})],
		[block({"conditions": {"applications": {"includeApplications": ["Office365"]}}})],
		[block({"conditions": {"applications": {"includeApplications": ["All"], "excludeApplications": ["MicrosoftAdminPortals"]}}})],
		[block({"conditions": {"signInRiskLevels": ["high"]}})],
		[block({"grantControls": {"builtInControls": ["mfa"]}})],
	] {
		first := world(open, records)
		rule.fail == {finding("default", "The default")} with input as first
		rule.unknown == set() with input as first
	}
}

test_other_users if {
	external := mocks.users({"includeGuestsOrExternalUsers": mocks.external("b2bDirectConnectUser", "all", [])})
	first := world(open, [block({"conditions": {"users": external}})])
	rule.fail == {finding("default", "The default")} with input as first
	excluded := mocks.users({"excludeGuestsOrExternalUsers": mocks.external("b2bCollaborationGuest", "all", [])})
	second := world(open, [block({"conditions": {"users": excluded}})])
	rule.fail == {finding("default", "The default")} with input as second
}

test_blocked if {
	every applications in [["MicrosoftAdminPortals"], ["All"]] {
		first := world(open, [mocks.policy({}), block({"conditions": {"applications": {"includeApplications": applications}}})])
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

test_closed_or_named_applications if {
	every settings in [{}, mock.changed(inbound, "everybody", {"applications": {"all": false}})] {
		first := world(settings, [])
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
	}
}

partner(parts) := mock.partner(object.union({"settings": mock.settings(open)}, parts))

test_a_partner if {
	first := object.union(world({}, []), {"partners": [partner({})]})
	rule.fail == {finding("partner:fabrikam", "Fabrikam")} with input as first
	provider := object.union(world({}, []), {"partners": [partner({"register": mock.entry({"kind": "service-provider"})})]})
	rule.fail == set() with input as provider
	stranger := object.union(world(open, []), {"partners": [partner({"register": null})]})
	rule.fail == {finding("default", "The default, Fabrikam")} with input as stranger
}

test_blocked_for_a_partner if {
	only := mocks.users({"includeGuestsOrExternalUsers": mocks.external("b2bCollaborationGuest", "enumerated", [mocks.fabrikam])})
	records := [block({"conditions": {"users": only}})]
	first := object.union(world({}, records), {"partners": [partner({})]})
	rule.fail == set() with input as first
	second := object.union(world(open, records), {"partners": [partner({})]})
	rule.fail == {finding("default", "The default")} with input as second
}

test_policy_unclear if {
	unclear := object.union(block({}), {"unclear": ["conditions.users"]})
	first := world(open, [unclear])
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "record:ca", "reason": "whether `MFA for guests` keeps guests out of the admin portals is unknown",
	}} with input as first
	closed := world({}, [unclear])
	rule.unknown == set() with input as closed
}

test_setting_unknown if {
	first := world(mock.one(inbound, "unknown"), [])
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "default", "path": inbound, "reason": "inbound collaboration unknown: the export does not carry it",
	}} with input as first
	second := world(mock.one(inbound, "unknown"), [block({})])
	rule.unknown == set() with input as second
}
