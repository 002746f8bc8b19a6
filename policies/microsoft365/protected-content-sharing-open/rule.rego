# METADATA
# title: The default allows protectedContentSharing, which nobody documents
# description: >-
#   Live tenants carry the undocumented section protectedContentSharing, as a rule open both ways. It runs in no
#   profile; name it in the config to have it reported.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationdefault
#   description: crossTenantAccessPolicyConfigurationDefault resource type
# custom:
#   level: info
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: preview
#   requires: [default]
#   partners: []
#   remediation: None is documented. Ask Microsoft what it does before you change it.
#   controls: []
package tenantlint.microsoft365.protected_content_sharing_open

import data.tenantlint.sections

section := "protectedContentSharing"

flags := {"inboundAllowed": "inbound", "outboundAllowed": "outbound"}

fail contains finding if {
	some key, direction in flags
	object.get(input.default.more, [section, key], null) == true
	finding := {
		"on": input.default.ref,
		"path": concat(".", [section, key]),
		"message": sprintf("The default allows %s protectedContentSharing to all organisations without a setting of their own, and what that does is not documented", [direction]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": input.default.ref, "path": concat(".", [section, key]), "reason": sections.default_doubt(section)} if {
	some key, _ in flags
	object.get(input.default.more, [section, key], null) == null
}
