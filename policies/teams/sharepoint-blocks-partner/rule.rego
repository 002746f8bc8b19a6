# METADATA
# title: SharePoint shuts out a partner of shared channels
# description: >-
#   Inbound direct connect is open for an approved partner, but SharePoint shares with nobody outside, or its list of
#   domains leaves the partner out. The files of a shared channel live in SharePoint.
# related_resources:
# - ref: https://learn.microsoft.com/microsoft-365/solutions/collaborate-teams-direct-connect
#   description: Collaborate with external participants in a shared channel
# custom:
#   level: info
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register, sharepoint_sharing]
#   partners: [direct_connect]
#   remediation: Let SharePoint share with guests, and name the partner's domains in the list that is in force.
#   controls: []
package tenantlint.teams.sharepoint_blocks_partner

import data.tenantlint.lib

# ConvertTo-Json writes enums as numbers.
off := {"Disabled", 0}

lists := [
	{"modes": {"AllowList", 1}, "path": "SharingAllowedDomainList"},
	{"modes": {"BlockList", 2}, "path": "SharingBlockedDomainList"},
]

fail contains finding if {
	some record in input.records.sharepoint_sharing
	record.value.SharingCapability in off
	guests != []
	finding := {
		"on": record.ref,
		"path": "SharingCapability",
		"message": sprintf("SharePoint shares with nobody outside, while inbound direct connect is open for %s: no files in shared channels for them", [lib.list([guest.partner.name | some guest in guests])]),
		"expected": "ExternalUserSharingOnly",
		"actual": "Disabled",
	}
}

fail contains finding if {
	some record in input.records.sharepoint_sharing
	untold(record) == []
	some guest in guests
	verdict := shut_out(record.value, domains_of(guest.partner))
	finding := {
		"on": record.ref,
		"path": "SharingDomainRestrictionMode",
		"message": sprintf("%s: %s is open, but SharePoint %s: no files in shared channels for it", [guest.partner.name, guest.setting.title, verdict]),
		"related": [{"on": guest.partner.ref, "path": guest.setting.path, "label": "direct connect is open here"}],
	}
}

unknown contains {"on": record.ref, "path": key, "reason": sprintf("%s is not in the export, or could not be read", [key])} if {
	guests != []
	some record in input.records.sharepoint_sharing
	some key in untold(record)
}

unknown contains {"on": guest.partner.ref, "reason": "its register entry names no `domains` to look for in SharePoint"} if {
	some record in input.records.sharepoint_sharing
	in_force(record.value).path != "SharingDomainRestrictionMode"
	some guest in guests
	domains_of(guest.partner) == set()
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	partner.register.approved == true
	setting := partner.settings.b2bDirectConnectInbound
	setting.admits == "unknown"
}

guests := [{"partner": partner, "setting": setting} |
	some partner in input.partners
	partner.register.approved == true
	setting := partner.settings.b2bDirectConnectInbound
	lib.opens(setting)
]

# The list that holds, or the mode itself when none does.
in_force(value) := list if {
	some list in lists
	value.SharingDomainRestrictionMode in list.modes
} else := {"path": "SharingDomainRestrictionMode"}

shut_out(value, domains) := "allows none of its domains" if {
	value.SharingDomainRestrictionMode in lists[0].modes
	domains != set()
	domains & listed(value.SharingAllowedDomainList) == set()
}

shut_out(value, domains) := sprintf("blocks %s", [lib.list(sort(blocked))]) if {
	value.SharingDomainRestrictionMode in lists[1].modes
	blocked := domains & listed(value.SharingBlockedDomainList)
	blocked != set()
}

# A list, or one text joined by blanks.
listed(value) := {lower(domain) | some domain in value; is_string(domain)} if is_array(value)

listed(value) := {lower(domain) | some domain in split(value, " ")} if is_string(value)

# What the rule reads and is not told.
untold(record) := [key |
	some key in {"SharingCapability", "SharingDomainRestrictionMode", in_force(record.value).path}
	hidden(record, key)
]

hidden(record, key) if object.get(record.value, key, null) == null

hidden(record, key) if {
	some path in record.unclear
	startswith(path, key)
}

domains_of(partner) := {lower(domain) | some domain in object.get(partner.register.terms, "domains", [])}
