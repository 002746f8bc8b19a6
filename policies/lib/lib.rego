# What rules of every area share: whom they judge, and the words they say it in.
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

# No item of the list is this one.
lacks(items, item) if {
	items != null
	there := item in items
	there == false
}

# Direct connect that is known to let somebody in or out.
direct_connect_open(partner) := [setting |
	some setting in partner.direct_connect
	setting.admits in {"listed", "everybody"}
]

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
