package tenantlint.pair.direct_connect_not_reciprocated_test

import data.tenantlint.mock
import data.tenantlint.pair.direct_connect_not_reciprocated as rule
import data.tenantlint.pairs_mock

agreed := {
	"register": mock.entry({"allow": ["direct-connect-inbound", "direct-connect-outbound"]}),
	"mirror": mock.entry({"allow": ["direct-connect-inbound", "direct-connect-outbound"]}),
}

test_they_are_closed if {
	pair := pairs_mock.going(pairs_mock.doors("ours", "open", "theirs", "closed"))
	rule.fail == {{
		"on": "pair/0", "path": "theirs.b2bDirectConnectInbound",
		"paths": ["theirs.b2bDirectConnectInbound", "ours.b2bDirectConnectOutbound"],
		"level": "warning", "expected": "open", "actual": "closed",
		"message": "Fabrikam: outbound direct connect of ours is open, but inbound direct connect of theirs is closed",
		"related": [{"on": "pair/0", "path": "ours.b2bDirectConnectOutbound", "label": "open here"}],
	}} with input as pairs_mock.world([pair])
	rule.unknown == set() with input as pairs_mock.world([pair])
	rule.applicable == {"pair/0"} with input as pairs_mock.world([pair])
}

test_each_of_the_four_is_seen if {
	every row in [
		["theirs.b2bDirectConnectInbound", pairs_mock.going(pairs_mock.doors("ours", "open", "theirs", "closed"))],
		["ours.b2bDirectConnectOutbound", pairs_mock.going(pairs_mock.doors("ours", "closed", "theirs", "open"))],
		["ours.b2bDirectConnectInbound", pairs_mock.coming(pairs_mock.doors("theirs", "open", "ours", "closed"))],
		["theirs.b2bDirectConnectOutbound", pairs_mock.coming(pairs_mock.doors("theirs", "closed", "ours", "open"))],
	] {
		found := rule.fail with input as pairs_mock.world([row[1]])
		{one.path | some one in found} == {row[0]}
	}
}

test_an_agreement_makes_it_an_error if {
	pair := pairs_mock.going(pairs_mock.doors("ours", "open", "theirs", "closed"))
	found := rule.fail with input as pairs_mock.world([object.union(pair, agreed)])
	{one.level | some one in found} == {"error"}
}

test_they_do_not_meet if {
	pair := object.union(pairs_mock.going(pairs_mock.met("ours", "theirs", "apart")), agreed)
	rule.fail == {{
		"on": "pair/0", "path": "ours.b2bDirectConnectOutbound.usersAndGroups",
		"paths": ["ours.b2bDirectConnectOutbound.usersAndGroups", "theirs.b2bDirectConnectInbound.usersAndGroups"],
		"level": "error", "expected": "the same scope on both sides",
		"message": "Fabrikam: direct connect from contoso to Fabrikam is open on both sides, but as the settings say",
		"related": [{"on": "pair/0", "path": "theirs.b2bDirectConnectInbound.usersAndGroups", "label": "the other side"}],
	}} with input as pairs_mock.world([pair])
}

test_other_groups_may_share_members if {
	pair := object.union(pairs_mock.going(pairs_mock.met("ours", "theirs", "other-groups")), agreed)
	found := rule.fail with input as pairs_mock.world([pair])
	{one.level | some one in found} == {"warning"}
}

test_both_do_the_same if {
	open := pairs_mock.world([pairs_mock.going(pairs_mock.met("ours", "theirs", "together"))])
	rule.fail == set() with input as open
	rule.unknown == set() with input as open
	rule.applicable == {"pair/0"} with input as open
	closed := pairs_mock.world([pairs_mock.pair({})])
	rule.fail == set() with input as closed
	rule.applicable == set() with input as closed
}

test_what_is_not_known_is_unknown if {
	every is in ["open", "closed", "unknown"] {
		world := pairs_mock.world([pairs_mock.going(pairs_mock.doors("ours", is, "theirs", "unknown"))])
		rule.fail == set() with input as world
		found := rule.unknown with input as world
		{"on": "pair/0", "path": "theirs.b2bDirectConnectInbound", "reason": "inbound direct connect of theirs is unknown"} in found
		rule.applicable == {"pair/0"} with input as world
	}
	doubtful := pairs_mock.world([pairs_mock.going(pairs_mock.met("ours", "theirs", "unknown"))])
	rule.fail == set() with input as doubtful
	rule.unknown == {{
		"on": "pair/0", "path": "ours.b2bDirectConnectOutbound.usersAndGroups", "reason": "as the settings say",
	}} with input as doubtful
}

test_evidence_that_tells_nothing if {
	world := pairs_mock.world([pairs_mock.hidden])
	rule.unknown == pairs_mock.not_seen with input as world
	rule.applicable == {"pair/0"} with input as world
}
