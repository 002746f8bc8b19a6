# METADATA
# title: The internal pilot is open to outsiders
# description: >-
#   The tenant runs an internal pilot of shared channels, in which nobody outside takes part. Direct connect is open for a
#   partner, or a Teams policy lets some users invite outsiders or join shared channels of others.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/microsoftteams/teams-policies
#   description: Manage channel policies in Microsoft Teams
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   partners: [direct_connect]
#   remediation: Block direct connect for the partner and switch the policy off, or decide that the pilot is over and change `phase`.
#   controls: []
package tenantlint.teams.pilot_open_to_outsiders

import data.tenantlint.lib

may := {"sharing": "invite outsiders into shared channels", "joining": "join shared channels of others"}

# An open default is default-direct-connect-open's.
fail contains finding if {
	input.tenant.phase == "internal-pilot"
	some partner in input.partners
	some setting in partner.direct_connect
	setting.origin == "own"
	lib.opens(setting)
	finding := {
		"on": partner.ref,
		"path": setting.path,
		"message": sprintf("%s: %s is open, but the tenant runs an internal pilot, in which nobody outside takes part", [partner.name, setting.title]),
		"expected": "nobody",
		"actual": setting.admits,
	}
}

# What everyone may is told by teams-external-sharing-open and teams-external-joining-open.
fail contains finding if {
	input.tenant.phase == "internal-pilot"
	some name, what in may
	switch := input.teams[name]
	switch.open == "some"
	finding := {
		"on": switch.on,
		"path": switch.path,
		"level": "warning",
		"message": sprintf("Teams lets some users %s, but the tenant runs an internal pilot, in which nobody outside takes part", [what]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	input.tenant.phase == "internal-pilot"
	some partner in input.partners
	some setting in partner.direct_connect
	setting.origin in {"own", "unknown"}
	setting.admits == "unknown"
}

unknown contains {"on": input.tenant.ref, "reason": reason} if {
	input.tenant.phase == "internal-pilot"
	some name, what in may
	input.teams[name].open == "unknown"
	reason := sprintf("whether Teams lets anybody %s is unknown", [what])
}

applicable contains input.tenant.ref if input.tenant.phase == "internal-pilot"
