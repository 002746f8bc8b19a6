# METADATA
# title: Automatic redemption is on for a partner that it serves nobody of
# description: >-
#   The consent prompt is waived for a direction in which nobody gets through. The waiver takes effect unseen with the next
#   opening.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# - ref: https://learn.microsoft.com/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview
#   description: What is cross-tenant synchronization
# custom:
#   level: info
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Switch automatic redemption off in that direction, until it is opened.
#   controls: []
package tenantlint.sync.automatic_redemption_idle

import data.tenantlint.lib

doors := {
	"inbound": ["b2bCollaborationInbound", "b2bDirectConnectInbound"],
	"outbound": ["b2bCollaborationOutbound", "b2bDirectConnectOutbound"],
}

fail contains finding if {
	some partner in input.partners
	some direction, flag in partner.consent
	flag.value == true
	judged(partner, direction)
	served(partner, direction) == "nobody"
	finding := {
		"on": partner.ref,
		"path": flag.path,
		"message": sprintf("%s: %s automatic redemption is on, but %s collaboration and direct connect are closed, so it serves nobody", [partner.name, direction, direction]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": reason} if {
	some partner in input.partners
	some direction, flag in partner.consent
	flag.value == true
	judged(partner, direction)
	served(partner, direction) == "unknown"
	reason := sprintf("%s automatic redemption is on, and whom it serves is unknown: collaboration, direct connect or user sync is not told", [direction])
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": reason} if {
	some partner in input.partners
	some direction, flag in partner.consent
	flag.value == null
	judged(partner, direction)
	served(partner, direction) != "somebody"
	reason := lib.cannot_tell(sprintf("%s automatic redemption", [direction]), flag)
}

# Redemption that nobody agreed to is the matter of automatic-consent-unapproved.
judged(_, _) if input.tenant.present.register == false

judged(partner, direction) if {
	partner.register.approved == true
	sprintf("automatic-consent-%s", [direction]) in partner.register.allow
}

served(partner, direction) := "somebody" if {
	admitted(partner, direction) & {"listed", "everybody"} != set()
} else := "somebody" if {
	direction == "inbound"
	partner.sync.users.value == true
} else := "unknown" if {
	"unknown" in admitted(partner, direction)
} else := "unknown" if {
	direction == "inbound"
	partner.sync.users.value == null
} else := "nobody"

admitted(partner, direction) := {partner.settings[name].admits | some name in doors[direction]}
