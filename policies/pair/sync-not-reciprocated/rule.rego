# METADATA
# title: Synchronization is let in, and the other tenant does not redeem for it
# description: >-
#   A tenant lets another one synchronize users or groups into it, and that one has no outbound automatic redemption, which
#   synchronization needs.
# related_resources:
# - ref: https://learn.microsoft.com/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview
#   description: What is cross-tenant synchronization
# - ref: https://learn.microsoft.com/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-configure
#   description: Configure cross-tenant synchronization
# custom:
#   level: info
#   scope: pair
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: []
#   remediation: Switch outbound automatic redemption on in the tenant that synchronizes, or synchronization off in the other.
#   controls: []
package tenantlint.pair.sync_not_reciprocated

import data.tenantlint.lib
import data.tenantlint.pairs

fail contains finding if {
	some pair in input.pairs
	some way in pair.ways
	let_in := synced(way, true)
	let_in != []
	way.home.consent.value == false
	places := [way.host.sync[name].path | some name in let_in]
	finding := {
		"on": pair.ref,
		"path": way.home.consent.path,
		"paths": array.concat([way.home.consent.path], places),
		"message": sprintf("%s: %s lets %s synchronize %s into it, and %s does not redeem outbound invitations automatically, so it can't work", [pair.name, way.host.name, way.home.name, concat(" and ", let_in), way.home.name]),
		"expected": "true",
		"actual": "false",
		"related": pairs.places(pair, places, "let in here"),
	}
}

unknown contains said if some said in pairs.unseen

unknown contains {"on": pair.ref, "path": flag.path, "reason": reason} if {
	some pair in input.pairs
	some way in pair.ways
	flag := way.home.consent
	flag.value == null
	array.concat(synced(way, true), synced(way, null)) != []
	reason := lib.cannot_tell(sprintf("outbound automatic redemption of %s", [way.home.name]), flag)
}

unknown contains {"on": pair.ref, "path": flag.path, "reason": reason} if {
	some pair in input.pairs
	some way in pair.ways
	way.home.consent.value != true
	synced(way, true) == []
	some name in synced(way, null)
	flag := way.host.sync[name]
	reason := lib.cannot_tell(sprintf("what %s synchronizes into %s: %s", [way.home.name, way.host.name, name]), flag)
}

applicable contains ref if some ref in pairs.hidden

applicable contains pair.ref if {
	some pair in input.pairs
	some way in pair.ways
	some flag in way.host.sync
	flag.value != false
}

# What of users and groups has that value.
synced(way, value) := [name |
	some name in ["users", "groups"]
	way.host.sync[name].value == value
]
