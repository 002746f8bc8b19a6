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
