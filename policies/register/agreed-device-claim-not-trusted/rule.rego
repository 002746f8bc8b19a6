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
	some partner in input.partners
	partner.comes_in == true
	some flag in demanded(partner)
	flag.value == false
	finding := {
		"on": partner.ref,
		"path": flag.path,
		"message": sprintf("%s: its users get in and the agreement demands %s, but the claim is not trusted, so no policy can ask for it", [partner.name, flag.devices]),
		"expected": "true",
		"actual": "false",
		"related": [{"on": partner.register.ref, "path": "agreement.minimumSecurity", "label": "what was agreed"}],
	}
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": reason} if {
	some partner in input.partners
	some flag in demanded(partner)
	flag.value == null
	reason := lib.cannot_tell(sprintf("trust in %s", [flag.devices]), flag)
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": reason} if {
	some partner in input.partners
	partner.comes_in == null
	some flag in demanded(partner)
	flag.value == false
	reason := sprintf("%s were agreed on and are not trusted, and whether its users get in is unknown", [flag.devices])
}

applicable contains partner.ref if {
	some partner in input.partners
	demanded(partner) != []
}

# The device flags that the agreement with a partner asks for, when its users may get in. MFA is mfa-trust-missing's.
demanded(partner) := [flag |
	partner.comes_in != false
	partner.register.approved == true
	agreed := object.get(partner.register.terms, ["agreement", "minimumSecurity"], [])
	some claim, device in terms.device_claims
	claim in agreed
	flag := object.union(partner.trust[device.flag], {"devices": device.title})
]
