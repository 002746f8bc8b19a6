# METADATA
# title: Collaboration is open in a direction that was not agreed
# description: >-
#   The partner's own setting opens collaboration, and its approved register entry lists what is allowed without this
#   direction. With the option `mfaTrust` trust in its MFA is held against the entry too.
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
#   remediation: Block the direction for the partner, or have it agreed and listed under allow in the register.
#   controls: [ISO 27002:2022 5.20, NIST 800-53 AC-20]
#   options:
#     mfaTrust: {default: ignore, oneOf: [ignore, agreed], description: Whether trust in the partner's MFA must be listed as mfa-trust.}
package tenantlint.register.collaboration_not_agreed

import data.tenantlint.lib

leaves := {"b2bCollaborationInbound": "collaboration-inbound", "b2bCollaborationOutbound": "collaboration-outbound"}

fail contains finding if {
	some partner in input.partners
	narrowed(partner.register)
	some thing in not_agreed(partner, partner.opens, true)
	thing.origin == "own"
	finding := {
		"on": partner.ref,
		"path": thing.path,
		"message": sprintf("%s: its own settings grant it %s, but its register entry does not allow %s", [partner.name, thing.title, thing.leave]),
		"related": [{"on": partner.register.ref, "path": "allow", "label": "what was agreed"}],
	}
}

unknown contains {"on": partner.ref, "path": thing.path, "reason": lib.cannot_tell(thing.title, thing)} if {
	some partner in input.partners
	narrowed(partner.register)
	some thing in not_agreed(partner, partner.unclear, null)
	thing.origin in {"own", "unknown"}
}

applicable contains partner.ref if {
	some partner in input.partners
	narrowed(partner.register)
}

# An entry that lists nothing does not narrow.
narrowed(entry) if {
	entry.approved == true
	entry.allow != []
}

# Those of the openings that the entry does not allow, and MFA trust of that value.
not_agreed(partner, openings, trusted) := array.concat(collaboration(partner, openings), mfa_trust(partner, trusted))

collaboration(partner, openings) := [thing |
	some opening in openings
	leave := leaves[opening.path]
	lib.lacks(partner.register.allow, leave)
	thing := object.union(partner.settings[opening.path], {"leave": leave})
]

mfa_trust(partner, trusted) := [thing |
	input.options.mfaTrust == "agreed"
	partner.trust.isMfaAccepted.value == trusted
	lib.lacks(partner.register.allow, "mfa-trust")
	thing := object.union(partner.trust.isMfaAccepted, {"title": "MFA trust", "leave": "mfa-trust"})
]
