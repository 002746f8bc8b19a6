# METADATA
# title: Microsoft 365 collaboration is open to a partner without an agreement
# description: >-
#   The partner's own configuration opens Microsoft 365 collaboration, the trust that MailTips, shared calendars and profile
#   cards need, and no approved register entry allows any of them.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/m365-cross-tenant-access-policy-overview
#   description: Microsoft 365 cross-tenant access policy overview
# - ref: https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationpartner
#   description: crossTenantAccessPolicyConfigurationPartner resource type
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: [more]
#   remediation: "Block AllUsers in the partner's m365CollaborationInbound, or have a capability (`m365:...`) approved."
#   controls: []
package tenantlint.microsoft365.m365_collaboration_unagreed

import data.tenantlint.lib
import data.tenantlint.sections
import data.tenantlint.terms

halves := {"m365CollaborationInbound": "users", "m365CollaborationOutbound": "usersAndGroups"}

whom := {"m365CollaborationInbound": "its users in to our", "m365CollaborationOutbound": "our users out to its"}

# Outbound is open in Microsoft's own default.
levels := {"m365CollaborationInbound": "warning", "m365CollaborationOutbound": "info"}

fail contains finding if {
	some partner in input.partners
	some section, half in halves
	reach := reached(partner, section)
	reach in {"some", "all"}
	text := fault(partner, section)
	finding := {
		"on": partner.ref,
		"path": concat(".", [section, half]),
		"message": sprintf("%s: its own setting lets %s of %s Microsoft 365, and %s", [partner.name, reach, whom[section], text]),
		"expected": "nobody",
		"actual": reach,
		"level": levels[section],
	}
}

unknown contains {"on": partner.ref, "path": concat(".", [section, half]), "reason": reason} if {
	some partner in input.partners
	some section, half in halves
	section in object.keys(partner.more)
	reached(partner, section) == "unknown"
	reason := sprintf("whom %s lets through is unknown, and %s", [section, fault(partner, section)])
}

applicable contains partner.ref if {
	some partner in input.partners
	some section, _ in halves
	section in object.keys(partner.more)
}

reached(partner, section) := sections.reach(object.get(partner.more, [section, halves[section]], null), "AllUsers")

fault(partner, "m365CollaborationOutbound") := "it is not approved" if lib.unapproved(partner)

fault(partner, "m365CollaborationInbound") := "no approved register entry allows a capability (m365:...)" if {
	every token in leave(partner) {
		terms.capability(token) == "migration"
	}
}

leave(partner) := {token |
	partner.register.approved == true
	some token in partner.register.allow
	startswith(token, "m365:")
}
