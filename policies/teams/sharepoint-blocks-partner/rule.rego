# METADATA
# title: SharePoint keeps out a partner that the register approves
# description: >-
#   An approved partner may take part in shared channels or come in as guests, but SharePoint shares with nobody outside, or
#   its list of domains leaves the partner out. The files of channels and teams live in SharePoint.
# related_resources:
# - ref: https://learn.microsoft.com/microsoft-365/solutions/collaborate-teams-direct-connect
#   description: Collaborate with external participants in a shared channel
# - ref: https://learn.microsoft.com/sharepoint/restricted-domains-sharing
#   description: Restrict sharing of SharePoint and OneDrive content by domain
# custom:
#   level: info
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register, sharepoint_sharing]
#   partners: [opens, unclear]
#   remediation: Let SharePoint share with guests, and let the list of domains that is in force pass the partner's domains.
#   controls: []
package tenantlint.teams.sharepoint_blocks_partner

import data.tenantlint.domains
import data.tenantlint.lib
import data.tenantlint.records

# The list that is in force, by the mode. ConvertTo-Json writes enums as numbers.
lists := {
	"AllowList": "SharingAllowedDomainList", "1": "SharingAllowedDomainList",
	"BlockList": "SharingBlockedDomainList", "2": "SharingBlockedDomainList",
}

fail contains finding if {
	some settings in input.records.sharepoint_sharing
	records.said(settings, "SharingCapability") in {"Disabled", 0}
	guests != []
	finding := {
		"on": settings.ref,
		"path": "SharingCapability",
		"message": sprintf("SharePoint shares with nobody outside, so %s, let in by us, can't get at files", [lib.list([guest.name | some guest in guests])]),
		"expected": "ExternalUserSharingOnly",
		"actual": "Disabled",
		"related": [place(guests[0])],
	}
}

fail contains finding if {
	some list in in_force
	some guest in guests
	verdict := shut_out(list, guest.domains)
	finding := {
		"on": list.on,
		"path": list.key,
		"message": sprintf("%s: %s, but SharePoint %s, so its people can't get at files", [guest.name, why(guest), verdict.text]),
		"expected": verdict.expected,
		"actual": verdict.actual,
		"related": [place(guest)],
	}
}

unknown contains {"on": settings.ref, "path": key, "reason": records.unsaid(settings, key)} if {
	some settings in judged
	some key in ["SharingCapability", "SharingDomainRestrictionMode"]
	records.said(settings, key) == null
	guests != []
}

unknown contains {"on": list.on, "path": list.key, "reason": sprintf("%s is empty, or could not be read in full", [list.key])} if {
	some list in in_force
	list.legible == false
	guests != []
}

unknown contains {"on": guest.on, "reason": "its register entry names no `domains` to look for in SharePoint"} if {
	in_force != []
	some guest in guests
	guest.domains == set()
}

unknown contains {"on": doubt.on, "path": doubt.path, "reason": doubt.reason} if {
	some settings in input.records.sharepoint_sharing
	restricts(settings)
	some doubt in doubtful
	may_block(settings, doubt.domains)
}

# Sharing is on, or not known to be off.
judged := [settings |
	some settings in input.records.sharepoint_sharing
	object.get({"Disabled": true, 0: true}, records.said(settings, "SharingCapability"), false) == false
]

guests := array.concat(participants, invited)

doors := ["b2bDirectConnectInbound", "b2bCollaborationInbound"]

# Approved partners that a setting in force lets in to where files are.
participants := [guest |
	some partner in input.partners
	partner.register.approved == true
	setting := open_doors(partner)[0]
	guest := {
		"id": partner.tenant_id, "name": partner.name, "domains": domains_of(partner.register),
		"on": partner.ref, "path": setting.path, "title": setting.title,
	}
]

open_doors(partner) := [setting |
	some name in doors
	setting := partner.settings[name]
	lib.opens(setting)
	to_files(setting)
]

taking_part := {guest.id | some guest in participants}

# Promised collaboration, and not let in already. An entry that is no partner of this tenant, in a register that several share,
# is the matter of approved-partner-not-configured.
invited := [guest |
	some entry in promised
	entry.configured == true
	guest := {
		"id": entry.tenant_id, "name": entry.name, "domains": domains_of(entry),
		"on": entry.ref, "path": "allow", "title": null,
	}
]

why(guest) := sprintf("%s is open", [guest.title]) if guest.title != null

why(guest) := "the register lets its people in as guests" if guest.title == null

place(guest) := {"on": guest.on, "path": guest.path, "label": label(guest)}

label(guest) := sprintf("%s is open here", [trim_prefix(guest.title, "inbound ")]) if guest.title != null

label(guest) := "collaboration-inbound is allowed here" if guest.title == null

promised := [entry |
	some entry in input.register.entries
	entry.approved == true
	entry.tenant_id != input.tenant.id
	"collaboration-inbound" in entry.allow
	{entry.tenant_id} & taking_part == set()
]

# Who may be let in, and why that is not known.
doubtful := array.concat(perhaps_open, perhaps_here)

let_in := {guest.id | some guest in guests}

perhaps_open := [doubt |
	some partner in input.partners
	partner.register.approved == true
	some name in doors
	setting := partner.settings[name]
	setting.admits == "unknown"
	{partner.tenant_id} & let_in == set()
	doubt := {
		"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting),
		"domains": domains_of(partner.register),
	}
]

perhaps_here := [doubt |
	some entry in promised
	entry.configured == null
	doubt := {
		"on": entry.ref, "path": "allow", "domains": domains_of(entry),
		"reason": "whether it has a configuration of its own is unknown: the list of partners may not be complete",
	}
]

# Where the files are: SharePoint itself, or what has it in it.
files := {"office365", "allmicrosoftapps", "allapplications", "00000003-0000-0ff1-ce00-000000000000"}

# Direct connect leads nowhere else.
to_files(setting) if setting.path == "b2bDirectConnectInbound"

to_files(setting) if {
	setting.applications.access == "allowed"
	setting.applications.all == true
}

to_files(setting) if {
	setting.applications.access == "allowed"
	named(setting) & files != set()
}

to_files(setting) if {
	setting.applications.access == "blocked"
	named(setting) & files == set()
}

named(setting) := {lower(target.id) | some target in setting.applications.targets}

domains_of(entry) := {lower(trim_space(domain)) | some domain in object.get(entry, ["terms", "domains"], [])}

# Lists that may keep somebody out.
in_force := [list |
	some settings in judged
	key := lists[sprintf("%v", [records.said(settings, "SharingDomainRestrictionMode")])]
	blocks_nobody(settings, key) == false
	written := records.said(settings, key)
	names := {domain | some domain in domains.of_list(written)}
	list := {
		"on": settings.ref, "key": key, "names": names,
		# A list in force has something on it, and nothing else than domains.
		"legible": [names == set(), count(domains.of_list(written)) == count(records.many(written))] == [false, true],
	}
]

# A block list that is known to be empty.
blocks_nobody(settings, key) if {
	key == "SharingBlockedDomainList"
	records.said(settings, key) == []
	every path in settings.unclear {
		split(path, ".")[0] != key
	}
} else := false

# Wildcards are not supported, so a domain is on the list as it is or not at all.
shut_out(list, theirs) := verdict if {
	list.key == "SharingAllowedDomainList"
	list.legible == true
	theirs != set()
	theirs & list.names == set()
	verdict := {
		"text": sprintf("allows none of its domains (%s)", [lib.list(sort(theirs))]),
		"expected": "one of its domains allowed", "actual": "other domains only",
	}
}

shut_out(list, theirs) := verdict if {
	list.key == "SharingBlockedDomainList"
	blocked := theirs & list.names
	blocked != set()
	verdict := {"text": sprintf("blocks %s", [lib.list(sort(blocked))]), "expected": "not blocked", "actual": "blocked"}
}

# It may shut somebody out.
restricts(settings) if may_block_all(settings)

restricts(settings) if {
	some list in in_force
	list.on == settings.ref
}

may_block_all(settings) if records.said(settings, "SharingCapability") in {"Disabled", 0, null}

may_block_all(settings) if records.said(settings, "SharingDomainRestrictionMode") == null

may_block(settings, _) if may_block_all(settings)

may_block(settings, theirs) if {
	some list in in_force
	list.on == settings.ref
	may_shut_out(list, theirs)
}

may_shut_out(list, _) if list.legible == false

may_shut_out(_, theirs) if theirs == set()

may_shut_out(list, theirs) if shut_out(list, theirs).actual != ""
