# What two or more rules share.
package tenantlint.lib

# Whom a rule with `subjects: [partner, default]` judges.
judged := array.concat(input.partners, default_if_known)

default_if_known := [input.default | input.default != null]

# The default has no name of its own.
label(subject) := object.get(subject, "name", "The default")

# The partner has no entry in the register, or one that is not approved.
unapproved(partner) if partner.register == null

unapproved(partner) if partner.register.approved == false

# A group that neither an approved register entry nor the option `groups` of the rule names.
unapproved_group(assignment) if {
	assignment.approved == false
	unlisted(assignment)
	every group in input.options.groups {
		is_id(group) != assignment.by_name
	}
}

# Why it can't be told whether a group is approved. Ids are compared with ids only, names with names.
group_unknown(assignment) := sprintf("group %s: %s", [assignment.group, assignment.reason]) if {
	assignment.approved == null
	unlisted(assignment)
}

group_unknown(assignment) := sprintf("group %s: %s", [assignment.group, apart[assignment.by_name]]) if {
	assignment.approved == false
	unlisted(assignment)
	some group in input.options.groups
	is_id(group) == assignment.by_name
}

apart := {
	true: "the export shows it by its display name, the option `groups` has object ids; add the display name to it, or export with ids",
	false: "the export shows it by its object id, the option `groups` has display names; add the object id to it",
}

# The option `groups` does not name it.
unlisted(assignment) if {
	every group in input.options.groups {
		lower(trim_space(group)) != lower(trim_space(assignment.group))
	}
}

is_id(text) := regex.match("^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$", lower(trim_space(text)))

# Why it can't be told who holds a custom policy. Direct assignments to users are in no export.
holders_unknown(policy) := "who holds this policy is not in the export (Get-CsGroupPolicyAssignment)" if {
	policy.assignments == []
	input.tenant.present.assignments == false
}

holders_unknown(policy) := "no group holds this policy; whether users hold it directly is in no export" if {
	policy.assignments == []
	input.tenant.present.assignments == true
}

# Why a setting or flag can't be judged.
cannot_tell(title, thing) := sprintf("%s unknown", [title]) if thing.reason == null

cannot_tell(title, thing) := sprintf("%s unknown: %s", [title, thing.reason]) if thing.reason != null

# The titles of openings, to be read aloud.
titles(openings) := concat(", ", [opening.setting | some opening in openings])

# A list that may be long: its first three, and how many more.
list(items) := concat(", ", items) if count(items) <= 3

list(items) := sprintf("%s and %d more", [concat(", ", array.slice(items, 0, 3)), count(items) - 3]) if count(items) > 3

# -- Batch A: sections of the default beside its settings, in `more` --

# Whom one half of such a section lets in: nobody, somebody or unknown. `all` is the word for everyone or everything.
# Microsoft's own value, in a default that was never changed, is closed.
default_section_admits(section, half, all) := "nobody" if {
	default_section(section) == null
	input.default.is_service_default == true
} else := "unknown" if {
	default_section_unclear(section) != []
} else := "nobody" if {
	default_section_access(section, half) == "blocked"
	all in default_section_names(section, half)
} else := "somebody" if {
	default_section_access(section, half) in {"allowed", "blocked"}
	default_section_names(section, half) != set()
} else := "unknown"

# Null when it is not in the export, or null there.
default_section(section) := object.get(input.default.more, section, null)

default_section_access(section, half) := object.get(input.default.more, [section, half, "accessType"], null)

default_section_names(section, half) := {target.target |
	targets := object.get(input.default.more, [section, half, "targets"], null)
	is_array(targets)
	some target in targets
}

# What of it the export does not tell.
default_section_unclear(section) := [path |
	some path in object.get(input.default.more, "unclear", [])
	split(path, ".")[0] == section
]

# Why it can't be judged.
default_section_doubt(section) := sprintf("%s is not in the export, or null there", [section]) if {
	default_section(section) == null
}

default_section_doubt(section) := sprintf("%s can't be read in full", [section]) if {
	default_section(section) != null
}

# -- Sync and Microsoft 365: what an entry leaves out, and sections and records as written --

# No approved register entry gives the partner this token under `allow`.
without_leave(partner, _) if unapproved(partner)

without_leave(partner, token) if {
	partner.register.approved == true
	every given in partner.register.allow {
		given != token
	}
}

# A Microsoft 365 capability by one name: crossTenantMigration, m365:crossTenantMigration and m365:migration are the same.
capability(text) := trim_prefix(trim_prefix(lower(text), "m365:"), "crosstenant")

# Whom or what half a setting, as written, lets through: nobody, some, all or unknown. `word` stands for all of them.
reach(half, word) := "all" if {
	half.accessType == "allowed"
	word in words(half)
} else := "nobody" if {
	half.accessType == "blocked"
	word in words(half)
} else := "some" if {
	half.accessType in {"allowed", "blocked"}
	words(half) != []
	every name in words(half) {
		name != null
	}
} else := "unknown"

# A target that the file does not tell is null.
words(half) := [object.get({"item": item}, ["item", "target"], null) | some item in half.targets] if is_array(half.targets)

# Whom both halves together let through. Halves that contradict each other tell nothing.
reach_of_both(setting) := "nobody" if {
	halves(setting) == {"nobody"}
} else := "unknown" if {
	halves(setting) & {"nobody", "unknown"} != set()
} else := "somebody"

halves(setting) := {
	reach(object.get(setting, "usersAndGroups", null), "AllUsers"),
	reach(object.get(setting, "applications", null), "AllApplications"),
}

# Something at a path of a record, above it or below it, is unclear.
touches(unclear, path) if {
	some place in unclear
	startswith(concat("", [path, "."]), concat("", [place, "."]))
}

touches(unclear, path) if {
	some place in unclear
	startswith(concat("", [place, "."]), concat("", [path, "."]))
}

# -- Records that stand beside, and domains of partners (Teams, SharePoint) --

# What stands under a key; null when the file does not tell, and when it is null or absent.
said(record, key) := object.get(record.value, key, null)

# Why a switch of a record can't be judged.
unsaid(record, key) := sprintf("%s: %s is not in the export, or could not be read", [record.name, key])

is_global(record) if lower(record.name) == "global"

# A custom policy holds for whoever was given it, and no export says who that is.
weight(record) := {} if lower(record.name) == "global"

weight(record) := {"level": "info"} if lower(record.name) != "global"

# Global, and what the tenant made itself. Microsoft puts the others into every tenant, assigned to nobody.
own_policies(kind) := [record |
	some record in input.records[kind]
	object.get(shipped, trim_prefix(lower(record.name), "tag:"), null) == null
]

shipped := {
	"default": true, "allon": true, "alloff": true, "restrictedanonymousaccess": true,
	"restrictedanonymousnorecording": true, "kiosk": true, "federationandpicdefault": true, "federationonly": true,
	"nofederationandpic": true,
}

# What a list holds, in any of the ways that PowerShell writes one.
many(value) := [] if value == null

many(value) := value if is_array(value)

many(value) := [value] if is_object(value)

many(value) := [part | some part in regex.split(`[\s,;]+`, value); part != ""] if is_string(value)

# Domains of such a list in lower case: `a.example`, `Domain=a.example`, `{"Domain": "a.example"}`.
domains(value) := [domain |
	some item in many(value)
	regex.match(`^(Microsoft|System)\.`, bare(item)) == false
	domain := trim_prefix(lower(trim_space(bare(item))), "domain=")
	regex.match(`^[^\s=*:]+\.[^\s=*:]+$`, domain)
]

bare(item) := item if is_string(item)

bare(item) := written if {
	is_object(item)
	written := object.get(item, "Domain", "")
	is_string(written)
}

# The list holds something that is no domain: a wildcard, or the name of a type that a shallow export left.
unreadable(value) if count(domains(value)) != count(many(value))

# Domains of a list that belong to nobody: neither to an approved entry of the register, nor to the own organization, nor to
# the option `domains`. A subdomain belongs to whom the domain belongs.
strays(listed) := {domain |
	some given in listed
	domain := lower(given)
	lineage(domain) & settled == set()
}

settled := (approved_domains | own_domains) | agreed_domains

approved_domains := {lower(trim_space(domain)) |
	some entry in input.register.entries
	entry.approved == true
	some domain in object.get(entry, ["terms", "domains"], [])
}

own_domains := {lower(domain.name) |
	some record in input.records.organization
	some domain in many(said(record, "verifiedDomains"))
	is_string(domain.name)
}

agreed_domains := {lower(trim_space(domain)) | some domain in input.options.domains}

# The domain itself and all above it.
lineage(domain) := {above |
	parts := split(domain, ".")
	some index, _ in parts
	above := concat(".", array.slice(parts, index, count(parts)))
}

# What is wrong with a list of domains: one of an entry that is not approved, and those of nobody.
unvetted(title, listed) := {fault |
	some owner in refused_owners(strays(listed))
	fault := {
		"message": sprintf("%s names %s, and %s is %s in the register", [title, owner.domain, owner.entry.name, owner.entry.status]),
		"actual": owner.domain,
		"related": [{"on": owner.entry.ref, "path": "domains", "label": sprintf("the register says %s", [owner.entry.status])}],
	}
} | {fault |
	without_domains == []
	found := ownerless(listed)
	found != set()
	fault := {
		"message": sprintf("%s names domains that nobody in the register has: %s", [title, list(sort(found))]),
		"expected": "domains of approved partners",
		"actual": list(sort(found)),
	}
}

# Why it can't be told whose the domains are: they may be those of a partner whose entry names none.
undecided(listed) := reason if {
	without_domains != []
	found := ownerless(listed)
	found != set()
	reason := sprintf("whose these domains are is unknown: %s; add `domains` to the register entries of %s", [list(sort(found)), list(without_domains)])
}

ownerless(listed) := strays(listed) - {owner.domain | some owner in refused_owners(strays(listed))}

refused_owners(found) := [{"domain": domain, "entry": entry} |
	found != set()
	some entry in input.register.entries
	entry.approved == false
	some given in object.get(entry, ["terms", "domains"], [])
	some domain in found
	lower(trim_space(given)) in lineage(domain)
]

without_domains := sort([entry.name |
	some entry in input.register.entries
	entry.approved == true
	object.get(entry, ["terms", "domains"], []) == []
])

# -- Register: what an entry gives leave for, and what it records --

# No item of the list is this one.
lacks(items, item) if {
	every other in items {
		other != item
	}
}

# Direct connect that is known to let somebody in or out.
direct_connect_open(partner) := [setting |
	some setting in partner.direct_connect
	setting.admits in {"listed", "everybody"}
]

# The claims of a partner's devices, by the words of the register.
device_claims := {
	"compliantDevice": {"flag": "isCompliantDeviceAccepted", "title": "compliant devices"},
	"hybridJoined": {"flag": "isHybridAzureADJoinedDeviceAccepted", "title": "hybrid joined devices"},
}

# What the entry records there; null when it records nothing.
recorded(entry, path) := object.get(entry.terms, path, null)

# The entry is approved and records this, or the option `required` of the rule says that it must.
keeps(entry, path) if {
	entry.approved == true
	recorded(entry, path) != null
}

keeps(entry, _) if {
	entry.approved == true
	input.options.required == true
}

# -- Batch C: inheritance, clouds, what the register covers --

# The register puts the partner into another Microsoft cloud than ours.
abroad(partner) if {
	partner.register.cloud != null
	input.tenant.cloud != null
	partner.register.cloud != input.tenant.cloud
}

# Nothing says that the partner is in another Microsoft cloud.
at_home(partner) if partner.register == null

at_home(partner) if partner.register.cloud == null

at_home(partner) if partner.register.cloud == input.tenant.cloud

at_home(_) if input.tenant.cloud == null

# The setting lets somebody in or out.
opens(setting) if setting.admits in {"listed", "everybody"}

# What is in force is what the tenant's default says, or Microsoft's where the tenant never changed it.
inherits(thing) if thing.origin in {"inherited", "service-default"}

# An approved entry gives the partner this direction of direct connect. Without a register there is nothing to hold it against.
direct_connect_covered(partner, token) if {
	every uncovered in partner.direct_connect_uncovered {
		uncovered != token
	}
}

direct_connect_covered(_, _) if input.register == null

# The channel policy that decides about a switch, as a place to show.
deciding(switch) := [] if switch.on == null

deciding(switch) := [{"on": switch.on, "path": switch.path, "label": "Teams decides here"}] if switch.on != null
