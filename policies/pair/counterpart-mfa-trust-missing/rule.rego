# METADATA
# title: Our people go to a partner that does not trust our MFA
# description: >-
#   By the evidence in the register, direct connect from us to the partner is open on both sides, while the partner does not
#   trust the MFA that our people do with us.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# custom:
#   level: error
#   scope: pair
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Ask the partner to trust our MFA, in its own configuration for us.
#   controls: []
package tenantlint.pair.counterpart_mfa_trust_missing

import data.tenantlint.lib
import data.tenantlint.pairs

fail contains finding if {
	some pair in input.pairs
	some way in outward(pair)
	states(way) == {"open"}
	flag := way.host.mfa_trust
	flag.value == false
	finding := {
		"on": pair.ref,
		"path": flag.path,
		"level": level(pair),
		"message": sprintf("%s: our people get in by direct connect, but it does not trust our MFA, so a demand for MFA there stops them", [pair.name]),
		"expected": "true",
		"actual": "false",
		"related": pairs.places(pair, [way.direct_connect["in"].path], "lets them in"),
	}
}

unknown contains said if some said in pairs.unseen

unknown contains {"on": pair.ref, "path": flag.path, "reason": lib.cannot_tell(sprintf("MFA trust of %s", [pair.name]), flag)} if {
	some pair in input.pairs
	some way in outward(pair)
	lib.lacks(states(way), "closed")
	flag := way.host.mfa_trust
	flag.value == null
}

unknown contains {"on": pair.ref, "path": door.path, "reason": door.text} if {
	some pair in input.pairs
	some way in outward(pair)
	lib.lacks(states(way), "closed")
	way.host.mfa_trust.value == false
	some name in ["out", "in"]
	door := way.direct_connect[name]
	door.is == "unknown"
}

applicable contains ref if some ref in pairs.hidden

applicable contains pair.ref if {
	some pair in input.pairs
	some way in outward(pair)
	lib.lacks(states(way), "closed")
}

# A tenant of the run is judged itself: mfa-trust-missing.
outward(pair) := [way |
	pair.by_evidence == true
	some way in pair.ways
	way.home.is == "ours"
]

states(way) := {way.direct_connect.out.is, way.direct_connect["in"].is}

# It contradicts what was agreed; else it is the partner's own decision.
level(pair) := "error" if {
	pairs.gives(pair.register, "mfa-trust")
} else := "warning"
