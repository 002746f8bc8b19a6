# METADATA
# title: A shared channel has people of a tenant that nobody vetted
# description: >-
#   People or teams of another tenant are in a shared channel of ours, or people of ours in one of theirs, and the
#   register does not approve that tenant.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/channel-list-allmembers
#   description: List everybody who gets into a channel
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register, inventory]
#   partners: []
#   remediation: Take the people and teams of that tenant out of the channel, or vet the tenant and record it in the register.
#   controls: [ISO 27002:2022 5.18, ISO 27002:2022 5.19]
package tenantlint.inventory.channel_tenant_unvetted

import data.tenantlint.channels

fail contains finding if {
	some channel in input.inventory.channels
	some outsider in channel.outsiders
	why := channels.unvetted(outsider)
	finding := {
		"on": outsider.ref,
		"path": outsider.path,
		"message": sprintf("%s, and %s", [channels.presence(channel, outsider), why]),
		"expected": "an approved entry in the register",
	}
}

unknown contains doubt if some doubt in channels.untold

applicable contains ref if some ref in channels.judged
