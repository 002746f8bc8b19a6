# METADATA
# title: Too many may invite guests
# description: >-
#   Everyone, guests included, or every member of the tenant may invite guests, so nobody decides who comes in.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/authorizationpolicy
#   description: authorizationPolicy resource type
# custom:
#   level: error
#   scope: tenant
#   profiles: [baseline, strict]
#   since: 0.1.0
#   status: stable
#   requires: [authorization_policy]
#   partners: []
#   remediation: Let administrators and members of the role Guest Inviter invite guests, and nobody else.
#   controls: [SCuBA MS.AAD.8.2v1, CIS M365 v7.0.0 5.1.6.3, EIDSCA AP04, NIST 800-53 AC-6(10)]
#   options:
#     members: {default: report, oneOf: [report, accept], description: Whether it is reported that every member may invite guests.}
package tenantlint.access.invitations_open

invited_by := {
	"everyone": {"text": "Everyone may invite guests, and guests may invite more guests", "level": "error"},
	"adminsGuestInvitersAndAllMembers": {"text": "Every member of the tenant may invite guests", "level": "warning"},
}

fail contains finding if {
	some record in input.records.authorization_policy
	found := object.get(record.value, "allowInvitesFrom", null)
	[found, input.options.members] != ["adminsGuestInvitersAndAllMembers", "accept"]
	who := invited_by[found]
	finding := {
		"on": record.ref,
		"path": "allowInvitesFrom",
		"message": who.text,
		"level": who.level,
		"expected": "adminsAndGuestInviters or none",
		"actual": found,
	}
}

unknown contains {"on": record.ref, "path": "allowInvitesFrom", "reason": "who may invite guests is not in the export"} if {
	some record in input.records.authorization_policy
	object.get(record.value, "allowInvitesFrom", null) == null
}
