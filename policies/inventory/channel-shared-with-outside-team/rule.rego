# METADATA
# title: A shared channel is shared with a whole team of another tenant
# description: >-
#   A team of another tenant was added to a shared channel: its owner there decides who gets in, and reviews here
#   don't list them.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/graph/api/sharedwithchannelteaminfo-list
#   description: List the teams that a channel is shared with
# custom:
#   level: warning
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [inventory]
#   partners: []
#   remediation: Take the team out of the channel and add the people who need it one by one.
#   controls: [ISO 27002:2022 5.18]
#   options:
#     agreedWords: {default: [team, teams], description: What `agreement.whoMayBeAdded` of the register says where whole teams may be added.}
package tenantlint.inventory.channel_shared_with_outside_team

import data.tenantlint.channels

fail contains finding if {
	some channel in channels.hosted
	some outsider in channel.outsiders
	outsider.teams > 0
	agreed(outsider) == false
	finding := {
		"on": outsider.ref,
		"path": outsider.path,
		"message": sprintf("%s of %s %s in %s: owners there decide who gets in, and an access review here does not list them", [
			channels.teams(outsider.teams), outsider.name, verb(outsider.teams), channels.title(channel),
		]),
		"expected": "people added one by one",
	}
}

unknown contains doubt if some doubt in channels.untold

applicable contains ref if some ref in channels.judged

verb(count) := "is" if count == 1

verb(count) := "are" if count != 1

# Teams of the own family, and those that the agreement lets in.
agreed(outsider) if channels.is_family(outsider)

else if {
	channels.vetted(outsider)
	words := {lower(word) | some word in input.options.agreedWords}
	lower(trim_space(object.get(outsider.register.terms, ["agreement", "whoMayBeAdded"], ""))) in words
} else := false
