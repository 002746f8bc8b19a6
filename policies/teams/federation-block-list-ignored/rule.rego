# METADATA
# title: Blocked domains have no effect beside a list of allowed domains
# description: >-
#   BlockedDomains names domains while AllowedDomains is a list, and then Teams ignores the block list.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-cstenantfederationconfiguration
#   description: Set-CsTenantFederationConfiguration
# custom:
#   level: info
#   scope: tenant
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [federation]
#   partners: []
#   remediation: Empty BlockedDomains, or allow all domains and block these.
#   controls: []
package tenantlint.teams.federation_block_list_ignored

import data.tenantlint.records

fail contains finding if {
	judged
	listed == true
	blocked != []
	finding := {
		"on": input.federation.ref,
		"path": "BlockedDomains",
		"message": "Blocked domains are ignored, because AllowedDomains is a list: whoever is not on that list is shut out already",
		"expected": "empty",
		"actual": sprintf("%d entries", [count(blocked)]),
		"related": [{"on": input.federation.ref, "path": input.federation.allowed_domains.path, "label": "this list is in force"}],
	}
}

unknown contains {"on": input.federation.ref, "path": input.federation.allowed_domains.path, "reason": "whether a list of allowed domains is in force is unknown"} if {
	judged
	input.federation.allowed_domains.mode == "unknown"
	blocked != []
}

unknown contains {"on": input.federation.ref, "path": "BlockedDomains", "reason": "which domains are blocked could not be read"} if {
	judged
	input.federation.allowed_domains.mode in {"list", "none", "unknown"}
	"BlockedDomains" in input.federation.unclear
}

unknown contains {"on": input.federation.ref, "path": "BlockedDomains", "reason": "which domains are blocked is not in the export"} if {
	judged
	input.federation.allowed_domains.mode in {"list", "none", "unknown"}
	object.get(input.federation.value, "BlockedDomains", "absent") == "absent"
}

applicable contains input.tenant.ref if {
	judged
	input.federation.allowed_domains.mode != "allow-all"
}

# With federation off no list counts.
judged if input.federation.settings.AllowFederatedUsers.value != false

listed := input.federation.allowed_domains.mode in {"list", "none"}

blocked := records.many(object.get(input.federation.value, "BlockedDomains", null))
