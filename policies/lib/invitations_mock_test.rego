# Invitation domains for unit tests.
package tenantlint.invitations_mock

import data.tenantlint.mock

world(records, parts) := mock.world(object.union(
	{"records": {"invitation_domains": records, "organization": []}},
	parts,
))

list(domains, parts) := {
	"ref": "record:domains", "name": "list of invitation domains", "unclear": [],
	"value": object.union(
		{"definition": [{"B2BManagementPolicy": {"InvitationsAllowedAndBlockedDomainsPolicy": domains}}]},
		parts,
	),
}

# A register entry with these domains.
entry(domains, parts) := mock.entry(object.union({"terms": {"domains": domains}}, parts))

# An entry of each of these.
register(entries) := {"register": {"entries": entries}}
