package tenantlint.microsoft365.cross_cloud_meetings_unapproved_test

import data.tenantlint.microsoft365.cross_cloud_meetings_unapproved as rule
import data.tenantlint.mock

world(more, register) := mock.world({"partners": [mock.partner({"more": more, "register": register})]})

meetings(inbound, outbound) := {"crossCloudMeetingConfiguration": {"inboundAllowed": inbound, "outboundAllowed": outbound}}

path(direction) := sprintf("crossCloudMeetingConfiguration.%sAllowed", [direction])

finding(direction) := {
	"on": "partner:fabrikam", "path": path(direction), "expected": "false", "actual": "true",
	"message": sprintf("Fabrikam: its own setting opens %s meetings across clouds, and it is not approved", [direction]),
}

unsure(direction) := {
	"on": "partner:fabrikam", "path": path(direction),
	"reason": sprintf("it is not approved, and whether %s meetings across clouds are open is unknown", [direction]),
}

without := [null, mock.entry({"status": "ended", "approved": false})]

test_open_and_not_approved if {
	every register in without {
		inbound := world(meetings(true, false), register)
		rule.fail == {finding("inbound")} with input as inbound
		rule.unknown == set() with input as inbound
		rule.applicable == {"partner:fabrikam"} with input as inbound
		both := world(meetings(true, true), register)
		rule.fail == {finding("inbound"), finding("outbound")} with input as both
	}
}

test_approved if {
	every value in [true, null] {
		open := world(meetings(value, value), mock.entry({}))
		rule.fail == set() with input as open
		rule.unknown == set() with input as open
	}
}

test_closed if {
	closed := world(meetings(false, false), null)
	rule.fail == set() with input as closed
	rule.unknown == set() with input as closed
}

test_unknown if {
	every register in without {
		blank := world(meetings(null, false), register)
		rule.fail == set() with input as blank
		rule.unknown == {unsure("inbound")} with input as blank
		unreadable := world({"crossCloudMeetingConfiguration": null}, register)
		rule.unknown == {unsure("inbound"), unsure("outbound")} with input as unreadable
	}
}

test_no_section_of_its_own if {
	silent := world({}, null)
	rule.fail == set() with input as silent
	rule.unknown == set() with input as silent
	rule.applicable == set() with input as silent
}
