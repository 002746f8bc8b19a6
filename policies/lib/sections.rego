# Halves of settings as written: those of the default in `more`, and those of records that stand beside.
package tenantlint.sections

# Whom one half of such a section lets in: nobody, somebody or unknown. `all` is the word for everyone or everything.
# Microsoft's own value, in a default that was never changed, is closed.
default_admits(section, half, all) := "nobody" if {
	of_default(section) == null
	input.default.is_service_default == true
} else := "unknown" if {
	default_unclear(section) != []
} else := "nobody" if {
	default_access(section, half) == "blocked"
	all in default_targets(section, half)
} else := "somebody" if {
	default_access(section, half) in {"allowed", "blocked"}
	default_targets(section, half) != set()
} else := "unknown"

# Null when it is not in the export, or null there.
of_default(section) := object.get(input.default.more, section, null)

default_access(section, half) := object.get(input.default.more, [section, half, "accessType"], null)

default_targets(section, half) := {target.target |
	targets := object.get(input.default.more, [section, half, "targets"], null)
	is_array(targets)
	some target in targets
}

# What of it the export does not tell.
default_unclear(section) := [path |
	some path in object.get(input.default.more, "unclear", [])
	split(path, ".")[0] == section
]

# Why it can't be judged.
default_doubt(section) := sprintf("%s is not in the export, or null there", [section]) if {
	of_default(section) == null
}

default_doubt(section) := sprintf("%s can't be read in full", [section]) if {
	of_default(section) != null
}

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
