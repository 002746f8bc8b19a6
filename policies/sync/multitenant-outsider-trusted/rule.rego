# METADATA
# title: A tenant outside the multitenant organization keeps the trust of a member
# description: >-
#   The tenant has left our multitenant organization or has not joined it yet, and its partner configuration trusts it,
#   redeems for it or lets it synchronise.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/multitenantorganizationmember
#   description: multiTenantOrganizationMember resource type
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Take the trust back, or have the tenant approved in the register as the partner that it is now.
#   controls: []
package tenantlint.sync.multitenant_outsider_trusted

import data.tenantlint.lib
import data.tenantlint.multitenant

levels := {"removed": "warning", "pending": "info"}

standing := {
	"removed": "has left our multitenant organization",
	"pending": "has not joined our multitenant organization yet",
}

fail contains finding if {
	some partner in members
	some state in judged(partner)
	granted := powers(partner, true)
	granted != []
	finding := {
		"on": partner.ref,
		"path": granted[0].flag.path,
		"paths": [power.flag.path | some power in granted],
		"message": sprintf("%s %s, but its own settings grant %s", [partner.name, standing[state], titles(granted)]),
		"expected": "false",
		"actual": "true",
		"level": levels[state],
	}
}

unknown contains {"on": partner.ref, "reason": reason} if {
	some partner in members
	some state in judged(partner)
	doubtful := powers(partner, null)
	doubtful != []
	reason := sprintf("it %s, and what it is granted is unknown: %s", [standing[state], titles(doubtful)])
}

unknown contains {"on": partner.ref, "reason": "its state in our multitenant organization is unknown"} if {
	some partner in members
	null in states(partner)
}

# Without the list it matters of those who would be judged, and are granted something or may be.
unknown contains {"on": partner.ref, "reason": reason} if {
	input.tenant.present.multi_tenant_member == false
	multitenant.may_belong
	some partner in input.partners
	to_judge(partner, "removed")
	granted := array.concat(powers(partner, true), powers(partner, null))
	granted != []
	reason := sprintf("whether it is a member is unknown, and its own settings grant, or may grant, %s: export GET /beta/tenantRelationships/multiTenantOrganization/tenants", [titles(granted)])
}

applicable contains partner.ref if {
	some partner in members
	judged(partner) | (states(partner) & {null}) != set()
}

ids := {lower(member.value.tenantId) | some member in input.records.multi_tenant_member; is_string(member.value.tenantId)}

members := [partner |
	some partner in input.partners
	partner.tenant_id in ids
	multitenant.may_belong
]

# Whoever is approved as a partner may be trusted as one.
judged(partner) := {state |
	some state in states(partner) & {"removed", "pending"}
	to_judge(partner, state)
}

to_judge(partner, _) if lib.unapproved(partner)

to_judge(partner, "removed") if partner.register.kind == "organisation"

states(partner) := {object.get(member.value, "state", null) |
	some member in input.records.multi_tenant_member
	is_string(member.value.tenantId)
	lower(member.value.tenantId) == partner.tenant_id
}

# What the partner's own settings say; what is inherited is a matter of the default.
powers(partner, value) := [power |
	some power in [
		{"title": "MFA trust", "flag": partner.trust.isMfaAccepted},
		{"title": "compliant device trust", "flag": partner.trust.isCompliantDeviceAccepted},
		{"title": "hybrid joined device trust", "flag": partner.trust.isHybridAzureADJoinedDeviceAccepted},
		{"title": "inbound automatic redemption", "flag": partner.consent.inbound},
		{"title": "outbound automatic redemption", "flag": partner.consent.outbound},
		{"title": "user sync", "flag": partner.sync.users},
		{"title": "group sync", "flag": partner.sync.groups},
	]
	power.flag.value == value
	power.flag.origin in {"own", "unknown"}
]

titles(list) := concat(", ", [power.title | some power in list])
