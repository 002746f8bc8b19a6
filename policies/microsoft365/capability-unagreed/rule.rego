# METADATA
# title: A Microsoft 365 capability is open without an agreement
# description: >-
#   A capability such as MailTips, calendar sharing or mailbox migration is open to other organisations, and no approved
#   register entry allows it to anybody.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/m365-cross-tenant-access-policy-overview
#   description: Microsoft 365 cross-tenant access policy overview
# - ref: https://learn.microsoft.com/graph/api/resources/m365capabilitybase
#   description: m365CapabilityBase resource type
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [capability, register]
#   partners: []
#   remediation: "Switch the capability off, or have it approved and list `m365:<capability>` under `allow` in the register."
#   controls: [ISO 27002:2022 5.14]
package tenantlint.microsoft365.capability_unagreed

import data.tenantlint.lib
import data.tenantlint.terms

path := "inboundAccess.isAllowed"

# What is agreed with whom, as long as the agreement runs. The tenant itself may stand in a register that it shares.
holders(capability) := [entry.name |
	some entry in input.register.entries
	entry.approved == true
	entry.tenant_id != input.tenant.id
	entry.agreement.state != "expired"
	some token in entry.allow
	startswith(token, "m365:")
	terms.capability(token) == terms.capability(capability.name)
]

allowed(capability) := object.get(capability.value, ["inboundAccess", "isAllowed"], null)

fail contains finding if {
	some capability in input.records.capability
	allowed(capability) == true
	object.get(capability.value, "name", null) != null
	holders(capability) == []
	finding := {
		"on": capability.ref,
		"path": path,
		"message": sprintf("%s is open to other organisations, and no approved register entry with a running agreement allows m365:%s", [capability.name, capability.name]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": capability.ref, "path": path, "reason": reason} if {
	some capability in input.records.capability
	allowed(capability) == true
	names := holders(capability)
	names != []
	reason := sprintf("%s is agreed with %s, but the record does not say to whom it is open: to a partner, or to all by default", [capability.name, lib.list(names)])
}

unknown contains {"on": capability.ref, "path": path, "reason": reason} if {
	some capability in input.records.capability
	allowed(capability) == null
	reason := sprintf("whether %s is open is not in the export", [capability.name])
}

unknown contains {"on": capability.ref, "path": "name", "reason": "which capability it is can't be told"} if {
	some capability in input.records.capability
	allowed(capability) == true
	object.get(capability.value, "name", null) == null
}
