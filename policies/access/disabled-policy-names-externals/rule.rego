# METADATA
# title: A disabled policy names external users
# description: >-
#   A Conditional Access policy was made for guests or external users and is switched off, so it reads like a protection
#   and does nothing.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy
#   description: conditionalAccessPolicy resource type
# - ref: https://learn.microsoft.com/graph/api/resources/conditionalaccessguestsorexternalusers
#   description: conditionalAccessGuestsOrExternalUsers resource type
# custom:
#   level: info
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [conditional_access]
#   partners: []
#   remediation: Enable the policy, or delete it.
#   controls: []
package tenantlint.access.disabled_policy_names_externals

import data.tenantlint.conditional_access as access
import data.tenantlint.sections

fail contains finding if {
	some record in input.records.conditional_access
	record.value.state == "disabled"
	made_for_externals(record)
	finding := {
		"on": record.ref,
		"path": "state",
		"message": sprintf("`%s` is about guests or external users and is disabled, so it does nothing", [record.name]),
		"expected": "enabled, or no such policy",
		"actual": "disabled",
	}
}

unknown contains {"on": record.ref, "path": "state", "reason": reason} if {
	some record in input.records.conditional_access
	object.get(record.value, "state", null) == null
	reason := sprintf("whether `%s` is enabled is unknown", [record.name])
}

unknown contains {"on": record.ref, "path": "conditions.users", "reason": reason} if {
	some record in input.records.conditional_access
	record.value.state == "disabled"
	sections.touches(record.unclear, "conditions.users")
	reason := sprintf("whom `%s` is about is unknown", [record.name])
}

made_for_externals(record) if "GuestsOrExternalUsers" in access.items(record, ["conditions", "users", "includeUsers"])

made_for_externals(record) if access.kinds(record, "include") - {"", "none"} != set()
