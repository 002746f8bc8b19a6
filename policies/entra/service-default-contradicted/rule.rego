# METADATA
# title: The default says that it is Microsoft's own, but its values are not
# description: >-
#   The export says by isServiceDefault that the default was never changed, beside a value that is not Microsoft's
#   own. It is stale or edited.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationdefault
#   description: crossTenantAccessPolicyConfigurationDefault resource type
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   partners: []
#   remediation: Export the default again, and set isServiceDefault to what the tenant says.
#   controls: []
package tenantlint.entra.service_default_contradicted

import data.tenantlint.lib

collaboration := ["b2bCollaborationInbound", "b2bCollaborationOutbound"]

closed := ["b2bDirectConnectInbound", "b2bDirectConnectOutbound", "tenantRestrictions"]

fail contains finding if {
	input.default.is_service_default == true
	some differing in differences
	finding := {
		"on": input.default.ref,
		"path": differing.path,
		"message": sprintf("The default says that it is Microsoft's own, yet %s", [differing.text]),
		"related": [{"on": input.default.ref, "path": "isServiceDefault", "label": "never changed, it says"}],
	}
}

differences contains {"path": setting.path, "text": sprintf("%s does not let everybody use everything there", [setting.title])} if {
	some name in collaboration
	setting := input.default.settings[name]
	setting.admits != "unknown"
	[setting.admits, setting.users.all, setting.applications.all] != ["everybody", true, true]
}

differences contains {"path": setting.path, "text": sprintf("%s: open there, closed in Microsoft's own", [setting.title])} if {
	some name in closed
	setting := input.default.settings[name]
	setting.admits in {"listed", "everybody"}
}

differences contains {"path": flag.path, "text": sprintf("it has %s, which is false in Microsoft's own", [name])} if {
	some name, flag in input.default.trust
	flag.value == true
}

unknown contains {"on": input.default.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	input.default.is_service_default == true
	some setting in input.default.settings
	setting.admits == "unknown"
}

unknown contains {"on": input.default.ref, "path": flag.path, "reason": lib.cannot_tell(name, flag)} if {
	input.default.is_service_default == true
	some name, flag in input.default.trust
	flag.value == null
}

# A file that does not say so can't contradict itself in it.
applicable contains input.tenant.ref if {
	input.default.is_service_default == true
}
