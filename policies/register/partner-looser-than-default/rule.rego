# METADATA
# title: A partner is looser than the default, and there is no register to say why
# description: >-
#   In a house without a register, the partner's own setting lets in or out more than the default does. Somebody decided
#   that, and nothing records who or why.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: warning
#   scope: partner
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   remediation: Keep a register of partners, with what each of them may have, or take the setting back.
#   controls: [ISO 27002:2022 5.19, NIST 800-53 AC-20]
package tenantlint.register.partner_looser_than_default


width := {"nobody": 0, false: 0, "listed": 1, "everybody": 2, true: 2, "unknown": null, null: null}

fail contains finding if {
	some partner in judged
	some pair in pairs(partner)
	pair.own.origin == "own"
	pair.width != null
	pair.default_width != null
	pair.width > pair.default_width
	finding := {
		"on": partner.ref,
		"path": pair.own.path,
		"message": sprintf("%s: its own setting for %s is looser than the default, and no register says why", [partner.name, pair.title]),
		"related": [{"on": input.default.ref, "path": pair.fallback.path, "label": "the default"}],
	}
}

unknown contains {"on": partner.ref, "path": pair.own.path, "reason": reason} if {
	some partner in judged
	some pair in pairs(partner)
	pair.own.origin in {"own", "unknown"}
	null in [pair.width, pair.default_width]
	pair.width != 0
	pair.default_width != 2
	reason := sprintf("whether %s is looser than the default is unknown", [pair.title])
}

applicable contains partner.ref if {
	some partner in judged
}

# With a register, the rules that read it decide.
judged := [partner | input.tenant.present.register == false; some partner in input.partners]

# MFA trust is not among them: it is for partners, not for the default.
pairs(partner) := [pair |
	some couple in array.concat(settings(partner), switches(partner))
	pair := object.union(couple, {"width": width[couple.value], "default_width": width[couple.default_value]})
]

settings(partner) := [couple |
	some name, own in partner.settings
	fallback := input.default.settings[name]
	couple := {"title": own.title, "own": own, "fallback": fallback, "value": own.admits, "default_value": fallback.admits}
]

switches(partner) := [couple |
	some couple in [
		flags("trust in compliant devices", partner.trust.isCompliantDeviceAccepted, input.default.trust.isCompliantDeviceAccepted),
		flags("trust in hybrid joined devices", partner.trust.isHybridAzureADJoinedDeviceAccepted, input.default.trust.isHybridAzureADJoinedDeviceAccepted),
		flags("inbound automatic consent", partner.consent.inbound, input.default.consent.inbound),
		flags("outbound automatic consent", partner.consent.outbound, input.default.consent.outbound),
	]
]

flags(title, own, fallback) := {"title": title, "own": own, "fallback": fallback, "value": own.value, "default_value": fallback.value}
