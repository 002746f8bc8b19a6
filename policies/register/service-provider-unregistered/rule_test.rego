package tenantlint.register.service_provider_unregistered_test

import data.tenantlint.mock
import data.tenantlint.register.service_provider_unregistered as rule

world(provider, register) := mock.world({"partners": [mock.partner({"is_service_provider": provider, "register": register})]})

finding(why) := {
	"on": "partner:fabrikam", "path": "isServiceProvider",
	"message": sprintf("Fabrikam is a cloud service provider of this tenant, but %s", [why]),
}

test_unregistered if {
	rule.fail == {finding("is missing from the register")} with input as world(true, null)
	every kind in ["service-provider", "partner", null] {
		ended := world(true, mock.entry({"status": "ended", "approved": false, "kind": kind}))
		rule.fail == {finding("the register has it as ended")} with input as ended
	}
	rule.fail == {finding("the register has it as kind partner")} with input as world(true, mock.entry({}))
	rule.fail == {finding("its register entry names no kind")} with input as world(true, mock.entry({"kind": null}))
	rule.applicable == {"partner:fabrikam"} with input as world(true, null)
}

test_registered if {
	sound := world(true, mock.entry({"kind": "service-provider"}))
	rule.fail == set() with input as sound
	rule.applicable == {"partner:fabrikam"} with input as sound
}

test_others if {
	every provider in [false, null] {
		other := world(provider, null)
		rule.fail == set() with input as other
		rule.applicable == set() with input as other
	}
}
