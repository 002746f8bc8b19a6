# Shared channels and who takes part in them, in the words that rules about them share.
package tenantlint.channels

# Channels that are ours, or may be.
hosted := [channel |
	some channel in input.inventory.channels
	channel.side != "incoming"
]

# Channels that another tenant hosts.
incoming := [channel |
	some channel in input.inventory.channels
	channel.side == "incoming"
]

# There is something to judge, or it is not told that there is nothing.
judged contains input.tenant.ref if input.inventory.channels != []

judged contains input.tenant.ref if input.inventory.gaps != []

# What is not told of the inventory as a whole, and of who gets into channels of ours.
untold := {{"on": gap.ref, "path": gap.path, "reason": gap.reason} | some gap in gaps}

gaps := {gap | some gap in input.inventory.gaps} | {gap |
	some channel in input.inventory.channels
	some gap in channel.gaps
}

title(channel) := sprintf("the shared channel \"%s\" of team \"%s\"", [channel.name, channel.team]) if channel.team != null

title(channel) := sprintf("the shared channel \"%s\"", [channel.name]) if channel.team == null

# "2 people of Fabrikam are in ...", or in a channel of theirs "people of ours are in ...".
presence(channel, outsider) := sprintf("%s of %s %s in %s", [crowd(outsider), outsider.name, are(outsider), title(channel)]) if channel.side != "incoming"

presence(channel, outsider) := sprintf("People of ours are in the shared channel \"%s\", which %s hosts", [channel.name, outsider.name]) if channel.side == "incoming"

are(outsider) := "is" if outsider.teams + outsider.members == 1

are(outsider) := "are" if outsider.teams + outsider.members != 1

crowd(outsider) := people(outsider.members) if outsider.teams == 0

crowd(outsider) := teams(outsider.teams) if {
	outsider.teams > 0
	outsider.members == 0
}

crowd(outsider) := sprintf("%s and %s", [teams(outsider.teams), people(outsider.members)]) if {
	outsider.teams > 0
	outsider.members > 0
}

people(count) := "1 person" if count == 1

people(count) := sprintf("%d people", [count]) if count != 1

teams(count) := "1 team" if count == 1

teams(count) := sprintf("%d teams", [count]) if count != 1

# The register approves the tenant.
vetted(outsider) if {
	outsider.register != null
	outsider.register.approved == true
}

# Why the tenant is not vetted.
unvetted(outsider) := "the register has no entry for it" if outsider.register == null

unvetted(outsider) := sprintf("the register has it as %s", [outsider.register.status]) if {
	outsider.register != null
	outsider.register.approved == false
}

# An approved tenant of our own family.
is_family(outsider) if {
	vetted(outsider)
	outsider.register.kind == "organisation"
}
