package tenantlint.sync.sync_with_collaboration_closed_test

import data.tenantlint.mock
import data.tenantlint.sync.sync_with_collaboration_closed as rule

sync := "identitySynchronization.userSyncInbound.isSyncAllowed"

world(users, scope, parts) := mock.world({"partners": [mock.partner({
	"sync": {"users": mock.flag(sync, users), "groups": mock.flag("identitySynchronization.groupSyncInbound.isSyncAllowed", false)},
	"settings": mock.settings(mock.changed("b2bCollaborationInbound", scope, parts)),
})]})

finding(who) := {
	"on": "partner:fabrikam", "path": "b2bCollaborationInbound", "expected": "listed", "actual": "nobody",
	"message": sprintf("Fabrikam: user sync is on, but %s closes inbound collaboration, so accounts are created that can't sign in", [who]),
	"related": [{"on": "partner:fabrikam", "path": sync, "label": "user sync is on"}],
}

test_closed if {
	own := world(true, "closed", {})
	rule.fail == {finding("its own setting")} with input as own
	rule.unknown == set() with input as own
	inherited := world(true, "closed", {"origin": "inherited"})
	rule.fail == {finding("the default")} with input as inherited
}

test_open if {
	every users in [true, false, null] {
		every scope in ["groups", "everybody"] {
			open := world(users, scope, {})
			rule.fail == set() with input as open
			rule.unknown == set() with input as open
		}
	}
}

test_no_sync if {
	every scope in ["closed", "unknown"] {
		still := world(false, scope, {})
		rule.fail == set() with input as still
		rule.unknown == set() with input as still
	}
}

test_collaboration_unknown if {
	blank := world(true, "unknown", {})
	rule.fail == set() with input as blank
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "b2bCollaborationInbound",
		"reason": "inbound collaboration unknown: the export does not carry it",
	}} with input as blank
}

test_sync_unknown if {
	every scope in ["closed", "unknown"] {
		blank := world(null, scope, {})
		rule.fail == set() with input as blank
		rule.unknown == {{
			"on": "partner:fabrikam", "path": sync,
			"reason": "user sync unknown: the export does not carry it",
		}} with input as blank
	}
}
