# METADATA
# title: A partner in another cloud is opened by an entry that says nothing
# description: >-
#   Another Microsoft cloud stays shut until a partner of it is added by its id. From then on the tenant's default applies
#   to that partner wherever its entry says nothing, and the default is open.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-cloud-settings
#   description: Configure Microsoft cloud settings for B2B collaboration
# custom:
#   level: error
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   remediation: Write down for the partner what was agreed, for collaboration in both directions.
#   controls: []
package tenantlint.entra.cross_cloud_partner_opened_by_default

import data.tenantlint.lib

endpoints := {
	"commercial": "microsoftonline.com",
	"us-government": "microsoftonline.us",
	"china": "partner.microsoftonline.cn",
}

fail contains finding if {
	some partner in abroad
	some root in input.records.policy_root
	endpoints[partner.register.cloud] in root.value.allowedCloudEndpoints
	some setting in left_to_default(partner)
	lib.opens(setting)
	finding := {
		"on": partner.ref,
		"path": setting.path,
		"message": sprintf("%s lives in the %s cloud, and its entry says nothing about %s, so adding it opened that as far as the default goes", [partner.name, partner.register.cloud, setting.title]),
		"expected": "a setting of its own",
		"actual": setting.origin,
		"related": [{"on": root.ref, "path": "allowedCloudEndpoints", "label": "the cloud is let in here"}],
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in abroad
	some setting in left_to_default(partner)
	setting.admits == "unknown"
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": reason} if {
	some partner in abroad
	some setting in left_to_default(partner)
	reason := sprintf("whether the %s cloud is let in is unknown: %s", [partner.register.cloud, doubt])
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": reason} if {
	input.tenant.cloud == null
	some partner in input.partners
	partner.register.cloud != null
	some setting in left_to_default(partner)
	reason := sprintf("it lives in the %s cloud, and the config does not say in which cloud we are: write `cloud` there", [partner.register.cloud])
}

# The register need not name a cloud; without it nothing says that the partner is elsewhere.
applicable contains partner.ref if {
	some partner in input.partners
	partner.register.cloud != null
}

abroad := [partner | some partner in input.partners; lib.abroad(partner)]

# Collaboration that the partner's own entry does not close or open. Direct connect does not work across clouds.
left_to_default(partner) := [setting |
	some name in ["b2bCollaborationInbound", "b2bCollaborationOutbound"]
	setting := partner.settings[name]
	setting.origin != "own"
	setting.admits != "nobody"
]

doubt := "the export does not hold the root of the cross-tenant access policy" if {
	input.records.policy_root == []
} else := "allowedCloudEndpoints is not in the export, or could not be read" if {
	some root in input.records.policy_root
	untold(root)
}

untold(root) if object.get(root.value, "allowedCloudEndpoints", null) == null

untold(root) if {
	some path in root.unclear
	startswith(path, "allowedCloudEndpoints")
}
