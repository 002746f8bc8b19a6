# METADATA
# title: A template for members trusts whoever joins later
# description: >-
#   A template of the multitenant organization applies to new members, and it trusts, redeems, synchronises or opens. A
#   tenant that another owner adds gets this without being vetted here.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/multitenantorganizationpartnerconfigurationtemplate
#   description: multiTenantOrganizationPartnerConfigurationTemplate resource type
# - ref: https://learn.microsoft.com/graph/api/resources/multitenantorganizationidentitysyncpolicytemplate
#   description: multiTenantOrganizationIdentitySyncPolicyTemplate resource type
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   partners: []
#   remediation: Take `newPartners` out of the `templateApplicationLevel` of both templates.
#   controls: []
package tenantlint.sync.multitenant_template_trusts_newcomers

import data.tenantlint.multitenant
import data.tenantlint.sections

names := {
	"inboundTrust.isMfaAccepted": "MFA trust",
	"inboundTrust.isCompliantDeviceAccepted": "compliant device trust",
	"inboundTrust.isHybridAzureADJoinedDeviceAccepted": "hybrid joined device trust",
	"automaticUserConsentSettings.inboundAllowed": "inbound automatic redemption",
	"automaticUserConsentSettings.outboundAllowed": "outbound automatic redemption",
	"userSyncInbound.isSyncAllowed": "user sync",
	"b2bCollaborationInbound": "inbound collaboration",
	"b2bCollaborationOutbound": "outbound collaboration",
	"b2bDirectConnectInbound": "inbound direct connect",
	"b2bDirectConnectOutbound": "outbound direct connect",
}

kinds := ["partner_template", "sync_template"]

fail contains finding if {
	multitenant.may_belong
	some kind in kinds
	some template in input.records[kind]
	for_newcomers(template) == "yes"
	given := [path | some path, _ in names; gives(template, path) == "yes"]
	given != []
	finding := {
		"on": template.ref,
		"path": given[0],
		"message": sprintf("A template for members applies to tenants that join later, and gives them %s", [concat(", ", [names[path] | some path in given])]),
		"expected": "a templateApplicationLevel without newPartners",
		"related": [{"on": template.ref, "path": path, "label": names[path]} | some path in array.slice(given, 1, count(given))],
	}
}

unknown contains {"on": template.ref, "path": level, "reason": "whether it applies to tenants that join later is unknown"} if {
	multitenant.may_belong
	some kind in kinds
	some template in input.records[kind]
	for_newcomers(template) == "unknown"
	some path, _ in names
	gives(template, path) == "yes"
}

unknown contains {"on": template.ref, "path": path, "reason": reason} if {
	multitenant.may_belong
	some kind in kinds
	some template in input.records[kind]
	for_newcomers(template) != "no"
	some path, name in names
	gives(template, path) == "unknown"
	reason := sprintf("%s for tenants that join later is unknown", [name])
}

unknown contains {"on": input.tenant.ref, "reason": reason} if {
	multitenant.may_belong
	some kind in kinds
	input.tenant.present[kind] == false
	reason := sprintf("the multitenant organization's %s is not in the input", [replace(kind, "_", " ")])
}

applicable contains input.tenant.ref if multitenant.may_belong

level := "templateApplicationLevel"

# Without a level it is Microsoft's default, newPartners and existingPartners.
for_newcomers(template) := "unknown" if {
	sections.touches(template.unclear, level)
} else := "yes" if {
	contains(written(template, level, "newPartners"), "newPartners")
} else := "no"

# Null leaves a newcomer's setting alone.
gives(template, path) := "unknown" if {
	sections.touches(template.unclear, path)
} else := "no" if {
	written(template, path, false) == false
} else := "yes" if {
	written(template, path, false) == true
} else := {"somebody": "yes", "nobody": "no", "unknown": "unknown"}[sections.reach_of_both(written(template, path, false))]

written(template, path, none) := none if {
	object.get(template.value, split(path, "."), null) == null
} else := object.get(template.value, split(path, "."), null)
