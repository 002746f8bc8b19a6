package tenantlint.access.invitation_domains_missing_test

import data.tenantlint.access.invitation_domains_missing as rule
import data.tenantlint.invitations_mock as mocks
import data.tenantlint.mock

world(lists, scope) := mocks.world(
	lists,
	{"default": mock.fallback({"settings": mock.settings(mock.one("b2bCollaborationInbound", scope))})},
)

finding(parts) := object.union(
	{
		"on": "default", "path": "b2bCollaborationInbound", "expected": "a list of allowed domains",
		"message": "Guests may be invited from any domain: the default lets every organisation in by collaboration, and no list of allowed domains limits the invitations",
	},
	parts,
)

label := {"on": "record:domains", "path": "definition", "label": "allows no domain by name"}

test_no_list if {
	expected := finding({"actual": "no list", "related": []})
	open := world([], "everybody")
	rule.fail == {expected} with input as open
	rule.unknown == set() with input as open
	empty := world([mocks.list({"AllowedDomains": []}, {})], "everybody")
	with_label := finding({"actual": "no list", "related": [label]})
	rule.fail == {with_label} with input as empty
}

test_only_blocked if {
	expected := finding({"actual": "a list of blocked domains only", "related": [label]})
	open := world([mocks.list({"AllowedDomains": [], "BlockedDomains": ["live.com"]}, {})], "groups")
	rule.fail == {expected} with input as open
}

test_allowed_by_name if {
	every scope in ["everybody", "closed", "unknown"] {
		named := world([mocks.list({"AllowedDomains": ["fabrikam.com"]}, {})], scope)
		rule.fail == set() with input as named
		rule.unknown == set() with input as named
	}
}

test_default_closed if {
	every lists in [[], [mocks.list({}, {"definition": null})]] {
		closed := world(lists, "closed")
		rule.fail == set() with input as closed
		rule.unknown == set() with input as closed
	}
}

test_list_unknown if {
	every scope in ["everybody", "unknown"] {
		hidden := world([mocks.list({}, {"definition": null})], scope)
		rule.fail == set() with input as hidden
		rule.unknown == {{
			"on": "record:domains", "path": "definition", "reason": "whether domains are allowed by name is unknown",
		}} with input as hidden
	}
}

test_default_unknown if {
	hidden := world([], "unknown")
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "default", "path": "b2bCollaborationInbound",
		"reason": "inbound collaboration unknown: the export does not carry it",
	}} with input as hidden
}
