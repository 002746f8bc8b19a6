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
	every group in input.options.groups {
		lower(group) != assignment.group
	}
}

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
