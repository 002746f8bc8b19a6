# METADATA
# title: Guests are shut out of Teams, but partners were promised collaboration
# description: >-
#   AllowGuestUser is off, while an approved register entry allows the partner to collaborate here as guests.
# related_resources:
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-csteamsclientconfiguration
#   description: Set-CsTeamsClientConfiguration
# custom:
#   level: info
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register, client_configuration]
#   partners: []
#   remediation: Switch AllowGuestUser on, or take collaboration-inbound out of the register.
#   controls: []
package tenantlint.teams.guest_access_off_for_partner

import data.tenantlint.lib
import data.tenantlint.records

fail contains finding if {
	some configuration in input.records.client_configuration
	records.said(configuration, "AllowGuestUser") == false
	promised != []
	finding := {
		"on": configuration.ref,
		"path": "AllowGuestUser",
		"message": sprintf("Teams shuts guests out, but the register allows inbound collaboration to %s", [lib.list([entry.name | some entry in promised])]),
		"expected": "true",
		"actual": "false",
		"related": [{"on": promised[0].ref, "path": "allow", "label": "collaboration-inbound is allowed here"}],
	}
}

unknown contains {"on": configuration.ref, "reason": records.unsaid(configuration, "AllowGuestUser")} if {
	some configuration in input.records.client_configuration
	records.said(configuration, "AllowGuestUser") == null
	promised != []
}

applicable contains input.tenant.ref if {
	promised != []
}

# The tenant itself may stand in a register that it shares with others.
promised := [entry |
	some entry in input.register.entries
	entry.approved == true
	"collaboration-inbound" in entry.allow
	entry.tenant_id != input.tenant.id
]
