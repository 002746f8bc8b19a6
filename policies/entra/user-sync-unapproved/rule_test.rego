package tenantlint.entra.user_sync_unapproved_test

import data.tenantlint.entra.user_sync_unapproved as rule
import data.tenantlint.mock

paths := {
	"sync": "identitySynchronization.userSyncInbound.isSyncAllowed",
	"in": "automaticUserConsentSettings.inboundAllowed",
	"out": "automaticUserConsentSettings.outboundAllowed",
}

# The partner with these three flags, and that register entry.
world(sync, inbound, outbound, register) := mock.world({"partners": [mock.partner({
	"sync": {"users": mock.flag(paths.sync, sync)},
	"consent": {"inbound": mock.flag(paths["in"], inbound), "outbound": mock.flag(paths.out, outbound)},
	"register": register,
})]})

finding(path, text) := {
	"on": "partner:fabrikam", "path": path, "expected": "false", "actual": "true",
	"message": sprintf("Fabrikam: %s", [text]),
}

sync := finding(paths.sync, "it may create accounts in our directory, and no approved register entry allows user-sync")

inward := finding(paths["in"], "we waive the consent prompt for its users, and no approved register entry allows automatic-consent-inbound")

outward := finding(paths.out, "we waive the consent prompt for our users there, and no approved register entry allows automatic-consent-outbound")

leave := ["user-sync", "automatic-consent-inbound", "automatic-consent-outbound"]

test_each_without_leave if {
	syncing := world(true, false, false, mock.entry({}))
	rule.fail == {sync} with input as syncing
	inbound := world(false, true, false, mock.entry({}))
	rule.fail == {inward} with input as inbound
	outbound := world(false, false, true, mock.entry({}))
	rule.fail == {outward} with input as outbound
}

test_other_leave_does_not_count if {
	syncing := world(true, false, false, mock.entry({"allow": ["group-sync", "mfa-trust"]}))
	rule.fail == {sync} with input as syncing
}

test_no_entry if {
	all_on := world(true, true, true, null)
	rule.fail == {sync, inward, outward} with input as all_on
}

test_entry_not_approved if {
	all_on := world(true, true, true, mock.entry({"status": "suspended", "approved": false, "allow": leave}))
	rule.fail == {sync, inward, outward} with input as all_on
}

test_leave if {
	entry := mock.entry({"allow": leave})
	rule.fail == set() with input as world(true, true, true, entry)
	rule.unknown == set() with input as world(null, null, null, entry)
}

test_all_off if {
	rule.fail == set() with input as world(false, false, false, null)
	rule.unknown == set() with input as world(false, false, false, null)
}

test_unknown if {
	why := "the export does not carry it"
	every register in [null, mock.entry({}), mock.entry({"status": "proposed", "approved": false, "allow": leave})] {
		blank := world(null, null, null, register)
		rule.fail == set() with input as blank
		rule.unknown == {
			{"on": "partner:fabrikam", "path": paths.sync, "reason": sprintf("user sync unknown: %s", [why])},
			{"on": "partner:fabrikam", "path": paths["in"], "reason": sprintf("inbound automatic consent unknown: %s", [why])},
			{"on": "partner:fabrikam", "path": paths.out, "reason": sprintf("outbound automatic consent unknown: %s", [why])},
		} with input as blank
	}
}
