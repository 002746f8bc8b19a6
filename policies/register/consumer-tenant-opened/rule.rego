# METADATA
# title: The tenant of private accounts is open beyond tenant restrictions
# description: >-
#   The entry for the tenant of private Microsoft accounts means something for tenant restrictions only. Its own settings
#   open collaboration, direct connect or user sync.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/tenant-restrictions-v2
#   description: Set up tenant restrictions v2
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Block the four settings for this tenant, and switch user sync off.
#   controls: []
package tenantlint.register.consumer_tenant_opened

fail contains finding if {
	some partner in judged
	some opening in partner.opens
	opening.origin == "own"
	finding := {
		"on": partner.ref,
		"path": opening.path,
		"message": sprintf("%s is the tenant of private Microsoft accounts, for which only tenant restrictions mean anything, but its own setting opens %s", [partner.name, opening.setting]),
		"expected": "nobody",
		"actual": opening.admits,
	}
}

unknown contains {"on": partner.ref, "path": opening.path, "reason": sprintf("%s unknown", [opening.setting])} if {
	some partner in judged
	some opening in partner.unclear
	opening.origin in {"own", "unknown"}
}

applicable contains partner.ref if {
	some partner in judged
}

judged := [partner | some partner in input.partners; partner.tenant_id == "9188040d-6c67-4c5b-b112-36a304b66dad"]
