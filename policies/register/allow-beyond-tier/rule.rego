# METADATA
# title: A register entry allows more than its tier grants
# description: >-
#   The entry lists a direction or a trust under `allow` that its tier does not grant, so the register contradicts itself
#   and nobody can tell what was agreed.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: []
#   remediation: Take it out of allow, or give the entry a tier that grants it.
#   controls: [ISO 27002:2022 5.20]
package tenantlint.register.allow_beyond_tier

import data.tenantlint.lib

# What grants a token: one of these words under this key of the tier.
grants := {
	"collaboration-inbound": {"key": "directions", "words": ["inbound"]},
	"collaboration-outbound": {"key": "directions", "words": ["outbound"]},
	"direct-connect-inbound": {"key": "directions", "words": ["inbound"]},
	"direct-connect-outbound": {"key": "directions", "words": ["outbound"]},
	"mfa-trust": {"key": "trust", "words": ["mfa"]},
	"device-trust": {"key": "trust", "words": ["compliantDevice", "hybridJoined"]},
}

fail contains finding if {
	some entry in graded
	refused[entry.tier] != set()
	beyond := [token | some token in entry.allow; token in refused[entry.tier]]
	beyond != []
	finding := {
		"on": entry.ref,
		"path": "allow",
		"message": sprintf("The register entry of %s allows what its tier %s does not grant: %s", [entry.name, entry.tier, concat(", ", beyond)]),
		"related": [{"on": entry.ref, "path": "tier", "label": "the tier"}],
	}
}

applicable contains input.tenant.ref if graded != []

# The tenant itself may stand in a register that it shares with others.
graded := [entry |
	some entry in input.register.entries
	entry.approved == true
	entry.tenant_id != input.tenant.id
	entry.tier_terms != null
]

# What each tier does not grant. There are few tiers, and many entries.
refused := {tier: {token | some token, grant in grants; not_granted(terms, grant)} | some tier, terms in tiers}

tiers := {entry.tier: entry.tier_terms | some entry in graded}

# A tier that says nothing about directions, or about trust, does not narrow them.
not_granted(tier, grant) if {
	every word in grant.words {
		lib.lacks(tier[grant.key], word)
	}
}
