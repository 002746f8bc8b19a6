# METADATA
# title: A partner's entry changes nothing
# description: Everything in the entry is inherited. Without it the same would be in force.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: info
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Write down for the partner what was agreed, or delete the entry.
#   controls: []
package tenantlint.entra.partner_without_effect

import data.tenantlint.lib

fail contains finding if {
	some partner in silent
	untold(partner) == []
	finding := {
		"on": partner.ref,
		"path": "",
		"message": sprintf("%s has an entry in which every setting is left to the default, so it changes nothing", [partner.name]),
	}
}

unknown contains {"on": partner.ref, "reason": reason} if {
	some partner in silent
	untold(partner) != []
	reason := sprintf("nothing known in its entry changes anything, but this is unknown: %s", [lib.list(untold(partner))])
}

applicable contains partner.ref if {
	some partner in input.partners
	weighs(partner)
}

# An entry that Microsoft made, one that is being prepared, and one that lets in another cloud have their use.
weighs(partner) if {
	lib.at_home(partner)
	partner.is_service_provider != true
	partner.in_multi_tenant_organization != true
	status(partner) != "proposed"
}

status(partner) := partner.register.status

status(partner) := null if partner.register == null

# Nothing of what is known is the partner's own. Consent and sync are off without an entry.
silent := [partner |
	some partner in input.partners
	every setting in partner.settings {
		setting.origin != "own"
	}
	every flag in partner.trust {
		flag.origin != "own"
	}
	every flag in array.concat([flag | some flag in partner.consent], [flag | some flag in partner.sync]) {
		flag.value != true
	}
	object.remove(partner.more, ["unclear"]) == {}
	weighs(partner)
]

# v1.0 of Graph knows no group sync, so that it is not told says nothing.
untold(partner) := array.concat(
	[setting.title | some setting in partner.settings; setting.origin == "unknown"],
	[flag.path | some flag in flags(partner); flag.value == null],
)

flags(partner) := array.concat(
	[flag | some flag in partner.trust],
	array.concat([flag | some flag in partner.consent], [partner.sync.users]),
)
