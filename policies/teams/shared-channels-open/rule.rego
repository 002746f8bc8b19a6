# METADATA
# title: Shared channels are open to a tenant that the register does not cover
# description: >-
#   Entra and Teams together decide who takes part in shared channels. Together they let in, or out to, a tenant that no
#   approved register entry covers; or one of them is open and the other is one change away.
# related_resources:
# - ref: https://learn.microsoft.com/microsoft-365/solutions/collaborate-teams-direct-connect
#   description: Collaborate with external participants in a shared channel
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: [direct_connect_uncovered]
#   remediation: Close direct connect for whoever is not approved, and keep the Teams switches to the approved groups.
#   controls: []
package tenantlint.teams.shared_channels_open

import data.tenantlint.lib

# Our owners invite them in; our users join them out there.
ways := [
	{
		"setting": "b2bDirectConnectInbound", "switch": "sharing", "leave": "direct-connect-inbound",
		"may": "invite outsiders into shared channels",
	},
	{
		"setting": "b2bDirectConnectOutbound", "switch": "joining", "leave": "direct-connect-outbound",
		"may": "join shared channels of others",
	},
]

fail contains finding if {
	some door in doors
	door.admits in {"listed", "everybody"}
	switch := input.teams[door.way.switch]
	switch.open in {"everyone", "some"}
	finding := {
		"on": door.on,
		"path": door.path,
		"message": sprintf("Shared channels are open now to %s: %s is open, and Teams lets %s %s", [door.whom, door.title, holders[switch.open], door.way.may]),
		"related": lib.deciding(switch),
	}
}

fail contains finding if {
	some door in doors
	door.admits in {"listed", "everybody"}
	switch := input.teams[door.way.switch]
	switch.open == "nobody"
	finding := {
		"on": door.on,
		"path": door.path,
		"level": "warning",
		"message": sprintf("Shared channels are latent for %s: %s is open, and Teams is one policy change away from letting somebody %s", [door.whom, door.title, door.way.may]),
		"related": lib.deciding(switch),
	}
}

fail contains finding if {
	some way in ways
	switch := input.teams[way.switch]
	switch.open == "everyone"
	closed(way)
	finding := {
		"on": switch.on,
		"path": switch.path,
		"level": "info",
		"message": sprintf("Shared channels are latent: Teams lets everyone %s, so the day a partner is added it is live for all", [way.may]),
	}
}

unknown contains {"on": door.on, "path": door.path, "reason": reason} if {
	some door in doors
	door.admits in {"listed", "everybody"}
	input.teams[door.way.switch].open == "unknown"
	reason := sprintf("%s is open to %s, and whether Teams lets anyone %s is unknown", [door.title, door.whom, door.way.may])
}

unknown contains {"on": door.on, "path": door.path, "reason": lib.cannot_tell(door.title, door)} if {
	some door in doors
	door.admits == "unknown"
	input.teams[door.way.switch].open != "nobody"
}

unknown contains {"on": input.tenant.ref, "reason": "what direct connect admits by default is unknown: the export holds no default"} if {
	input.default == null
	some way in ways
	input.teams[way.switch].open != "nobody"
}

# Closed, and yet: with Teams open to everyone it would be one partner away.
unknown contains {"on": input.tenant.ref, "reason": reason} if {
	some way in ways
	input.teams[way.switch].open == "unknown"
	closed(way)
	reason := sprintf("direct connect is closed to whom the register does not cover, but whether Teams lets everyone %s is unknown", [way.may])
}

# Entra shuts out everybody whom the register does not cover.
closed(way) if {
	input.default.settings[way.setting].admits == "nobody"
	[door | some door in doors; door.way == way] == []
}

holders := {"everyone": "everyone", "some": "some users"}

# Whoever Entra does not shut out and the register does not cover.
doors contains door if {
	some way in ways
	setting := input.default.settings[way.setting]
	setting.admits != "nobody"
	door := {
		"way": way, "on": input.default.ref, "path": setting.path, "admits": setting.admits, "reason": setting.reason,
		"title": setting.title, "whom": "every organisation without a setting of its own",
	}
}

# A partner that merely inherits is said by the default.
doors contains door if {
	some partner in input.partners
	partner.direct_connect_uncovered != []
	some way in ways
	way.leave in partner.direct_connect_uncovered
	setting := partner.settings[way.setting]
	setting.admits != "nobody"
	setting.origin in {"own", "unknown"}
	door := {
		"way": way, "on": partner.ref, "path": setting.path, "admits": setting.admits, "reason": setting.reason,
		"title": setting.title, "whom": sprintf("%s, %s", [partner.name, gap(partner.register, way.leave)]),
	}
}

# Why the register does not cover a partner.
gap(null, _) := "which is missing from the register"

gap(entry, _) := sprintf("which is %s in the register", [entry.status]) if entry.approved == false

gap(entry, leave) := sprintf("whose register entry does not allow %s", [leave]) if entry.approved == true
