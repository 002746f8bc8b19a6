package tenantlint.AREA.PACKAGE_test

import data.tenantlint.AREA.PACKAGE

partner(value) := {
	"ref": "partner/0",
	"name": "Fabrikam",
	"trust": {"isMfaAccepted": {"value": value, "path": "inboundTrust.isMfaAccepted", "origin": "own", "reason": null}},
}

test_fires if {
	partners := [partner(false)]
	found := PACKAGE.fail with input.partners as partners
	count(found) == 1
}

test_is_quiet if {
	partners := [partner(true)]
	found := PACKAGE.fail with input.partners as partners
	count(found) == 0
}

test_cannot_tell if {
	partners := [partner(null)]
	found := PACKAGE.unknown with input.partners as partners
	count(found) == 1
}

# This one fails on purpose: take it out when the rule says what you want it to say.
test_is_finished if {
	"this rule" == "finished"
}
