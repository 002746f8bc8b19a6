# METADATA
# title: Teams federation shuts out a partner of shared channels
# description: >-
#   Direct connect is open for an approved partner, but Teams federation is off, or its lists of domains shut the partner out.
#   Its people can't join meetings of a shared channel and show no presence there.
# related_resources:
# - ref: https://learn.microsoft.com/microsoft-365/solutions/collaborate-teams-direct-connect
#   description: Collaborate with external participants in a shared channel
# - ref: https://learn.microsoft.com/powershell/module/microsoftteams/set-cstenantfederationconfiguration
#   description: Set-CsTenantFederationConfiguration
# custom:
#   level: info
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register, federation]
#   partners: [direct_connect]
#   remediation: Add the partner's domains to the list of allowed domains, or take them off the list of blocked ones.
#   controls: []
package tenantlint.teams.federation_blocks_partner

import data.tenantlint.domains
import data.tenantlint.lib

switch := input.federation.settings.AllowFederatedUsers

allowed := input.federation.allowed_domains

allowed_names := {lower(domain) | some domain in allowed.domains}

fail contains finding if {
	switch.value == false
	names := [way.partner.name | some way in opened]
	names != []
	finding := {
		"on": input.federation.ref,
		"path": switch.path,
		"message": sprintf("Teams federation is off, while direct connect is open for %s: no meetings and no presence in their shared channels", [lib.list(names)]),
		"expected": "true",
		"actual": "false",
	}
}

fail contains finding if {
	switch.value != false
	allowed.mode in {"list", "none"}
	some way in opened
	way.domains != set()
	way.domains & allowed_names == set()
	finding := {
		"on": input.federation.ref,
		"path": allowed.path,
		"message": sprintf("%s: %s is open, but Teams federation allows none of its domains (%s): no meetings and no presence in its shared channels", [way.partner.name, way.setting.title, lib.list(sort(way.domains))]),
		"related": [place(way)],
	}
}

# The block list counts when all domains are allowed.
fail contains finding if {
	switch.value != false
	allowed.mode == "allow-all"
	some way in opened
	some domain in way.domains
	blocked(domain) == "yes"
	finding := {
		"on": input.federation.ref,
		"path": "BlockedDomains",
		"message": sprintf("%s: %s is open, but Teams federation blocks %s: no meetings and no presence in its shared channels", [way.partner.name, way.setting.title, domain]),
		"expected": "not blocked",
		"actual": domain,
		"related": [place(way)],
	}
}

unknown contains {"on": way.partner.ref, "reason": "its register entry names no `domains` to look for in Teams federation"} if {
	switch.value != false
	listed
	some way in opened
	way.domains == set()
}

unknown contains {"on": input.federation.ref, "reason": reason} if {
	switch.value != false
	allowed.mode == "allow-all"
	hidden
	some way in opened
	some domain in way.domains
	blocked(domain) != "yes"
	reason := "which domains are blocked is unknown: BlockedDomains is not in the export, or could not be read in full"
}

unknown contains {"on": input.federation.ref, "path": "BlockedDomains", "reason": reason} if {
	switch.value != false
	allowed.mode == "allow-all"
	some way in opened
	some domain in way.domains
	blocked(domain) == "unknown"
	reason := sprintf("whether %s is blocked is unknown: the domain above is, and BlockAllSubdomains is not in the export", [domain])
}

unknown contains {"on": input.federation.ref, "path": gap.path, "reason": gap.reason} if {
	opened != []
	some gap in untold
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	may_block
	some partner in input.partners
	partner.register.approved == true
	some setting in partner.direct_connect
	setting.admits == "unknown"
}

may_block if switch.value == false

may_block if allowed.mode != "allow-all"

untold contains {"path": allowed.path, "reason": "which domains are allowed is unknown"} if {
	switch.value != false
	allowed.mode == "unknown"
}

untold contains {"path": switch.path, "reason": lib.cannot_tell("AllowFederatedUsers", switch)} if switch.value == null

# There is a list to look for a partner's domains in.
listed if allowed.mode in {"list", "none"}

listed if {
	allowed.mode == "allow-all"
	block_list != []
}

block_list := domains.of_list(written)

written := object.get(input.federation, ["value", "BlockedDomains"], null)

hidden if object.get(input.federation, ["value", "BlockedDomains"], "absent") == "absent"

hidden if {
	some path in input.federation.unclear
	split(path, ".")[0] == "BlockedDomains"
}

hidden if domains.unreadable(written)

blocked(domain) := "yes" if {
	domain in block_list
} else := below if {
	parents := [above | some above in block_list; endswith(domain, concat("", [".", above]))]
	parents != []
	below := object.get({true: "yes", false: "no"}, object.get(input.federation, ["value", "BlockAllSubdomains"], null), "unknown")
} else := "no"

# Approved partners whose direct connect is open, each with one of the settings that open it, and its domains.
opened := [{"partner": partner, "setting": found[0], "domains": domains_of(partner.register)} |
	some partner in input.partners
	partner.register.approved == true
	found := lib.direct_connect_open(partner)
	found != []
]

domains_of(entry) := {lower(domain) | some domain in object.get(entry.terms, "domains", [])}

place(way) := {"on": way.partner.ref, "path": way.setting.path, "label": "direct connect is open here"}
