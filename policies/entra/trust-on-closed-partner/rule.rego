# METADATA
# title: A partner is trusted, but none of its users get in
# description: >-
#   The partner's own settings accept claims of its users, while inbound collaboration and inbound direct connect are closed
#   to them. The trust is forgotten, and in force the day somebody opens one of the two.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# custom:
#   level: info
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Set the partner's trust to false until its users get in.
#   controls: []
package tenantlint.entra.trust_on_closed_partner

import data.tenantlint.lib

titles := {
	"isMfaAccepted": "its MFA",
	"isCompliantDeviceAccepted": "its compliant devices",
	"isHybridAzureADJoinedDeviceAccepted": "its hybrid joined devices",
}

fail contains finding if {
	some partner in input.partners
	partner.comes_in == false
	trusted := trusted_of(partner)
	trusted != []
	finding := {
		"on": partner.ref,
		"path": "inboundTrust",
		"message": sprintf("%s: none of its users get in, yet its own settings trust %s", [partner.name, concat(", ", trusted)]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": partner.ref, "path": "inboundTrust", "reason": reason} if {
	some partner in input.partners
	partner.comes_in == null
	trusted_of(partner) != []
	doors := [opening.setting | some opening in partner.unclear; opening.direction == "inbound"]
	reason := sprintf("it is trusted, and whether its users get in is unknown: %s", [concat(", ", doors)])
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": lib.cannot_tell(sprintf("trust in %s", [titles[name]]), flag)} if {
	some partner in input.partners
	partner.comes_in != true
	some name, flag in partner.trust
	flag.origin in {"own", "unknown"}
	flag.value == null
}

# What is inherited is the default's to mend.
trusted_of(partner) := [titles[name] |
	some name, flag in partner.trust
	flag.origin == "own"
	flag.value == true
]
