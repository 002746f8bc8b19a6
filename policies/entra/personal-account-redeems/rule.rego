# METADATA
# title: Guests may redeem with a personal Microsoft account
# description: >-
#   The redemption order falls back to personal Microsoft accounts, which no organisation controls. It is so in
#   Microsoft's own default.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# - ref: https://learn.microsoft.com/graph/api/resources/defaultinvitationredemptionidentityproviderconfiguration
#   description: defaultInvitationRedemptionIdentityProviderConfiguration resource type
# custom:
#   level: warning
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   partners: []
#   remediation: Set fallbackIdentityProvider to emailOneTimePasscode.
#   controls: [NIST 800-53 IA-8]
package tenantlint.entra.personal_account_redeems

import data.tenantlint.sections

section := "invitationRedemptionIdentityProviderConfiguration"

path := concat(".", [section, "fallbackIdentityProvider"])

personal := {
	"microsoftAccount": "always such an account",
	"defaultConfiguredIdp": "such an account before a one-time passcode",
}

fail contains finding if {
	some fallback in fallbacks
	way := personal[fallback]
	finding := {
		"on": input.default.ref,
		"path": path,
		"message": sprintf("The default lets guests redeem with a personal Microsoft account, which no organisation controls: the fallback is %s, %s", [fallback, way]),
		"expected": "emailOneTimePasscode",
		"actual": fallback,
	}
}

fallbacks contains fallback if {
	fallback := object.get(input.default.more, [section, "fallbackIdentityProvider"], null)
	fallback != null
}

# What Microsoft resets it to.
fallbacks contains "defaultConfiguredIdp" if {
	input.default.is_service_default == true
	sections.of_default(section) == null
}

unknown contains {"on": input.default.ref, "path": path, "reason": sections.default_doubt(section)} if {
	fallbacks == set()
}
