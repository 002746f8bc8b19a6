# Pairs for unit tests. Everything is closed, off and known on both sides until a test says otherwise.
package tenantlint.pairs_mock

import data.tenantlint.mock

world(list) := mock.world({"pairs": list})

pair(parts) := object.union(
	{
		"ref": "pair/0", "tenant_id": "22222222-2222-4222-8222-222222222222", "name": "Fabrikam",
		"by_evidence": false, "unseen": null, "register": mock.entry({}), "mirror": mock.entry({"name": "Contoso"}),
		"ways": [out({}), back({})],
	},
	parts,
)

# One of which evidence is named that tells nothing.
hidden := pair({
	"by_evidence": true, "mirror": null, "ways": [],
	"unseen": {"reason": "there is no such file", "path": "register.counterpart.evidence"},
})

# What every rule says of it.
not_seen := {{
	"on": "pair/0", "path": "register.counterpart.evidence",
	"reason": "what Fabrikam holds ready for us is not known: there is no such file",
}}

# A pair with this way from us to them.
going(parts) := pair({"ways": [out(parts), back({})]})

# A pair with this way from them to us.
coming(parts) := pair({"ways": [out({}), back(parts)]})

out(parts) := object.union(way("ours", "contoso", "theirs", "Fabrikam"), parts)

back(parts) := object.union(way("theirs", "Fabrikam", "ours", "contoso"), parts)

way(home, from, host, to) := {
	"home": {
		"is": home, "name": from,
		"consent": mock.flag(concat(".", [home, "automaticUserConsentSettings.outboundAllowed"]), false),
	},
	"host": {
		"is": host, "name": to,
		"consent": mock.flag(concat(".", [host, "automaticUserConsentSettings.inboundAllowed"]), false),
		"sync": {
			"users": mock.flag(concat(".", [host, "identitySynchronization.userSyncInbound.isSyncAllowed"]), false),
			"groups": mock.flag(concat(".", [host, "identitySynchronization.groupSyncInbound.isSyncAllowed"]), false),
		},
		"mfa_trust": mock.flag(concat(".", [host, "inboundTrust.isMfaAccepted"]), false),
	},
	"direct_connect": {"out": door(home, "Outbound", "closed"), "in": door(host, "Inbound", "closed"), "met": null},
}

door(side, direction, is) := {
	"is": is, "text": sprintf("%s direct connect of %s is %s", [lower(direction), side, is]),
	"path": sprintf("%s.b2bDirectConnect%s", [side, direction]),
}

# Direct connect of a way: what the one lets out, and the other in.
doors(home, one, host, other) := {"direct_connect": {
	"out": door(home, "Outbound", one), "in": door(host, "Inbound", other), "met": null,
}}

# Both open, and what comes of it.
met(home, host, is) := {"direct_connect": {
	"out": door(home, "Outbound", "open"), "in": door(host, "Inbound", "open"),
	"met": {"is": is, "text": "as the settings say", "paths": [
		sprintf("%s.b2bDirectConnectOutbound.usersAndGroups", [home]),
		sprintf("%s.b2bDirectConnectInbound.usersAndGroups", [host]),
	]},
}}
