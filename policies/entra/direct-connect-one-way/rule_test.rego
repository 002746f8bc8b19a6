package tenantlint.entra.direct_connect_one_way_test

import data.tenantlint.entra.direct_connect_one_way as rule
import data.tenantlint.mock

inbound := "b2bDirectConnectInbound"

outbound := "b2bDirectConnectOutbound"

both := mock.entry({"allow": ["direct-connect-inbound", "direct-connect-outbound", "mfa-trust"]})

world(incoming, outgoing, entry) := mock.world({"partners": [mock.partner({
	"settings": mock.settings(object.union(mock.one(inbound, incoming), mock.one(outbound, outgoing))),
	"register": entry,
})]})

finding(path, text) := {
	"on": "partner:fabrikam", "path": path, "expected": "listed", "actual": "nobody",
	"message": sprintf("Fabrikam: %s, though its register entry allows both", [text]),
}

test_only_inbound if {
	every scope in ["groups", "everybody"] {
		first := world(scope, "closed", both)
		rule.fail == {finding(outbound, "inbound direct connect is open and outbound direct connect is closed")} with input as first
		rule.unknown == set() with input as first
	}
}

test_only_outbound if {
	first := world("closed", "groups", both)
	rule.fail == {finding(inbound, "outbound direct connect is open and inbound direct connect is closed")} with input as first
}

test_both_or_none if {
	every scope, judged in {"groups": {"partner:fabrikam"}, "closed": set()} {
		first := world(scope, scope, both)
		rule.fail == set() with input as first
		rule.unknown == set() with input as first
		rule.applicable == judged with input as first
	}
}

test_one_is_unknown if {
	doubt := {{"on": "partner:fabrikam", "path": outbound, "reason": "outbound direct connect unknown: the export does not carry it"}}
	every scope in ["groups", "closed"] {
		first := world(scope, "unknown", both)
		rule.fail == set() with input as first
		rule.unknown == doubt with input as first
	}
}

test_not_both_agreed if {
	suspended := object.union(both, {"status": "suspended", "approved": false})
	inbound_only := mock.entry({"allow": ["direct-connect-inbound"]})
	outbound_only := mock.entry({"allow": ["direct-connect-outbound"]})
	every entry in [null, mock.entry({}), inbound_only, outbound_only, suspended] {
		first := world("groups", "closed", entry)
		rule.fail == set() with input as first
		second := world("groups", "unknown", entry)
		rule.unknown == set() with input as second
		rule.applicable == set() with input as first
	}
}
