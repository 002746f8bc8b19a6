# METADATA
# title: Automatic redemption is on in one of two tenants only
# description: >-
#   Of people of the one tenant at the other, one side waives the consent prompt and the other does not. Microsoft asks for
#   both, so the prompt stays.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# - ref: https://learn.microsoft.com/graph/api/resources/inboundoutboundpolicyconfiguration
#   description: inboundOutboundPolicyConfiguration resource type
# custom:
#   level: warning
#   scope: pair
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Switch automatic redemption on in both tenants, outbound at home and inbound at the host, or off in both.
#   controls: []
package tenantlint.pair.auto_redeem_not_reciprocal

import data.tenantlint.lib
import data.tenantlint.pairs

fail contains finding if {
	some pair in input.pairs
	some way in pair.ways
	some on, off in {way.home: way.host, way.host: way.home}
	on.consent.value == true
	off.consent.value == false
	finding := {
		"on": pair.ref,
		"path": off.consent.path,
		"paths": [off.consent.path, on.consent.path],
		"message": sprintf("%s: %s waives the consent prompt for people of %s at %s, and %s does not, so they are asked all the same", [pair.name, on.name, way.home.name, way.host.name, off.name]),
		"expected": "true",
		"actual": "false",
		"related": pairs.places(pair, [on.consent.path], "on here"),
	}
}

unknown contains said if some said in pairs.unseen

unknown contains {"on": pair.ref, "path": side.consent.path, "reason": reason} if {
	some pair in input.pairs
	some way in pair.ways
	some side in [way.home, way.host]
	side.consent.value == null
	reason := lib.cannot_tell(sprintf("automatic redemption of %s", [side.name]), side.consent)
}

applicable contains ref if some ref in pairs.hidden

applicable contains pair.ref if {
	some pair in input.pairs
	some way in pair.ways
	some side in [way.home, way.host]
	side.consent.value != false
}
