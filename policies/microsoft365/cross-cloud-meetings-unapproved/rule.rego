# METADATA
# title: Meetings across clouds are open for a partner that is not approved
# description: The partner's own configuration opens meetings across Microsoft clouds, and no approved register entry covers the partner.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: preview
#   requires: [register]
#   partners: [more]
#   remediation: Set both members of crossCloudMeetingConfiguration to false, or have the partner approved.
#   controls: []
package tenantlint.microsoft365.cross_cloud_meetings_unapproved

import data.tenantlint.lib

section := "crossCloudMeetingConfiguration"

members := {"inboundAllowed": "inbound", "outboundAllowed": "outbound"}

fail contains finding if {
	some partner in input.partners
	some member, direction in members
	value(partner, member) == true
	lib.unapproved(partner)
	finding := {
		"on": partner.ref,
		"path": concat(".", [section, member]),
		"message": sprintf("%s: its own setting opens %s meetings across clouds, and it is not approved", [partner.name, direction]),
		"expected": "false",
		"actual": "true",
	}
}

unknown contains {"on": partner.ref, "path": concat(".", [section, member]), "reason": reason} if {
	some partner in input.partners
	section in object.keys(partner.more)
	some member, direction in members
	value(partner, member) == null
	lib.unapproved(partner)
	reason := sprintf("it is not approved, and whether %s meetings across clouds are open is unknown", [direction])
}

applicable contains partner.ref if {
	some partner in input.partners
	section in object.keys(partner.more)
}

value(partner, member) := object.get(partner.more, [section, member], null)
