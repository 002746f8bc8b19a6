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
	some partner in bound
	some opening in partner.opens
	opening.origin == "own"
	leave := leaves[opening.path]
	lib.lacks(partner.register.allow, leave)
	finding := granted(partner, {"path": opening.path, "title": opening.setting}, leave)
}

fail contains finding if {
	input.options.mfaTrust == "agreed"
	some partner in bound
	flag := partner.trust.isMfaAccepted
	flag.value == true
	flag.origin == "own"
	lib.lacks(partner.register.allow, "mfa-trust")
	finding := granted(partner, {"path": flag.path, "title": "MFA trust"}, "mfa-trust")
}

unknown contains {"on": partner.ref, "path": opening.path, "reason": reason} if {
	some partner in bound
	some opening in partner.unclear
	opening.origin in {"own", "unknown"}
	lib.lacks(partner.register.allow, leaves[opening.path])
	setting := partner.settings[opening.path]
	reason := lib.cannot_tell(setting.title, setting)
}

unknown contains {"on": partner.ref, "path": flag.path, "reason": lib.cannot_tell("MFA trust", flag)} if {
	input.options.mfaTrust == "agreed"
	some partner in bound
	flag := partner.trust.isMfaAccepted
	flag.value == null
	flag.origin in {"own", "unknown"}
	lib.lacks(partner.register.allow, "mfa-trust")
}

applicable contains partner.ref if some partner in bound

# Whom an approved entry narrows; one that lists nothing does not.
bound := [partner |
	some partner in input.partners
	partner.register.approved == true
	partner.register.allow != []
]

granted(partner, thing, leave) := {
	"on": partner.ref,
	"path": thing.path,
	"message": sprintf("%s: its own settings grant it %s, but its register entry does not allow %s", [partner.name, thing.title, leave]),
	"related": [{"on": partner.register.ref, "path": "allow", "label": "what was agreed"}],
}
