package tenantlint.pair.auto_redeem_not_reciprocal_test

import data.tenantlint.mock
import data.tenantlint.pair.auto_redeem_not_reciprocal as rule
import data.tenantlint.pairs_mock

inbound := "theirs.automaticUserConsentSettings.inboundAllowed"

outbound := "ours.automaticUserConsentSettings.outboundAllowed"

redeems(home, host) := pairs_mock.world([pairs_mock.going({
	"home": {"consent": mock.flag(outbound, home)},
	"host": {"consent": mock.flag(inbound, host)},
})])

test_the_host_alone_redeems if {
	world := redeems(false, true)
	rule.fail == {{
		"on": "pair/0", "path": outbound, "paths": [outbound, inbound], "expected": "true", "actual": "false",
		"message": "Fabrikam: Fabrikam waives the consent prompt for people of contoso at Fabrikam, and contoso does not, so they are asked all the same",
		"related": [{"on": "pair/0", "path": inbound, "label": "on here"}],
	}} with input as world
	rule.unknown == set() with input as world
	rule.applicable == {"pair/0"} with input as world
}

test_the_home_alone_redeems if {
	found := rule.fail with input as redeems(true, false)
	{one.path | some one in found} == {inbound}
}

test_both_do_the_same if {
	rule.fail == set() with input as redeems(true, true)
	rule.applicable == {"pair/0"} with input as redeems(true, true)
	rule.fail == set() with input as redeems(false, false)
	rule.unknown == set() with input as redeems(false, false)
	rule.applicable == set() with input as redeems(false, false)
}

test_what_is_not_known_is_unknown if {
	every home in [true, false] {
		world := redeems(home, null)
		rule.fail == set() with input as world
		rule.unknown == {{
			"on": "pair/0", "path": inbound,
			"reason": "automatic redemption of Fabrikam unknown: the export does not carry it",
		}} with input as world
		rule.applicable == {"pair/0"} with input as world
	}
}

test_evidence_that_tells_nothing if {
	world := pairs_mock.world([pairs_mock.hidden])
	rule.unknown == pairs_mock.not_seen with input as world
	rule.applicable == {"pair/0"} with input as world
}
