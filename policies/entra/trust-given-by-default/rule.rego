# METADATA
# title: The default trusts the MFA or the devices of every organisation
# description: >-
#   Conditional Access here accepts MFA or device claims from every organisation without trust of its own, also from
#   one that an attacker owns.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: warning
#   levels: {strict: error}
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   partners: []
#   remediation: Set the three trust flags of the default to false, and trust each vetted partner in its own inboundTrust.
#   controls: ["BASE MS.Entra.6.1v1", "ISO 27002:2022 8.5", "NIST 800-53 IA-8", ASD Blueprint]
#   options:
#     mfa: {default: forbid, oneOf: [forbid, allow], description: Whether the default may trust MFA.}
#     devices: {default: forbid, oneOf: [forbid, allow], description: Whether the default may trust compliant and hybrid joined devices.}
package tenantlint.entra.trust_given_by_default

import data.tenantlint.lib

claims := {
	"isMfaAccepted": {"option": "mfa", "title": "the MFA"},
	"isCompliantDeviceAccepted": {"option": "devices", "title": "the compliant devices"},
	"isHybridAzureADJoinedDeviceAccepted": {"option": "devices", "title": "the hybrid joined devices"},
}

fail contains object.union(finding, unreached) if {
	some name, claim in claims
	input.options[claim.option] == "forbid"
	flag := input.default.trust[name]
	flag.value == true
	finding := {
		"on": input.default.ref,
		"path": flag.path,
		"message": sprintf("The default trusts %s of every organisation without trust of its own, also of one that an attacker owns%s", [claim.title, remark]),
		"expected": "false",
		"actual": "true",
	}
}

# Closed to all, the default's trust reaches only partners that are opened and inherit it.
unreached := {"level": "warning"} if {
	input.default.comes_in == false
} else := {}

remark := "; nobody comes in by the default, so it reaches partners that inherit it" if {
	input.default.comes_in == false
} else := ""

unknown contains {"on": input.default.ref, "path": flag.path, "reason": lib.cannot_tell(name, flag)} if {
	some name, claim in claims
	input.options[claim.option] == "forbid"
	flag := input.default.trust[name]
	flag.value == null
}

applicable contains input.tenant.ref if {
	"forbid" in {input.options.mfa, input.options.devices}
}
