# METADATA
# title: Devices were agreed on, but their claims are not trusted
# description: >-
#   The agreement demands compliant or hybrid joined devices of the partner, and its users get in. The claim is not
#   accepted, so Conditional Access can't tell whether the agreement is kept.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   remediation: Trust the device claim that the agreement names, in the partner's own inboundTrust, or amend the agreement.
#   controls: [ISO 27002:2022 5.20]
package tenantlint.register.agreed_device_claim_not_trusted

import data.tenantlint.lib
import data.tenantlint.terms

fail contains finding if {
	some demand in demands
	demand.partner.comes_in == true
	demand.flag.value == false
	finding := {
		"on": demand.partner.ref,
		"path": demand.flag.path,
		"message": sprintf("%s: its users get in and the agreement demands %s, but the claim is not trusted, so no policy can ask for it", [demand.partner.name, demand.devices]),
		"expected": "true",
		"actual": "false",
		"related": [{"on": demand.partner.register.ref, "path": "agreement.minimumSecurity", "label": "what was agreed"}],
	}
}

unknown contains {"on": demand.partner.ref, "path": demand.flag.path, "reason": reason} if {
	some demand in demands
	demand.flag.value == null
	reason := lib.cannot_tell(sprintf("trust in %s", [demand.devices]), demand.flag)
}

unknown contains {"on": demand.partner.ref, "path": demand.flag.path, "reason": reason} if {
	some demand in demands
	demand.partner.comes_in == null
	demand.flag.value == false
	reason := sprintf("%s were agreed on and are not trusted, and whether its users get in is unknown", [demand.devices])
}

applicable contains demand.partner.ref if some demand in demands

# The device flags that agreements ask for of partners whose users may get in. MFA is mfa-trust-missing's.
demands := [{"partner": partner, "flag": partner.trust[device.flag], "devices": device.title} |
	some partner in input.partners
	partner.comes_in != false
	partner.register.approved == true
	some claim in object.get(partner.register.terms, ["agreement", "minimumSecurity"], [])
	device := terms.device_claims[claim]
]
