# METADATA
# title: A partner's word about its devices is taken without leave
# description: >-
#   The partner's users get in, and its own inboundTrust accepts its claim that a device is compliant or hybrid joined. No
#   approved register entry agrees on that.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   remediation: Switch the device trust off, or have it agreed and listed as device-trust in the register.
#   controls: [ISO 27002:2022 5.19, NIST 800-53 AC-20]
package tenantlint.register.device_trust_unapproved

import data.tenantlint.lib
import data.tenantlint.terms

fail contains finding if {
	some trust in without_leave
	trust.partner.comes_in == true
	trust.flag.value == true
	trust.flag.origin == "own"
	finding := {
		"on": trust.partner.ref,
		"path": trust.flag.path,
		"message": sprintf("%s: its users get in, and its own setting takes its word for %s, but %s", [trust.partner.name, trust.devices, why(trust.partner.register)]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": trust.partner.ref, "path": trust.flag.path, "reason": reason} if {
	some trust in without_leave
	trust.flag.value == null
	trust.flag.origin in {"own", "unknown"}
	reason := lib.cannot_tell(sprintf("trust in %s", [trust.devices]), trust.flag)
}

unknown contains {"on": trust.partner.ref, "path": trust.flag.path, "reason": reason} if {
	some trust in without_leave
	trust.partner.comes_in == null
	trust.flag.value == true
	trust.flag.origin == "own"
	reason := sprintf("trust in %s is not agreed, and whether its users get in is unknown", [trust.devices])
}

applicable contains partner.ref if {
	some partner in input.partners
	partner.comes_in != false
}

# The device flags of partners whose users may get in, those that are not off and that nobody agreed on.
without_leave := [{"partner": partner, "flag": flag, "devices": device.title} |
	some partner in input.partners
	partner.comes_in != false
	some claim, device in terms.device_claims
	flag := partner.trust[device.flag]
	flag.value != false
	not_agreed(partner, claim)
]

not_agreed(partner, _) if lib.unapproved(partner)

not_agreed(partner, claim) if {
	entry := partner.register
	entry.approved == true
	lib.lacks(entry.allow, "device-trust")
	lib.lacks(object.get(entry, ["tier_terms", "trust"], []), claim)
	lib.lacks(object.get(entry, ["terms", "agreement", "minimumSecurity"], []), claim)
}

why(null) := "it is missing from the register"

why(entry) := sprintf("it is %s in the register", [entry.status]) if entry.approved == false

why(entry) := "its register entry agrees on no such trust" if entry.approved == true
