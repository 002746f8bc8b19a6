# METADATA
# title: Another Microsoft cloud is enabled, and no approved partner lives there
# description: The policy enables collaboration with another Microsoft cloud where the register has no approved partner.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-cloud-settings
#   description: Configure Microsoft cloud settings for B2B collaboration
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [policy_root, register]
#   partners: []
#   remediation: Take the cloud out of allowedCloudEndpoints, or enter the partner with its cloud in the register.
#   controls: [ASD Blueprint]
package tenantlint.entra.cloud_endpoint_unexpected

clouds := {
	"microsoftonline.com": "commercial",
	"microsoftonline.us": "us-government",
	"partner.microsoftonline.cn": "china",
}

partners := [entry |
	some entry in input.register.entries
	entry.approved == true
	entry.tenant_id != input.tenant.id
]

# Our own cloud, and those where an approved partner lives.
expected := array.concat([input.tenant.cloud], [entry.cloud | some entry in partners])

unplaced := count([1 | some entry in partners; entry.cloud == null])

# Enabled, not our own cloud, and without a partner that is known to live there.
vacant contains {"on": record.ref, "endpoint": endpoint, "cloud": cloud} if {
	some record in input.records.policy_root
	endpoints := object.get(record.value, "allowedCloudEndpoints", null)
	is_array(endpoints)
	some endpoint in endpoints
	cloud := clouds[endpoint]
	every known in expected {
		known != cloud
	}
}

fail contains {"on": one.on, "path": "allowedCloudEndpoints", "message": message, "actual": one.endpoint} if {
	input.tenant.cloud != null
	unplaced == 0
	some one in vacant
	message := sprintf("Collaboration with the %s cloud is enabled, and no approved partner lives there: it opens to each tenant there that is added, even without settings of its own", [one.cloud])
}

unknown contains {"on": one.on, "path": "allowedCloudEndpoints", "reason": reason} if {
	some one in vacant
	input.tenant.cloud == null
	reason := sprintf("%s is enabled, and in which cloud this tenant lives is not told: write `cloud` in the config", [one.endpoint])
}

unknown contains {"on": one.on, "path": "allowedCloudEndpoints", "reason": reason} if {
	some one in vacant
	unplaced > 0
	reason := sprintf("%s is enabled, and whether an approved partner lives there is unknown: without `cloud` in the register: %d", [one.endpoint, unplaced])
}

unknown contains {"on": record.ref, "path": "allowedCloudEndpoints", "reason": "which other clouds are enabled is not in the export"} if {
	some record in input.records.policy_root
	object.get(record.value, "allowedCloudEndpoints", null) == null
}

unknown contains {"on": record.ref, "path": path, "reason": "one of the clouds that are enabled can't be read"} if {
	some record in input.records.policy_root
	some path in record.unclear
	split(path, ".")[0] == "allowedCloudEndpoints"
	object.get(record.value, "allowedCloudEndpoints", null) != null
}
