package tenantlint.sync.automatic_consent_unapproved_test

import data.tenantlint.mock
import data.tenantlint.sync.automatic_consent_unapproved as rule

paths := {"in": "automaticUserConsentSettings.inboundAllowed", "out": "automaticUserConsentSettings.outboundAllowed"}

# The partner with these two flags, and that register entry.
world(inbound, outbound, register) := mock.world({"partners": [mock.partner({
	"sync": {"users": mock.flag("identitySynchronization.userSyncInbound.isSyncAllowed", true)},
	"consent": {"inbound": mock.flag(paths["in"], inbound), "outbound": mock.flag(paths.out, outbound)},
	"register": register,
})]})

finding(path, text) := {
	"on": "partner:fabrikam", "path": path, "expected": "false", "actual": "true",
	"message": sprintf("Fabrikam: we waive the consent prompt for %s", [text]),
}

inward := finding(paths["in"], "its users, and no approved register entry allows automatic-consent-inbound")

outward := finding(paths.out, "our users there, and no approved register entry allows automatic-consent-outbound")

leave := ["automatic-consent-inbound", "automatic-consent-outbound"]

test_each_without_leave if {
	inbound := world(true, false, mock.entry({}))
	rule.fail == {inward} with input as inbound
	outbound := world(false, true, mock.entry({}))
	rule.fail == {outward} with input as outbound
}

test_other_leave_does_not_count if {
	one := world(true, true, mock.entry({"allow": ["user-sync", "mfa-trust", "automatic-consent-outbound"]}))
	rule.fail == {inward} with input as one
	rule.unknown == set() with input as one
}

test_not_approved if {
	every register in [null, mock.entry({"status": "suspended", "approved": false, "allow": leave})] {
		both := world(true, true, register)
		rule.fail == {inward, outward} with input as both
	}
}

test_leave if {
	every value in [true, null] {
		agreed := world(value, value, mock.entry({"allow": leave}))
		rule.fail == set() with input as agreed
		rule.unknown == set() with input as agreed
	}
}

test_off if {
	off := world(false, false, null)
	rule.fail == set() with input as off
	rule.unknown == set() with input as off
}

test_unknown if {
	every register in [null, mock.entry({}), mock.entry({"status": "proposed", "approved": false, "allow": leave})] {
		blank := world(null, null, register)
		rule.fail == set() with input as blank
		rule.unknown == {
			{"on": "partner:fabrikam", "path": paths["in"], "reason": "inbound automatic consent unknown: the export does not carry it"},
			{"on": "partner:fabrikam", "path": paths.out, "reason": "outbound automatic consent unknown: the export does not carry it"},
		} with input as blank
	}
}
