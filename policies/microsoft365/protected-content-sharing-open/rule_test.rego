package tenantlint.microsoft365.protected_content_sharing_open_test

import data.tenantlint.microsoft365.protected_content_sharing_open as rule
import data.tenantlint.mock

world(more) := mock.world({"default": mock.fallback({"more": more})})

sharing(inbound, outbound) := {"protectedContentSharing": {"inboundAllowed": inbound, "outboundAllowed": outbound}}

finding(direction) := {
	"on": "default", "path": sprintf("protectedContentSharing.%sAllowed", [direction]),
	"expected": "false", "actual": "true",
	"message": sprintf("The default allows %s protectedContentSharing to all organisations without a setting of their own, and what that does is not documented", [direction]),
}

doubt(direction, reason) := {
	"on": "default", "path": sprintf("protectedContentSharing.%sAllowed", [direction]),
	"reason": sprintf("protectedContentSharing %s", [reason]),
}

test_closed if {
	rule.fail == set() with input as world(sharing(false, false))
	rule.unknown == set() with input as world(sharing(false, false))
}

test_open if {
	rule.fail == {finding("inbound"), finding("outbound")} with input as world(sharing(true, true))
	rule.fail == {finding("outbound")} with input as world(sharing(false, true))
	rule.unknown == set() with input as world(sharing(true, true))
}

test_missing if {
	reason := "is not in the export, or null there"
	rule.fail == set() with input as world({})
	rule.unknown == {doubt("inbound", reason), doubt("outbound", reason)} with input as world({})
}

test_not_told_in_full if {
	rule.unknown == {doubt("inbound", "can't be read in full")} with input as world(sharing(null, false))
}

test_no_default if {
	rule.fail == set() with input as mock.world({})
	rule.unknown == set() with input as mock.world({})
}
