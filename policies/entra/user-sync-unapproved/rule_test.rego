package tenantlint.entra.user_sync_unapproved_test

import data.tenantlint.entra.user_sync_unapproved as rule
import data.tenantlint.mock

path := "identitySynchronization.userSyncInbound.isSyncAllowed"

world(value, register) := mock.world({"partners": [mock.partner({
	"sync": {"users": mock.flag(path, value)},
	"consent": {
		"inbound": mock.flag("automaticUserConsentSettings.inboundAllowed", true),
		"outbound": mock.flag("automaticUserConsentSettings.outboundAllowed", null),
	},
	"register": register,
})]})

suspended := mock.entry({"status": "suspended", "approved": false, "allow": ["user-sync"]})

without := [null, suspended, mock.entry({}), mock.entry({"allow": ["group-sync", "automatic-consent-inbound"]})]

test_without_leave if {
	every register in without {
		syncing := world(true, register)
		rule.unknown == set() with input as syncing
		rule.fail == {{
			"on": "partner:fabrikam", "path": path, "expected": "false", "actual": "true",
			"message": "Fabrikam: it may create accounts in our directory, and no approved register entry allows user-sync",
		}} with input as syncing
	}
}

test_unknown_without_leave if {
	every register in without {
		blank := world(null, register)
		rule.fail == set() with input as blank
		rule.unknown == {{
			"on": "partner:fabrikam", "path": path, "reason": "user sync unknown: the export does not carry it",
		}} with input as blank
	}
}

test_leave if {
	every value in [true, null] {
		agreed := world(value, mock.entry({"allow": ["user-sync"]}))
		rule.fail == set() with input as agreed
		rule.unknown == set() with input as agreed
	}
}

test_off if {
	off := world(false, null)
	rule.fail == set() with input as off
	rule.unknown == set() with input as off
}
