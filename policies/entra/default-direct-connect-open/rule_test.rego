package tenantlint.entra.default_direct_connect_open_test

import data.tenantlint.entra.default_direct_connect_open as rule
import data.tenantlint.mock

world(settings) := mock.world({"default": mock.fallback({"settings": mock.settings(settings)})})

inbound(admits) := {
	"on": "default", "path": "b2bDirectConnectInbound", "expected": "nobody", "actual": admits,
	"message": "The default opens inbound direct connect to all organisations without a setting of their own: their users can be added to our shared channels",
}

outbound(admits) := {
	"on": "default", "path": "b2bDirectConnectOutbound", "expected": "nobody", "actual": admits,
	"message": "The default opens outbound direct connect to all organisations without a setting of their own: the contact data of our users is visible to them",
}

test_closed if {
	rule.fail == set() with input as world({})
	rule.unknown == set() with input as world({})
}

test_inbound_to_everybody if {
	rule.fail == {inbound("everybody")} with input as world(mock.one("b2bDirectConnectInbound", "everybody"))
}

test_outbound_for_some if {
	rule.fail == {outbound("listed")} with input as world(mock.one("b2bDirectConnectOutbound", "groups"))
}

test_both if {
	both := object.union(mock.one("b2bDirectConnectInbound", "users"), mock.one("b2bDirectConnectOutbound", "everybody"))
	rule.fail == {inbound("listed"), outbound("everybody")} with input as world(both)
}

test_collaboration_is_another_matter if {
	rule.fail == set() with input as world(mock.one("b2bCollaborationInbound", "everybody"))
}

test_unknown if {
	rule.fail == set() with input as world(mock.one("b2bDirectConnectInbound", "unknown"))
	rule.unknown == {{
		"on": "default", "path": "b2bDirectConnectInbound",
		"reason": "inbound direct connect unknown: the export does not carry it",
	}} with input as world(mock.one("b2bDirectConnectInbound", "unknown"))
}

test_no_default if {
	rule.fail == set() with input as mock.world({})
	rule.unknown == set() with input as mock.world({})
}
