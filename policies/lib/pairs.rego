# What rules on pairs of tenants share.
package tenantlint.pairs

# The register names evidence of the other side, and that tells nothing.
unseen contains {"on": pair.ref, "path": pair.unseen.path, "reason": reason} if {
	some pair in input.pairs
	pair.unseen != null
	reason := sprintf("what %s holds ready for us is not known: %s", [pair.name, pair.unseen.reason])
}

# Pairs of which the other side is not seen. Every rule on pairs is about them.
hidden := {said.on | some said in unseen}

# Further places of a finding on a pair.
places(pair, paths, label) := [{"on": pair.ref, "path": path, "label": label} | some path in paths]

# An approved entry of the register gives this leave.
gives(entry, token) if {
	entry != null
	entry.approved == true
	token in entry.allow
}

tokens := {"ours": "direct-connect-outbound", "theirs": "direct-connect-inbound"}

mirrored := {"ours": "direct-connect-inbound", "theirs": "direct-connect-outbound"}

# Every register that is here gives leave for direct connect in that direction.
direct_connect_agreed(pair, way) if {
	gives(pair.register, tokens[way.home.is])
	pair.by_evidence == true
}

direct_connect_agreed(pair, way) if {
	gives(pair.register, tokens[way.home.is])
	gives(pair.mirror, mirrored[way.home.is])
}
