# Lists of domains (Teams, SharePoint), held against those of the register.
package tenantlint.domains

import data.tenantlint.lib
import data.tenantlint.records

# Domains of such a list in lower case: `a.example`, `Domain=a.example`, `{"Domain": "a.example"}`.
of_list(value) := [domain |
	some item in records.many(value)
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
unreadable(value) if count(of_list(value)) != count(records.many(value))

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
	some domain in records.many(records.said(record, "verifiedDomains"))
	is_string(domain.name)
} | registered_as_ours

# The tenant itself may stand in a register that it shares with others.
registered_as_ours := {lower(trim_space(domain)) |
	some entry in input.register.entries
	entry.tenant_id == input.tenant.id
	some domain in object.get(entry, ["terms", "domains"], [])
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
		"message": sprintf("%s names domains that nobody in the register has: %s", [title, lib.list(sort(found))]),
		"expected": "domains of approved partners",
		"actual": lib.list(sort(found)),
	}
}

# Why it can't be told whose the domains are: they may be those of a partner whose entry names none.
undecided(listed) := reason if {
	without_domains != []
	found := ownerless(listed)
	found != set()
	reason := sprintf("whose these domains are is unknown: %s; add `domains` to the register entries of %s", [lib.list(sort(found)), lib.list(without_domains)])
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
	entry.tenant_id != input.tenant.id
	object.get(entry, ["terms", "domains"], []) == []
])
