package tenantlint.pair.sync_not_reciprocated_test

import data.tenantlint.mock
import data.tenantlint.pair.sync_not_reciprocated as rule
import data.tenantlint.pairs_mock

redeem := "theirs.automaticUserConsentSettings.outboundAllowed"

users := "ours.identitySynchronization.userSyncInbound.isSyncAllowed"

groups := "ours.identitySynchronization.groupSyncInbound.isSyncAllowed"

syncs(of_users, of_groups, redeems) := pairs_mock.world([pairs_mock.coming({
	"home": {"consent": mock.flag(redeem, redeems)},
	"host": {"sync": {"users": mock.flag(users, of_users), "groups": mock.flag(groups, of_groups)}},
})])

test_nothing_redeems_for_it if {
	world := syncs(true, true, false)
	rule.fail == {{
		"on": "pair/0", "path": redeem, "paths": [redeem, users, groups], "expected": "true", "actual": "false",
		"message": "Fabrikam: contoso lets Fabrikam synchronize users and groups into it, and Fabrikam does not redeem outbound invitations automatically, so it can't work",
		"related": [
			{"on": "pair/0", "path": users, "label": "let in here"},
			{"on": "pair/0", "path": groups, "label": "let in here"},
		],
	}} with input as world
	rule.unknown == set() with input as world
	rule.applicable == {"pair/0"} with input as world
}

test_groups_alone_count if {
	found := rule.fail with input as syncs(false, true, false)
	{one.paths | some one in found} == {[redeem, groups]}
}

test_both_sides_are_on if {
	rule.fail == set() with input as syncs(true, false, true)
	rule.unknown == set() with input as syncs(true, null, true)
	rule.applicable == {"pair/0"} with input as syncs(true, false, true)
}

test_nothing_is_synchronized if {
	every redeems in [true, false, null] {
		world := syncs(false, false, redeems)
		rule.fail == set() with input as world
		rule.unknown == set() with input as world
		rule.applicable == set() with input as world
	}
}

test_what_is_not_known_is_unknown if {
	redemption := syncs(true, false, null)
	rule.unknown == {{
		"on": "pair/0", "path": redeem,
		"reason": "outbound automatic redemption of Fabrikam unknown: the export does not carry it",
	}} with input as redemption
	world := syncs(null, false, false)
	rule.unknown == {{
		"on": "pair/0", "path": users,
		"reason": "what Fabrikam synchronizes into contoso: users unknown: the export does not carry it",
	}} with input as world
	rule.fail == set() with input as world
	rule.applicable == {"pair/0"} with input as world
}

test_evidence_that_tells_nothing if {
	world := pairs_mock.world([pairs_mock.hidden])
	rule.unknown == pairs_mock.not_seen with input as world
	rule.applicable == {"pair/0"} with input as world
}
