package tenantlint.entra.redemption_order_invalid_test

import data.tenantlint.entra.redemption_order_invalid as rule
import data.tenantlint.mock

section := "invitationRedemptionIdentityProviderConfiguration"

world(service, more) := mock.world({"default": mock.fallback({"is_service_default": service, "more": more})})

redemption(order, fallback) := {section: {
	"primaryIdentityProviderPrecedenceOrder": order,
	"fallbackIdentityProvider": fallback,
}}

finding(key, text) := {
	"on": "default", "path": concat(".", [section, key]),
	"message": sprintf("The default has a redemption order that Microsoft does not take: %s", [text]),
}

order := "primaryIdentityProviderPrecedenceOrder"

passcode := "emailOneTimePasscode"

test_right if {
	every fallback in [passcode, "microsoftAccount", "defaultConfiguredIdp"] {
		right := world(false, redemption(["externalFederation", "azureActiveDirectory", "socialIdentityProviders"], fallback))
		rule.fail == set() with input as right
		rule.unknown == set() with input as right
	}
	rule.fail == set() with input as world(false, redemption(["azureActiveDirectory"], passcode))
}

test_fallback_in_the_order if {
	text := "microsoftAccount among the primary providers can only be the fallback"
	wrong := world(false, redemption(["azureActiveDirectory", "microsoftAccount"], passcode))
	rule.fail == {finding(order, text)} with input as wrong
	rule.unknown == set() with input as wrong
}

test_named_twice if {
	twice := world(false, redemption(["azureActiveDirectory", "azureActiveDirectory"], passcode))
	rule.fail == {finding(order, "azureActiveDirectory is named twice")} with input as twice
}

test_primary_as_fallback if {
	wrong := world(false, redemption(["azureActiveDirectory"], "externalFederation"))
	rule.fail == {finding("fallbackIdentityProvider", "externalFederation can't be the fallback")} with input as wrong
}

test_missing if {
	every service in [false, null] {
		rule.fail == set() with input as world(service, {})
		rule.unknown == {{
			"on": "default", "path": section,
			"reason": sprintf("%s is not in the export, or null there", [section]),
		}} with input as world(service, {})
	}
}

test_microsofts_own if {
	rule.fail == set() with input as world(true, {})
	rule.unknown == set() with input as world(true, {})
}

test_not_told_in_full if {
	unclear := object.union(redemption(["azureActiveDirectory", null], passcode), {"unclear": [concat(".", [section, order, "1"])]})
	every more in [redemption(null, passcode), redemption([], passcode), redemption(["azureActiveDirectory"], null), unclear] {
		rule.fail == set() with input as world(true, more)
		rule.unknown == {{
			"on": "default", "path": section,
			"reason": sprintf("%s can't be read in full", [section]),
		}} with input as world(true, more)
	}
}

test_no_default if {
	rule.fail == set() with input as mock.world({})
	rule.unknown == set() with input as mock.world({})
}
