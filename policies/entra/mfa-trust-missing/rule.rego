# METADATA
# title: A partner gets in, but its MFA is not trusted
# description: >-
#   The partner's users get in, while the MFA they do at home counts for nothing here. The option `default` also demands
#   that the tenant's default trusts MFA.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# custom:
#   level: error
#   scope: partner
#   subjects: [partner, default]
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Trust the MFA of each approved partner, in the partner's own inboundTrust.
#   controls: []
#   options:
#     default: {default: ignore, oneOf: [ignore, require], description: What the default must say about MFA trust.}
package tenantlint.entra.mfa_trust_missing

import data.tenantlint.lib

entrances := ["b2bCollaborationInbound", "b2bDirectConnectInbound"]

fail contains finding if {
	some partner in input.partners
	partner.comes_in == true
	flag := partner.trust.isMfaAccepted
	flag.value == false
	finding := {
		"on": partner.ref,
		"path": flag.path,
		"message": sprintf("%s: its users get in, but its MFA is not trusted, so a demand for MFA stops them or makes them register again here", [partner.name]),
		"expected": "true",
		"actual": "false",
	}
}

# Trust that the default gives and should not is the matter of trust-given-by-default.
fail contains finding if {
	input.options.default == "require"
	flag := input.default.trust.isMfaAccepted
	flag.value == false
	finding := {
		"on": input.default.ref,
		"path": flag.path,
		"message": "The default does not trust the MFA of other organisations, and this house requires it",
		"expected": "true",
		"actual": "false",
	}
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": lib.cannot_tell("MFA trust", flag)} if {
	some partner in input.partners
	partner.comes_in != false
	flag := partner.trust.isMfaAccepted
	flag.value == null
}

unknown contains {"on": partner.ref, "reason": reason} if {
	some partner in input.partners
	partner.comes_in == null
	partner.trust.isMfaAccepted.value == false
	doors := [setting.title | some name in entrances; setting := partner.settings[name]; setting.admits == "unknown"]
	reason := sprintf("its MFA is not trusted, and whether its users get in is unknown: %s", [concat(", ", doors)])
}

unknown contains {"on": input.default.ref, "path": flag.path, "reason": lib.cannot_tell("MFA trust by default", flag)} if {
	input.options.default == "require"
	flag := input.default.trust.isMfaAccepted
	flag.value == null
}

applicable contains partner.ref if {
	some partner in input.partners
}

applicable contains input.default.ref if input.options.default == "require"
