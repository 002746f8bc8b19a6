package tenantlint.teams.channel_mail_from_anyone_test

import data.tenantlint.mock
import data.tenantlint.teams.channel_mail_from_anyone as rule

world(value, unclear, mail) := mock.world({
	"records": {"client_configuration": [{"ref": "record/client/0", "name": "Global", "unclear": unclear, "value": value}]},
	"options": {"mail": mail},
})

on(senders) := {"AllowEmailIntoChannel": true, "RestrictedSenderList": senders}

anyone := {
	"on": "record/client/0", "path": "AllowEmailIntoChannel",
	"expected": "false, or domains in RestrictedSenderList", "actual": "true",
	"message": "Channels take mail from anyone who knows their address, for RestrictedSenderList names no domains",
}

unwanted := {
	"on": "record/client/0", "path": "AllowEmailIntoChannel", "expected": "false", "actual": "true",
	"message": "Channels take mail, and this house wants none",
}

test_from_anyone if {
	every mail in ["restricted", "never"] {
		every value in [{"AllowEmailIntoChannel": true}, on(null), on(""), on([])] {
			open := world(value, [], mail)
			rule.fail == {anyone} with input as open
			rule.unknown == set() with input as open
		}
	}
}

test_from_named_domains if {
	every senders in ["contoso.example;fabrikam.example", ["contoso.example"]] {
		named := world(on(senders), [], "restricted")
		rule.fail == set() with input as named
		rule.unknown == set() with input as named
		never := world(on(senders), [], "never")
		rule.fail == {unwanted} with input as never
		rule.unknown == set() with input as never
	}
}

test_off if {
	every mail in ["restricted", "never"] {
		off := world({"AllowEmailIntoChannel": false}, ["RestrictedSenderList"], mail)
		rule.fail == set() with input as off
		rule.unknown == set() with input as off
	}
}

test_unknown if {
	dim := world({}, [], "restricted")
	rule.fail == set() with input as dim
	rule.unknown == {{
		"on": "record/client/0", "reason": "Global: AllowEmailIntoChannel is not in the export, or could not be read",
	}} with input as dim
	refused := world(on(null), ["RestrictedSenderList"], "restricted")
	rule.fail == set() with input as refused
	rule.unknown == {{
		"on": "record/client/0", "path": "RestrictedSenderList",
		"reason": "which domains may send mail to channels could not be read",
	}} with input as refused
	never := world(on(null), ["RestrictedSenderList"], "never")
	rule.fail == {unwanted} with input as never
}
