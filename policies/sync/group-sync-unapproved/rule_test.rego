package tenantlint.sync.group_sync_unapproved_test

import data.tenantlint.mock
import data.tenantlint.sync.group_sync_unapproved as rule

path := "identitySynchronization.groupSyncInbound.isSyncAllowed"

world(value, register) := mock.world({"partners": [mock.partner({
	"sync": {
		"users": mock.flag("identitySynchronization.userSyncInbound.isSyncAllowed", true),
		"groups": mock.flag(path, value),
	},
	"register": register,
})]})

suspended := mock.entry({"status": "suspended", "approved": false, "allow": ["group-sync"]})

without := [null, suspended, mock.entry({}), mock.entry({"allow": ["user-sync"]})]

test_without_leave if {
	every register in without {
		syncing := world(true, register)
		rule.unknown == set() with input as syncing
		rule.fail == {{
			"on": "partner:fabrikam", "path": path, "expected": "false", "actual": "true",
			"message": "Fabrikam: it may create groups in our directory, and no approved register entry allows group-sync",
		}} with input as syncing
	}
}

test_unknown_without_leave if {
	every register in without {
		blank := world(null, register)
		rule.fail == set() with input as blank
		rule.unknown == {{
			"on": "partner:fabrikam", "path": path,
			"reason": "group sync unknown: the export does not carry it (of Graph only beta shows group sync)",
		}} with input as blank
	}
}

test_leave if {
	every value in [true, null] {
		agreed := world(value, mock.entry({"allow": ["group-sync"]}))
		rule.fail == set() with input as agreed
		rule.unknown == set() with input as agreed
	}
}

test_off if {
	off := world(false, null)
	rule.fail == set() with input as off
	rule.unknown == set() with input as off
}
