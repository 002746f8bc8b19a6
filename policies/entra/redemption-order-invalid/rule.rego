# METADATA
# title: The redemption order can't be right
# description: >-
#   The order in which guests redeem an invitation names a fallback among the primary identity providers, a primary
#   one as fallback, or one twice.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# - ref: https://learn.microsoft.com/graph/api/resources/defaultinvitationredemptionidentityproviderconfiguration
#   description: defaultInvitationRedemptionIdentityProviderConfiguration resource type
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   partners: []
#   remediation: Name each primary identity provider once, and one of the three fallbacks.
#   controls: []
package tenantlint.entra.redemption_order_invalid

import data.tenantlint.sections

section := "invitationRedemptionIdentityProviderConfiguration"

order := object.get(input.default.more, [section, "primaryIdentityProviderPrecedenceOrder"], null)

fallback := object.get(input.default.more, [section, "fallbackIdentityProvider"], null)

primaries := {"azureActiveDirectory", "externalFederation", "socialIdentityProviders"}

named := {provider |
	is_array(order)
	some provider in order
	provider != null
}

mistakes contains {"key": "primaryIdentityProviderPrecedenceOrder", "text": sprintf("%s among the primary providers can only be the fallback", [provider])} if {
	some provider in named - primaries
}

mistakes contains {"key": "primaryIdentityProviderPrecedenceOrder", "text": sprintf("%s is named twice", [provider])} if {
	some provider in named
	count([1 | some other in order; other == provider]) > 1
}

mistakes contains {"key": "fallbackIdentityProvider", "text": sprintf("%s can't be the fallback", [fallback])} if {
	fallback in primaries
}

fail contains {"on": input.default.ref, "path": concat(".", [section, mistake.key]), "message": message} if {
	some mistake in mistakes
	message := sprintf("The default has a redemption order that Microsoft does not take: %s", [mistake.text])
}

unknown contains {"on": input.default.ref, "path": section, "reason": sections.default_doubt(section)} if {
	untold
}

untold if {
	sections.of_default(section) == null
	input.default.is_service_default != true
}

untold if {
	sections.of_default(section) != null
	null in {fallback, order}
}

untold if sections.default_unclear(section) != []

# What an empty list means is not documented.
untold if order == []
