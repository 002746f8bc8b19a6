# METADATA
# title: Microsoft 365 collaboration is open to every organisation
# description: >-
#   The default lets users of every organisation in by Microsoft 365 collaboration, on which calendar sharing,
#   MailTips and profile cards rest.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/m365-cross-tenant-access-policy-overview
#   description: Microsoft 365 cross-tenant access policy overview
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationdefault
#   description: crossTenantAccessPolicyConfigurationDefault resource type
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   partners: []
#   remediation: Block Microsoft 365 collaboration in the default for AllUsers, and open it for each partner.
#   controls: ["ISO 27002:2022 5.14"]
package tenantlint.microsoft365.default_m365_collaboration_open

import data.tenantlint.lib
import data.tenantlint.sections

section := "m365CollaborationInbound"

admits := sections.default_admits(section, "users", "AllUsers")

fail contains finding if {
	admits == "somebody"
	finding := {
		"on": input.default.ref,
		"path": "m365CollaborationInbound.users",
		"message": "The default opens inbound Microsoft 365 collaboration to all organisations without a setting of their own: any capability that is switched on by default then serves them",
		"expected": "AllUsers blocked",
		"actual": sprintf("%s: %s", [sections.default_access(section, "users"), lib.list(sort(sections.default_targets(section, "users")))]),
	}
}

unknown contains {"on": input.default.ref, "path": section, "reason": sections.default_doubt(section)} if {
	admits == "unknown"
}
