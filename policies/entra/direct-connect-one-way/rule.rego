# METADATA
# title: Direct connect is open one way, though both were agreed
# description: >-
#   The register entry allows direct connect inbound and outbound, and only one of the two is open.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/microsoft-365/solutions/collaborate-teams-direct-connect
#   description: Collaborate with external participants in a shared channel
# custom:
#   level: info
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: [direct_connect]
#   remediation: Open the other direction for the partner's dedicated group, or take it out of `allow` in the register.
#   controls: []
package tenantlint.entra.direct_connect_one_way

import data.tenantlint.lib

opposite := {
	"b2bDirectConnectInbound": "b2bDirectConnectOutbound",
	"b2bDirectConnectOutbound": "b2bDirectConnectInbound",
}

fail contains finding if {
	some partner in input.partners
	some open in partner.direct_connect
	lib.opens(open)
	shut := partner.settings[opposite[open.path]]
	shut.admits == "nobody"
	both_agreed(partner)
	finding := {
		"on": partner.ref,
		"path": shut.path,
		"message": sprintf("%s: %s is open and %s is closed, though its register entry allows both", [partner.name, open.title, shut.title]),
		"expected": "listed",
		"actual": "nobody",
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	some setting in partner.direct_connect
	setting.admits == "unknown"
	both_agreed(partner)
}

applicable contains partner.ref if {
	some partner in input.partners
	partner.direct_connect != []
	both_agreed(partner)
}

both_agreed(partner) if {
	partner.register.approved == true
	"direct-connect-inbound" in partner.register.allow
	"direct-connect-outbound" in partner.register.allow
}
