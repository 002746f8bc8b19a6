# METADATA
# title: Automatic consent goes beyond the register
# description: >-
#   The consent prompt is waived for users of a partner, or for ours there, and no approved register entry allows it.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration
#   description: Manage cross-tenant access settings for B2B collaboration
# - ref: https://learn.microsoft.com/graph/api/resources/inboundoutboundpolicyconfiguration
#   description: inboundOutboundPolicyConfiguration resource type
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   remediation: Switch it off, or have it approved and list `automatic-consent-inbound` or `-outbound` under `allow` in the register.
#   controls: []
package tenantlint.sync.automatic_consent_unapproved

import data.tenantlint.lib
import data.tenantlint.terms

waivers := {
	"inbound": {"leave": "automatic-consent-inbound", "whose": "its users"},
	"outbound": {"leave": "automatic-consent-outbound", "whose": "our users there"},
}

fail contains finding if {
	some partner in input.partners
	some direction, waiver in waivers
	flag := partner.consent[direction]
	flag.value == true
	terms.without_leave(partner, waiver.leave)
	finding := {
		"on": partner.ref,
		"path": flag.path,
		"message": sprintf("%s: we waive the consent prompt for %s, and no approved register entry allows %s", [partner.name, waiver.whose, waiver.leave]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": reason} if {
	some partner in input.partners
	some direction, waiver in waivers
	flag := partner.consent[direction]
	flag.value == null
	terms.without_leave(partner, waiver.leave)
	reason := lib.cannot_tell(sprintf("%s automatic consent", [direction]), flag)
}
