# Conditional Access policies for unit tests, and the world around them.
package tenantlint.conditional_access_mock

import data.tenantlint.mock

# Fabrikam comes in by direct connect; there is no default.
world(records, parts) := mock.world(object.union(
	{"records": {"conditional_access": records}, "partners": [mock.partner({"settings": mock.settings(open)})]},
	parts,
))

# Fabrikam, coming in by collaboration to all applications instead.
guests(parts) := mock.partner(object.union({"settings": mock.settings(collaboration)}, parts))

collaboration := mock.changed("b2bCollaborationInbound", "groups", {"applications": {"all": true}})

open := mock.one("b2bDirectConnectInbound", "groups")

# Enabled, and it asks every external user for MFA in every application, until `value` says otherwise.
policy(value) := {
	"ref": "record:ca", "name": "MFA for guests", "unclear": [],
	"value": object.union(
		{
			"state": "enabled",
			"conditions": {"users": users({}), "applications": {"includeApplications": ["All"]}},
			"grantControls": {"operator": "OR", "builtInControls": ["mfa"]},
		},
		value,
	),
}

users(parts) := object.union({"includeGuestsOrExternalUsers": external(all_types, "all", [])}, parts)

external(types, kind, members) := {
	"guestOrExternalUserTypes": types,
	"externalTenants": {"membershipKind": kind, "members": members},
}

all_types := "internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider"

# With other users.
for_users(parts) := policy({"conditions": {"users": users(parts)}})

fabrikam := "22222222-2222-4222-8222-222222222222"
