# The domains whose users may be invited as guests.
package tenantlint.invitations

# The lists in force, each with its domains and where they stand. `unclear` names what the file does not tell.
lists := [list |
	some record in input.records.invitation_domains
	object.get(record.value, "isOrganizationDefault", null) in {true, null}
	list := {
		"ref": record.ref,
		"name": record.name,
		"allowed": domains(record, "AllowedDomains"),
		"blocked": domains(record, "BlockedDomains"),
		"unclear": array.concat(
			[path | some path in record.unclear; startswith(path, "definition")],
			[name | some name in ["definition"]; object.get(record.value, name, null) == null],
		),
	}
]

domains(record, name) := [{"name": lower(trim_space(domain)), "path": path} |
	blocks := object.get(record.value, "definition", null)
	is_array(blocks)
	some block, policy in blocks
	is_object(policy)
	place := ["B2BManagementPolicy", "InvitationsAllowedAndBlockedDomainsPolicy", name]
	listed := object.get(policy, place, null)
	is_array(listed)
	some at, domain in listed
	is_string(domain)
	path := sprintf("definition.%d.%s.%d", [block, concat(".", place), at])
]

names(found) := {domain.name | some domain in found}

# The domains that a register entry names.
of_entry(entry) := {lower(trim_space(domain)) | some domain in object.get(entry, ["terms", "domains"], [])}

# The domain is one of those, or below one of them.
within(domain, theirs) if domain in theirs

within(domain, theirs) if {
	some parent in theirs
	endswith(domain, concat("", [".", parent]))
}

# The tenant's own domains, as far as the export tells.
ours := {lower(domain.name) |
	some record in input.records.organization
	verified := object.get(record.value, "verifiedDomains", null)
	is_array(verified)
	some domain in verified
	is_object(domain)
	is_string(domain.name)
}
