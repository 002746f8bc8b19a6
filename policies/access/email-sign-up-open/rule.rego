# METADATA
# title: People can sign themselves up by e-mail
# description: >-
#   Whoever has an address in one of our domains can join the tenant, or take out a subscription, by an e-mail and without
#   an administrator.
# related_resources:
# - ref: https://learn.microsoft.com/graph/api/resources/authorizationpolicy
#   description: authorizationPolicy resource type
# custom:
#   level: warning
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [authorization_policy]
#   partners: []
#   remediation: Set both flags to false.
#   controls: [EIDSCA AP05, EIDSCA AP06]
package tenantlint.access.email_sign_up_open

flags := {
	"allowEmailVerifiedUsersToJoinOrganization": "Whoever shows an e-mail address in one of our domains can join the tenant",
	"allowedToSignUpEmailBasedSubscriptions": "Users can sign up for subscriptions by e-mail",
}

fail contains finding if {
	some record in input.records.authorization_policy
	some name, text in flags
	object.get(record.value, name, null) == true
	finding := {"on": record.ref, "path": name, "message": sprintf("%s, without an administrator", [text]), "expected": "false", "actual": "true"}
}

unknown contains {"on": record.ref, "path": name, "reason": sprintf("%s is not in the export", [name])} if {
	some record in input.records.authorization_policy
	some name, _ in flags
	object.get(record.value, name, null) == null
}
