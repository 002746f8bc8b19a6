package tenantlint.entra.personal_account_redeems_test

import data.tenantlint.entra.personal_account_redeems as rule
import data.tenantlint.mock

section := "invitationRedemptionIdentityProviderConfiguration"

path := "invitationRedemptionIdentityProviderConfiguration.fallbackIdentityProvider"

world(service, more) := mock.world({"default": mock.fallback({"is_service_default": service, "more": more})})

redemption(fallback) := {section: {
	"primaryIdentityProviderPrecedenceOrder": ["azureActiveDirectory"],
	"fallbackIdentityProvider": fallback,
}}

finding(fallback, way) := {
	"on": "default", "path": path, "expected": "emailOneTimePasscode", "actual": fallback,
	"message": sprintf("The default lets guests redeem with a personal Microsoft account, which no organisation controls: the fallback is %s, %s", [fallback, way]),
}

always := finding("microsoftAccount", "always such an account")

first := finding("defaultConfiguredIdp", "such an account before a one-time passcode")

test_passcode if {
	rule.fail == set() with input as world(false, redemption("emailOneTimePasscode"))
	rule.unknown == set() with input as world(false, redemption("emailOneTimePasscode"))
}

test_personal_account if {
	account := world(false, redemption("microsoftAccount"))
	rule.fail == {always} with input as account
	either := world(false, redemption("defaultConfiguredIdp"))
	rule.fail == {first} with input as either
	rule.unknown == set() with input as either
}

test_microsofts_own if {
	untouched := world(true, {})
	rule.fail == {first} with input as untouched
	rule.unknown == set() with input as untouched
	passcode := world(true, redemption("emailOneTimePasscode"))
	rule.fail == set() with input as passcode
}

test_missing if {
	rule.fail == set() with input as world(false, {})
	rule.unknown == {{
		"on": "default", "path": path,
		"reason": sprintf("%s is not in the export, or null there", [section]),
	}} with input as world(false, {})
}

test_unreadable if {
	every service in [true, false] {
		unclear := object.union(redemption(null), {"unclear": [path]})
		rule.fail == set() with input as world(service, unclear)
		rule.unknown == {{
			"on": "default", "path": path,
			"reason": sprintf("%s can't be read in full", [section]),
		}} with input as world(service, unclear)
	}
}

test_no_default if {
	rule.fail == set() with input as mock.world({})
	rule.unknown == set() with input as mock.world({})
}
