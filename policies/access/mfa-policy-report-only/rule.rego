# METADATA
# title: The policy that asks for MFA only reports
# description: >-
#   Users of other organisations come in, and the only Conditional Access policy that would ask them for multifactor
#   authentication is in report-only mode.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# - ref: https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy
#   description: conditionalAccessPolicy resource type
# custom:
#   level: warning
#   scope: partner
#   subjects: [partner, default]
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [conditional_access]
#   remediation: Set the policy's state to enabled.
#   controls: []
package tenantlint.access.mfa_policy_report_only

import data.tenantlint.conditional_access as access
import data.tenantlint.lib

fail contains finding if {
	some gap in access.open_gaps("off")
	waiting := access.by(gap, "off")
	finding := {
		"on": gap.subject.ref,
		"path": gap.setting.path,
		"message": sprintf("%s: users come in by %s, and what would ask them for MFA only reports: %s", [lib.label(gap.subject), gap.setting.title, access.names(waiting)]),
		"expected": "enabled",
		"actual": "enabledForReportingButNotEnforced",
		"related": [{"on": policy.ref, "path": "state", "label": "report-only"} | some policy in waiting],
	}
}

unknown contains doubt if {
	some doubt in access.doubtful("off")
}
