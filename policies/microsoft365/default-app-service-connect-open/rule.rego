# METADATA
# title: Applications of any organisation may connect
# description: >-
#   The default lets applications connect from every organisation. Cross-tenant mailbox migration, for one, rests on
#   that.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/m365-cross-tenant-access-policy-overview
#   description: Microsoft 365 cross-tenant access policy overview
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationdefault
#   description: crossTenantAccessPolicyConfigurationDefault resource type
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   partners: []
#   remediation: Block AllApplications in appServiceConnectInbound of the default, and open it for a partner while it is needed.
#   controls: ["ISO 27002:2022 5.14"]
package tenantlint.microsoft365.default_app_service_connect_open

import data.tenantlint.lib
import data.tenantlint.sections

section := "appServiceConnectInbound"

admits := sections.default_admits(section, "applications", "AllApplications")

fail contains finding if {
	admits == "somebody"
	finding := {
		"on": input.default.ref,
		"path": "appServiceConnectInbound.applications",
		"message": "The default lets applications connect from all organisations without a setting of their own, as mailbox migration does",
		"expected": "AllApplications blocked",
		"actual": sprintf("%s: %s", [sections.default_access(section, "applications"), lib.list(sort(sections.default_targets(section, "applications")))]),
	}
}

unknown contains {"on": input.default.ref, "path": section, "reason": sections.default_doubt(section)} if {
	admits == "unknown"
}
