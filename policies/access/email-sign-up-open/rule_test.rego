package tenantlint.access.email_sign_up_open_test

import data.tenantlint.access.email_sign_up_open as rule
import data.tenantlint.mock

join := "allowEmailVerifiedUsersToJoinOrganization"

subscribe := "allowedToSignUpEmailBasedSubscriptions"

world(value) := mock.world({"records": {"authorization_policy": [{
	"ref": "record:authorization", "name": "authorizationPolicy", "unclear": [], "value": value,
}]}})

test_open if {
	open := world({join: true, subscribe: true})
	rule.fail == {
		{
			"on": "record:authorization", "path": join, "expected": "false", "actual": "true",
			"message": "Whoever shows an e-mail address in one of our domains can join the tenant, without an administrator",
		},
		{
			"on": "record:authorization", "path": subscribe, "expected": "false", "actual": "true",
			"message": "Users can sign up for subscriptions by e-mail, without an administrator",
		},
	} with input as open
	rule.unknown == set() with input as open
}

test_closed if {
	closed := world({join: false, subscribe: false})
	rule.fail == set() with input as closed
	rule.unknown == set() with input as closed
}

test_unknown if {
	hidden := world({join: null, subscribe: false})
	rule.fail == set() with input as hidden
	rule.unknown == {{"on": "record:authorization", "path": join, "reason": concat(" ", [join, "is not in the export"])}} with input as hidden
}
