package tenantlint.pair.counterpart_mfa_trust_missing_test

import data.tenantlint.mock
import data.tenantlint.pair.counterpart_mfa_trust_missing as rule
import data.tenantlint.pairs_mock

path := "theirs.inboundTrust.isMfaAccepted"

# Evidence of a partner, toward which our direct connect is so.
shown(out, into, trusts, parts) := pairs_mock.world([object.union(
	pairs_mock.going(object.union(
		pairs_mock.doors("ours", out, "theirs", into),
		{"host": {"mfa_trust": mock.flag(path, trusts)}},
	)),
	object.union({"by_evidence": true, "mirror": null}, parts),
)])

test_it_does_not_trust_our_mfa if {
	world := shown("open", "open", false, {})
	rule.fail == {{
		"on": "pair/0", "path": path, "level": "warning", "expected": "true", "actual": "false",
		"message": "Fabrikam: our people get in by direct connect, but it does not trust our MFA, so a demand for MFA there stops them",
		"related": [{"on": "pair/0", "path": "theirs.b2bDirectConnectInbound", "label": "lets them in"}],
	}} with input as world
	rule.unknown == set() with input as world
	rule.applicable == {"pair/0"} with input as world
}

test_an_agreement_makes_it_an_error if {
	entry := {"register": mock.entry({"allow": ["mfa-trust"]})}
	found := rule.fail with input as shown("open", "open", false, entry)
	{one.level | some one in found} == {"error"}
}

test_it_trusts_our_mfa if {
	world := shown("open", "open", true, {})
	rule.fail == set() with input as world
	rule.unknown == set() with input as world
	rule.applicable == {"pair/0"} with input as world
}

test_nobody_goes_there if {
	every doors in [["closed", "open"], ["open", "closed"], ["closed", "unknown"]] {
		world := shown(doors[0], doors[1], null, {})
		rule.fail == set() with input as world
		rule.unknown == set() with input as world
		rule.applicable == set() with input as world
	}
}

test_a_tenant_of_the_run_is_judged_itself if {
	world := shown("open", "open", false, {"by_evidence": false})
	rule.fail == set() with input as world
	rule.applicable == set() with input as world
}

test_what_is_not_known_is_unknown if {
	untold := shown("open", "open", null, {})
	rule.unknown == {{
		"on": "pair/0", "path": path,
		"reason": "MFA trust of Fabrikam unknown: the export does not carry it",
	}} with input as untold
	world := shown("open", "unknown", false, {})
	rule.fail == set() with input as world
	rule.unknown == {{
		"on": "pair/0", "path": "theirs.b2bDirectConnectInbound",
		"reason": "inbound direct connect of theirs is unknown",
	}} with input as world
	rule.applicable == {"pair/0"} with input as world
}

test_evidence_that_tells_nothing if {
	world := pairs_mock.world([pairs_mock.hidden])
	rule.unknown == pairs_mock.not_seen with input as world
	rule.applicable == {"pair/0"} with input as world
}
