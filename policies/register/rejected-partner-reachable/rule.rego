# METADATA
# title: A rejected partner is let in by the default
# description: >-
#   The register says rejected, suspended or ended, but the partner has no configuration of its own. The default applies
#   to it, and the default is open.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register, default]
#   partners: []
#   remediation: Add a partner configuration that blocks all four settings.
#   controls: []
package tenantlint.register.rejected_partner_reachable

import data.tenantlint.lib

fail contains finding if {
	input.default.open == true
	some entry in shut_out
	entry.configured == false
	finding := {
		"on": entry.ref,
		"path": "status",
		"message": sprintf("%s is %s in the register, but has no configuration of its own, and the default is open: %s", [entry.name, entry.status, lib.titles(input.default.opens)]),
		"related": [{"on": input.default.ref, "path": opening.path, "label": sprintf("%s is open by default", [opening.setting])} |
			some opening in input.default.opens
		],
	}
}

unknown contains {"on": entry.ref, "path": "status", "reason": reason} if {
	input.default.open != false
	some entry in shut_out
	entry.configured == null
	reason := sprintf("%s is %s, and whether it has a configuration of its own is unknown: the list of partners may not be complete", [entry.name, entry.status])
}

unknown contains {"on": entry.ref, "path": "status", "reason": reason} if {
	input.default.open == null
	some entry in shut_out
	entry.configured == false
	reason := sprintf("%s is %s and gets the default, and whether that is open is unknown: %s", [entry.name, entry.status, lib.titles(input.default.unclear)])
}

# The tenant itself may stand in a register that it shares with others.
shut_out contains entry if {
	some entry in input.register.entries
	entry.status in {"rejected", "suspended", "ended"}
	entry.tenant_id != input.tenant.id
	default_applies(entry)
}

# A tenant in another Microsoft cloud stays closed until it is added by id.
default_applies(entry) if entry.cloud == null

default_applies(entry) if entry.cloud == input.tenant.cloud

default_applies(_) if input.tenant.cloud == null
