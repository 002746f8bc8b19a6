# METADATA
# title: Direct connect is open for a partner in another Microsoft cloud
# description: Direct connect does not work across Microsoft clouds. The opening serves nobody, and nobody watches it.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-cloud-settings
#   description: Configure Microsoft cloud settings for B2B collaboration
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: [direct_connect]
#   remediation: Block direct connect for the partner, both ways, and work with guests instead.
#   controls: []
package tenantlint.entra.direct_connect_across_clouds

import data.tenantlint.lib

fail contains finding if {
	some partner in input.partners
	lib.abroad(partner)
	some setting in partner.direct_connect
	lib.opens(setting)
	cloud := partner.register.cloud
	finding := {
		"on": partner.ref,
		"path": setting.path,
		"message": sprintf("%s: %s is open, but it lives in the %s cloud and we in %s, and direct connect does not work across clouds", [partner.name, setting.title, cloud, input.tenant.cloud]),
		"expected": "nobody",
		"actual": setting.admits,
		"related": [{"on": partner.register.ref, "path": "cloud", "label": sprintf("the register says %s", [cloud])}],
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	lib.abroad(partner)
	some setting in partner.direct_connect
	setting.admits == "unknown"
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": reason} if {
	input.tenant.cloud == null
	some partner in input.partners
	partner.register.cloud != null
	some setting in partner.direct_connect
	reason := sprintf("it lives in the %s cloud, and the config does not say in which cloud we are: write `cloud` there", [partner.register.cloud])
}

# The register need not name a cloud; without it nothing says that the partner is elsewhere.
applicable contains partner.ref if {
	some partner in input.partners
	partner.direct_connect != []
	partner.register.cloud != null
}
