# Inputs for unit tests. Everything is closed, known and approved until a test says otherwise.
package tenantlint.mock

world(parts) := object.union(nothing, parts)

nothing := {
	"tenant": {
		"ref": "tenant", "name": "contoso", "id": "11111111-1111-4111-8111-111111111111", "cloud": "commercial",
		"phase": "selected-partners", "as_of": "2026-11-01", "partner_count": 1, "cut": [],
		"present": {
			"default": true, "partners": true, "register": true, "policies": true, "assignments": true,
			"federation": true, "subscribed_sku": false,
		},
	},
	"default": null,
	"partners": [],
	"policies": [],
	"teams": {"creation": switch("unknown", null), "sharing": switch("unknown", null), "joining": switch("unknown", null)},
	"federation": null,
	"register": {"entries": []},
	"inventory": null,
	"activity": null,
	"guests": null,
	"pairs": [],
	"changes": [],
	"options": {},
}

# A change of a review: a partner's own setting opens, and nothing gives leave for it.
change(parts) := object.union(
	{
		"ref": "change/0", "about": "partner", "name": "Fabrikam", "setting": "b2bDirectConnectInbound",
		"title": "inbound direct connect", "kind": "opened", "adds": true, "cause": "own",
		"before": {"is": "nobody", "text": "nobody"}, "after": {"is": "everybody", "text": "everybody to Office365"},
		"needs_cover": true, "covered_by": null, "inheriting": [], "perhaps_inheriting": [],
	},
	parts,
)

# What a change is that does not open, or of which that can't be told.
closing := {"kind": "closed", "adds": false}

untold := {"kind": "unknown", "adds": false, "after": {"is": "unknown", "text": "unknown: not exported"}}

# -- Entra --

titles := {
	"b2bCollaborationInbound": "inbound collaboration",
	"b2bCollaborationOutbound": "outbound collaboration",
	"b2bDirectConnectInbound": "inbound direct connect",
	"b2bDirectConnectOutbound": "outbound direct connect",
	"tenantRestrictions": "tenant restrictions",
}

directions := {
	"b2bCollaborationInbound": "inbound",
	"b2bCollaborationOutbound": "outbound",
	"b2bDirectConnectInbound": "inbound",
	"b2bDirectConnectOutbound": "outbound",
}

admits := {"closed": "nobody", "groups": "listed", "users": "listed", "everybody": "everybody", "unknown": "unknown"}

accesses := {"closed": "blocked", "groups": "allowed", "users": "allowed", "everybody": "allowed", "unknown": null}

reasons := {"unknown": "the export does not carry it"}

beyond := {"unknown": null}

# A setting of that scope, as the subject's own.
setting(name, scope) := {
	"path": name,
	"title": titles[name],
	"direction": object.get(directions, name, null),
	"origin": "own",
	"admits": admits[scope],
	"scope": scope,
	"reason": object.get(reasons, scope, null),
	"users": {"path": concat(".", [name, "usersAndGroups"]), "access": accesses[scope], "all": scope == "everybody", "ids": [], "by_name": [], "repeated": [], "targets": []},
	"applications": {"path": concat(".", [name, "applications"]), "access": accesses[scope], "all": false, "ids": [], "by_name": [], "repeated": [], "targets": []},
	"applications_beyond": object.get(beyond, scope, []),
	"block_list": null,
	"defects": [],
}

# A setting changed by `parts`, as `settings` wants it.
changed(name, scope, parts) := {name: object.union(setting(name, scope), parts)}

# One setting of that scope, as `settings` wants it.
one(name, scope) := {name: setting(name, scope)}

settings(parts) := object.union({name: setting(name, "closed") | some name, _ in titles}, parts)

# What a half of a setting says of its targets.
half(targets) := {
	"targets": targets,
	"ids": [item.id | some item in targets],
	"by_name": [item.id | some item in targets; object.get(item, "by_name", false) == true],
}

target(id, parts) := object.union(
	{
		"path": "b2bDirectConnectInbound.usersAndGroups.targets.0.target", "id": id, "type": "group",
		"by_name": false, "fault": null, "reason": null, "shared_with": [], "guests": null,
	},
	parts,
)

opening(name) := {
	"setting": titles[name], "path": name, "direction": directions[name], "admits": "everybody", "origin": "own",
}

flag(path, null) := {"value": null, "origin": "unknown", "path": path, "reason": "the export does not carry it"}

flag(path, value) := {"value": value, "origin": "own", "path": path, "reason": null} if value != null

# What the register does not cover, as the host works it out for direct connect.
uncovered(null) := ["direct-connect-inbound", "direct-connect-outbound"]

uncovered(entry) := ["direct-connect-inbound", "direct-connect-outbound"] if entry.approved == false

uncovered(entry) := [] if {
	entry.approved == true
	entry.allow == []
}

uncovered(entry) := [token |
	some token in ["direct-connect-inbound", "direct-connect-outbound"]
	every given in entry.allow {
		given != token
	}
] if {
	entry.approved == true
	entry.allow != []
}

partner(parts) := with_lists(object.union(
	{
		"direct_connect_uncovered": uncovered(object.get(parts, "register", entry({}))),
		"ref": "partner:fabrikam",
		"tenant_id": "22222222-2222-4222-8222-222222222222",
		"name": "Fabrikam",
		"settings": settings({}),
		"trust": trust(false),
		"consent": {
			"inbound": flag("automaticUserConsentSettings.inboundAllowed", false),
			"outbound": flag("automaticUserConsentSettings.outboundAllowed", false),
		},
		"sync": {
			"users": flag("identitySynchronization.userSyncInbound.isSyncAllowed", false),
			"groups": flag("identitySynchronization.groupSyncInbound.isSyncAllowed", false),
		},
		"opens": [], "open": false, "unclear": [], "comes_in": false,
		"is_service_provider": false, "in_multi_tenant_organization": false, "tenant_id_valid": true, "twins": [],
		"register": entry({}),
	},
	parts,
))

fallback(parts) := with_lists(object.union(
	{
		"ref": "default", "is_service_default": false,
		"settings": settings({}),
		"trust": trust(false),
		"consent": {
			"inbound": flag("automaticUserConsentSettings.inboundAllowed", false),
			"outbound": flag("automaticUserConsentSettings.outboundAllowed", false),
		},
		"opens": [], "open": false, "unclear": [], "comes_in": false,
	},
	parts,
))

# The lists of settings that the host draws up, from the settings of the mock.
with_lists(subject) := object.union(subject, {
	"direct_connect": [written |
		some name in ["b2bDirectConnectInbound", "b2bDirectConnectOutbound"]
		written := subject.settings[name]
		written.admits != "nobody"
	],
	"faulty": [written |
		some written in subject.settings
		written.origin in {"own", "unknown"}
		faulty(written)
	],
})

faulty(written) if written.defects != []

faulty(written) if written.block_list != null

faulty(written) if written.admits == "unknown"

faulty(written) if array.concat(written.users.repeated, written.applications.repeated) != []

trust(value) := {name: flag(concat(".", ["inboundTrust", name]), value) |
	some name in ["isMfaAccepted", "isCompliantDeviceAccepted", "isHybridAzureADJoinedDeviceAccepted"]
}

entry(parts) := object.union(
	{
		"ref": "register:fabrikam",
		"tenant_id": "22222222-2222-4222-8222-222222222222",
		"name": "Fabrikam",
		"status": "approved", "approved": true,
		"tier": null, "owner": null, "kind": "partner", "cloud": null,
		"allow": [],
		"groups": {"ours": [], "theirs": [], "names": {"ours": [], "theirs": []}},
		"agreement": {
			"state": "current", "reference": "DPA-1", "expires": "2027-06-30", "days_left": 241, "path": "agreement.expires",
		},
		"configured": true,
	},
	parts,
)

# -- Teams --

switch(open, on) := {"open": open, "on": on, "path": "AllowChannelSharingToExternalUser"}

policy(parts) := object.union(
	{
		"ref": "policy:global", "identity": "Global", "name": "Global", "is_global": true, "is_template": false,
		"settings": {name: flag(name, false) |
			some name in [
				"AllowSharedChannelCreation", "AllowChannelSharingToExternalUser",
				"AllowUserToParticipateInExternalSharedChannel",
			]
		},
		"assignments": [],
	},
	parts,
)

custom(parts) := policy(object.union(
	{"ref": "policy:pilot", "identity": "Tag:Pilot", "name": "Pilot", "is_global": false},
	parts,
))

assignment(group, approved) := {
	"group": group, "by_name": false, "rank": 1, "approved": approved, "reason": null,
	"path": concat(".", ["assignments", group]),
}

# A group known by its name only.
named(group, approved) := object.union(assignment(group, approved), {"by_name": true})

# One of which it can't be told.
doubtful(group) := object.union(named(group, null), {"reason": "add its name"})

federation(parts) := object.union(
	{
		"ref": "federation",
		"settings": {name: flag(name, false) |
			some name in ["AllowFederatedUsers", "AllowTeamsConsumer", "AllowTeamsConsumerInbound"]
		},
		"allowed_domains": {"mode": "list", "domains": ["fabrikam.example"], "path": "AllowedDomains"},
		"value": {"BlockedDomains": []}, "unclear": [],
	},
	parts,
)

# -- Shared channels --

inventory(parts) := object.union({"channels": [], "gaps": [], "incoming_reason": null}, parts)

# A tenant with these channels and nothing else.
channels(list) := world({"inventory": inventory({"channels": list})})

# A channel of ours.
channel(parts) := object.union(
	{
		"ref": "record:inventory", "path": "teams.0.channels.0", "name": "Bids", "team": "Harbour", "side": "hosted",
		"shared": true, "archived": false, "labelled": true, "label": null, "members": 4, "teams": 0, "owners": 2, "outsiders": [],
		"gaps": [],
	},
	parts,
)

# A channel that another tenant hosts.
incoming(parts) := channel(object.union(
	{"path": "teams.0.incomingChannels.0", "side": "incoming", "members": null, "teams": null, "owners": null},
	parts,
))

outsider(parts) := object.union(
	{
		"ref": "record:inventory", "path": "teams.0.channels.0.allMembers.2",
		"tenant_id": "22222222-2222-4222-8222-222222222222", "name": "Fabrikam", "register": entry({"terms": {}}),
		"members": 2, "teams": 0, "inbound": "listed", "outbound": "listed", "outlived": null, "idle": null, "team_idle": null,
		"outside_group": null, "outside_reason": null,
	},
	parts,
)

gap := {"ref": "record:inventory", "path": "teams.0.channels.0.allMembers", "reason": "not told"}

# What a rule says of it.
not_told := {{"on": "record:inventory", "path": "teams.0.channels.0.allMembers", "reason": "not told"}}

# -- Activity --

flow(parts) := object.union({"sign_ins": 40, "failures": 2, "users": 4, "active_days": 12, "direct_connect": true}, parts)

none := {"sign_ins": 0, "failures": 0, "users": 0, "active_days": 0, "direct_connect": false}

traffic(parts) := object.union(
	{
		"ref": "record:sign-in", "path": "", "tenant_id": "22222222-2222-4222-8222-222222222222", "name": "Fabrikam",
		"register": entry({}), "configured": true, "inbound": flow({}), "outbound": none,
	},
	parts,
)

activity(parts) := object.union(
	{"tenants": [], "days": 100, "ended_days_ago": 1, "non_interactive": true, "unplaced": 0, "partial": false, "reason": null},
	parts,
)

# -- Guests --

guests(parts) := object.union(
	{"domains": [], "untold": 0, "partial": false, "reason": null, "nameless_partners": 0},
	parts,
)
