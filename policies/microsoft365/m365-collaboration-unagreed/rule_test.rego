package tenantlint.microsoft365.m365_collaboration_unagreed_test

import data.tenantlint.microsoft365.m365_collaboration_unagreed as rule
import data.tenantlint.mock

world(more, register) := mock.world({"partners": [mock.partner({"more": more, "register": register})]})

half(access, target) := {"accessType": access, "targets": [{"target": target, "targetType": "user"}]}

inbound(access, target) := {"m365CollaborationInbound": {"users": half(access, target)}}

outbound(access, target) := {"m365CollaborationOutbound": {"usersAndGroups": half(access, target)}}

none := "no approved register entry allows a capability (m365:...)"

in_finding(reach) := {
	"on": "partner:fabrikam", "path": "m365CollaborationInbound.users", "expected": "nobody", "actual": reach, "level": "warning",
	"message": sprintf("Fabrikam: its own setting lets %s of its users in to our Microsoft 365, and %s", [reach, none]),
}

out_finding := {
	"on": "partner:fabrikam", "path": "m365CollaborationOutbound.usersAndGroups", "expected": "nobody", "actual": "all", "level": "info",
	"message": "Fabrikam: its own setting lets all of our users out to its Microsoft 365, and it is not approved",
}

suspended := mock.entry({"status": "suspended", "approved": false, "allow": ["m365:mailTipsAll"]})

test_inbound_without_leave if {
	every register in [null, suspended, mock.entry({}), mock.entry({"allow": ["mfa-trust", "m365:migration"]})] {
		all := world(inbound("allowed", "AllUsers"), register)
		rule.fail == {in_finding("all")} with input as all
		rule.unknown == set() with input as all
		rule.applicable == {"partner:fabrikam"} with input as all
		listed := world(inbound("allowed", "u1"), register)
		rule.fail == {in_finding("some")} with input as listed
	}
}

test_inbound_with_leave if {
	agreed := mock.entry({"allow": ["m365:mailTipsAll"]})
	open := world(inbound("allowed", "AllUsers"), agreed)
	rule.fail == set() with input as open
	unreadable := world(inbound(null, "AllUsers"), agreed)
	rule.unknown == set() with input as unreadable
}

test_outbound if {
	every register in [null, suspended] {
		open := world(outbound("allowed", "AllUsers"), register)
		rule.fail == {out_finding} with input as open
	}
	approved := world(outbound("allowed", "AllUsers"), mock.entry({}))
	rule.fail == set() with input as approved
	unreadable := world(outbound(null, "AllUsers"), mock.entry({}))
	rule.unknown == set() with input as unreadable
}

test_closed if {
	closed := world(object.union(inbound("blocked", "AllUsers"), outbound("blocked", "AllUsers")), null)
	rule.fail == set() with input as closed
	rule.unknown == set() with input as closed
}

test_unknown if {
	blank := world(object.union(inbound(null, "AllUsers"), {"m365CollaborationOutbound": null}), null)
	rule.fail == set() with input as blank
	rule.unknown == {
		{
			"on": "partner:fabrikam", "path": "m365CollaborationInbound.users",
			"reason": sprintf("whom m365CollaborationInbound lets through is unknown, and %s", [none]),
		},
		{
			"on": "partner:fabrikam", "path": "m365CollaborationOutbound.usersAndGroups",
			"reason": "whom m365CollaborationOutbound lets through is unknown, and it is not approved",
		},
	} with input as blank
}

test_no_section_of_its_own if {
	silent := world({}, null)
	rule.fail == set() with input as silent
	rule.unknown == set() with input as silent
	rule.applicable == set() with input as silent
}
