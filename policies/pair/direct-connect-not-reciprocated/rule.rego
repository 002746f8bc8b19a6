# METADATA
# title: Direct connect is open on one side, and the other side does not answer it
# description: >-
#   One of two tenants lets people out to the other, or in from it, and the other side's settings let none of them through.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/microsoft-365/solutions/collaborate-teams-direct-connect
#   description: Collaborate with external participants in a shared channel
# custom:
#   level: error
#   scope: pair
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Open the side that is closed for the same group and Office365, or close the other one.
#   controls: []
package tenantlint.pair.direct_connect_not_reciprocated

import data.tenantlint.pairs

fail contains finding if {
	some pair in input.pairs
	some way in pair.ways
	connect := way.direct_connect
	some open, closed in {connect.out: connect["in"], connect["in"]: connect.out}
	open.is == "open"
	closed.is == "closed"
	finding := {
		"on": pair.ref,
		"path": closed.path,
		"paths": [closed.path, open.path],
		"level": level(pair, way),
		"message": sprintf("%s: %s, but %s", [pair.name, open.text, closed.text]),
		"expected": "open",
		"actual": "closed",
		"related": pairs.places(pair, [open.path], "open here"),
	}
}

fail contains finding if {
	some pair in input.pairs
	some way in pair.ways
	met := way.direct_connect.met
	met.is in {"apart", "other-groups"}
	finding := {
		"on": pair.ref,
		"path": met.paths[0],
		"paths": met.paths,
		"level": least(met.is, level(pair, way)),
		"message": sprintf("%s: direct connect from %s to %s is open on both sides, but %s", [pair.name, way.home.name, way.host.name, met.text]),
		"expected": "the same scope on both sides",
		"related": pairs.places(pair, array.slice(met.paths, 1, count(met.paths)), "the other side"),
	}
}

unknown contains said if some said in pairs.unseen

unknown contains {"on": pair.ref, "path": door.path, "reason": door.text} if {
	some pair in input.pairs
	some way in pair.ways
	some name in ["out", "in"]
	door := way.direct_connect[name]
	door.is == "unknown"
}

unknown contains {"on": pair.ref, "path": met.paths[0], "reason": met.text} if {
	some pair in input.pairs
	some way in pair.ways
	met := way.direct_connect.met
	met.is == "unknown"
}

applicable contains ref if some ref in pairs.hidden

applicable contains pair.ref if {
	some pair in input.pairs
	some way in pair.ways
	some name in ["out", "in"]
	way.direct_connect[name].is != "closed"
}

# It contradicts what was agreed; else one side may simply have closed it.
level(pair, way) := "error" if {
	pairs.direct_connect_agreed(pair, way)
} else := "warning"

# Who is in a group of each is in no export: some may get through.
least("other-groups", _) := "warning"

least("apart", given) := given
