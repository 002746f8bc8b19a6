package tenantlint.sync.sync_without_automatic_redemption_test

import data.tenantlint.mock
import data.tenantlint.sync.sync_without_automatic_redemption as rule

sync := "identitySynchronization.userSyncInbound.isSyncAllowed"

consent := "automaticUserConsentSettings.inboundAllowed"

world(users, inbound) := with_flag(users, mock.flag(consent, inbound))

with_flag(users, inbound) := mock.world({"partners": [mock.partner({
	"sync": {"users": mock.flag(sync, users), "groups": mock.flag("identitySynchronization.groupSyncInbound.isSyncAllowed", null)},
	"consent": {"inbound": inbound, "outbound": mock.flag("automaticUserConsentSettings.outboundAllowed", false)},
})]})

finding(how) := {
	"on": "partner:fabrikam", "path": consent, "expected": "true", "actual": "false",
	"message": sprintf("Fabrikam: user sync is on, but inbound automatic redemption is %s, so no account can be created", [how]),
	"related": [{"on": "partner:fabrikam", "path": sync, "label": "user sync is on"}],
}

test_off if {
	off := world(true, false)
	rule.fail == {finding("off")} with input as off
	rule.unknown == set() with input as off
}

test_not_set if {
	unset := with_flag(true, object.union(mock.flag(consent, false), {"origin": "service-default"}))
	rule.fail == {finding("not set, which is off")} with input as unset
}

test_both_on if {
	on := world(true, true)
	rule.fail == set() with input as on
	rule.unknown == set() with input as on
}

test_no_sync if {
	every inbound in [true, false, null] {
		still := world(false, inbound)
		rule.fail == set() with input as still
		rule.unknown == set() with input as still
	}
}

test_redemption_unknown if {
	blank := world(true, null)
	rule.fail == set() with input as blank
	rule.unknown == {{
		"on": "partner:fabrikam", "path": consent,
		"reason": "inbound automatic redemption unknown: the export does not carry it",
	}} with input as blank
}

test_sync_unknown if {
	every inbound in [false, null] {
		blank := world(null, inbound)
		rule.fail == set() with input as blank
		rule.unknown == {{
			"on": "partner:fabrikam", "path": sync,
			"reason": "user sync unknown: the export does not carry it",
		}} with input as blank
	}
}

test_sync_unknown_but_redeemed if {
	blank := world(null, true)
	rule.fail == set() with input as blank
	rule.unknown == set() with input as blank
}
