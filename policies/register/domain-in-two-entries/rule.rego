# METADATA
# title: Two register entries claim the same domain
# description: >-
#   A domain belongs to one tenant, and two entries of the register name it. One of them is wrong, and whoever looks a
#   partner up by its domain finds the wrong decision.
# related_resources:
# - ref: https://learn.microsoft.com/microsoftteams/trusted-organizations-external-meetings-chat
#   description: Manage external meetings and chat with people and organizations
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: []
#   remediation: Leave the domain with the tenant that has verified it.
#   controls: []
package tenantlint.register.domain_in_two_entries

fail contains finding if {
	some i, claim in claims
	i > 0
	before := claims[i - 1]
	before.domain == claim.domain
	finding := {
		"on": claim.ref,
		"path": "domains",
		"message": sprintf("%s and %s both have the domain %s in the register, but a domain belongs to one tenant", [before.name, claim.name, claim.domain]),
		"related": [{"on": before.ref, "path": "domains", "label": "the other claim"}],
	}
}

applicable contains input.tenant.ref if claims != []

# Sorted, so that claims to one domain stand side by side. An ended entry may have had the domain before.
claims := sort({{"domain": lower(trim_space(domain)), "name": entry.name, "ref": entry.ref} |
	some entry in input.register.entries
	entry.status != "ended"
	some domain in object.get(entry.terms, "domains", [])
})
