# METADATA
# title: Nobody has decided what the default says
# description: >-
#   The default is still Microsoft's own. What holds for all organisations without settings of their own was never
#   decided.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationdefault
#   description: crossTenantAccessPolicyConfigurationDefault resource type
# custom:
#   level: info
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   partners: []
#   remediation: Decide on the default and write its settings, even where they stay equal to Microsoft's own.
#   controls: []
package tenantlint.entra.default_untouched

fail contains finding if {
	input.default.is_service_default == true
	finding := {
		"on": input.default.ref,
		"path": "isServiceDefault",
		"message": "The default is still Microsoft's own: nobody has decided what holds for organisations without settings of their own",
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": input.default.ref, "path": "isServiceDefault", "reason": reason} if {
	input.default.is_service_default == null
	reason := "whether the default was ever changed (isServiceDefault) is not in the export"
}
