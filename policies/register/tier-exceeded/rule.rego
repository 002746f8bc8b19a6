# METADATA
# title: A partner has more than its tier grants
# description: >-
#   The partner's own settings open a direction or trust its MFA, and the tier of its register entry does not grant that. An
#   entry that lists what is allowed is measured by its list.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   remediation: Narrow the partner to its tier, or have it approved for a wider one.
#   controls: [ISO 27002:2022 5.20, NIST 800-53 AC-20]
package tenantlint.register.tier_exceeded

import data.tenantlint.lib

fail contains finding if {
	some partner in input.partners
	measured(partner.register)
	some thing in not_granted(partner, partner.opens, true)
	thing.origin == "own"
	finding := {
		"on": partner.ref,
		"path": thing.path,
		"message": sprintf("%s: its own settings grant it %s, but its tier %s does not", [partner.name, thing.title, partner.register.tier]),
		"related": [{"on": partner.register.ref, "path": "tier", "label": "the tier"}],
	}
}

unknown contains {"on": partner.ref, "path": thing.path, "reason": lib.cannot_tell(thing.title, thing)} if {
	some partner in input.partners
	measured(partner.register)
	some thing in not_granted(partner, partner.unclear, null)
	thing.origin in {"own", "unknown"}
}

applicable contains partner.ref if {
	some partner in input.partners
	measured(partner.register)
}

# Where the entry lists what is allowed, that list is the measure, and allow-beyond-tier holds it against the tier.
measured(entry) if {
	entry.approved == true
	entry.tier_terms != null
	entry.allow == []
}

# Those of the openings that the tier does not grant, and MFA trust of that value.
not_granted(partner, openings, trusted) := array.concat(
	[setting |
		some opening in openings
		setting := partner.settings[opening.path]
		lib.lacks(partner.register.tier_terms.directions, opening.direction)
	],
	[flag |
		lib.lacks(partner.register.tier_terms.trust, "mfa")
		partner.trust.isMfaAccepted.value == trusted
		flag := object.union(partner.trust.isMfaAccepted, {"title": "MFA trust"})
	],
)
