# METADATA
# title: Something weaker than MFA will do
# description: >-
#   The Conditional Access policy that asks external users for multifactor authentication is content with one of several
#   controls, and one of the others is within their reach.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# - ref: https://learn.microsoft.com/graph/api/resources/conditionalaccessgrantcontrols
#   description: conditionalAccessGrantControls resource type
# custom:
#   level: warning
#   scope: partner
#   subjects: [partner, default]
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [conditional_access]
#   remediation: Require all selected controls (operator AND), or ask external users for MFA in a policy of their own.
#   controls: []
package tenantlint.access.mfa_replaceable

import data.tenantlint.conditional_access as access
import data.tenantlint.lib

texts := {
	"compliantDevice": "a device that their organisation calls compliant",
	"domainJoinedDevice": "a device that their organisation calls hybrid joined",
	"termsOfUse": "accepting terms of use",
	"weakStrength": "an authentication strength that is not MFA",
}

fail contains finding if {
	some gap in access.open_gaps("unless")
	weak := access.by(gap, "unless")
	others := {text | some policy in weak; some way in policy.alternatives; access.stands(way, gap.subject, gap.type) == true; text := texts[way]}
	finding := {
		"on": gap.subject.ref,
		"path": gap.setting.path,
		"message": sprintf("%s: users come in by %s, and instead of MFA this will do: %s (%s)", [lib.label(gap.subject), gap.setting.title, concat(", ", others), access.names(weak)]),
		"expected": "MFA in any case",
		"actual": "one of several controls",
		"related": [{"on": policy.ref, "path": "grantControls", "label": "one of these is enough"} | some policy in weak],
	}
}

unknown contains doubt if {
	some doubt in access.doubtful("unless")
}
