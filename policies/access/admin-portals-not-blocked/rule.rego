# METADATA
# title: Nothing keeps guests out of the admin portals
# description: >-
#   Guests may come in to all applications, the admin portals among them, and no enabled Conditional Access policy blocks the
#   portals for them.
# related_resources:
# - ref: https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps
#   description: Target resources of Conditional Access, Microsoft Admin Portals among them
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# custom:
#   level: warning
#   scope: tenant
#   profiles: [strict]
#   since: 0.1.0
#   status: preview
#   requires: [default, conditional_access]
#   partners: [opens, unclear]
#   remediation: Add a policy that blocks MicrosoftAdminPortals for guests, or name the applications that guests may use.
#   controls: [NIST 800-53 AC-6]
package tenantlint.access.admin_portals_not_blocked

import data.tenantlint.conditional_access as access
import data.tenantlint.lib

guest := "b2bCollaborationGuest"

fail contains finding if {
	doubtful == []
	reached != []
	first := reached[0]
	finding := {
		"on": first.ref,
		"path": first.settings.b2bCollaborationInbound.applications.path,
		"message": sprintf("Guests come in to all applications (%s), and no enabled Conditional Access policy keeps them out of the admin portals", [lib.list([lib.label(subject) | some subject in reached])]),
		"expected": "a policy that blocks MicrosoftAdminPortals for guests",
		"actual": "AllApplications",
	}
}

unknown contains {"on": policy.ref, "reason": reason} if {
	reached != []
	some policy in doubtful
	reason := sprintf("whether `%s` keeps guests out of the admin portals is unknown", [policy.name])
}

unknown contains {"on": subject.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some subject in lib.judged
	setting := subject.settings.b2bCollaborationInbound
	setting.admits == "unknown"
	kept_out(subject) == false
}

# Whose guests get to the portals. Administrating is what a service provider is for.
reached := [subject |
	some subject in array.concat(lib.default_if_known, input.partners)
	setting := subject.settings.b2bCollaborationInbound
	lib.opens(setting)
	setting.applications.access == "allowed"
	setting.applications.all == true
	object.get({"entry": subject}, ["entry", "register", "kind"], null) != "service-provider"
	kept_out(subject) == false
]

kept_out(subject) := [policy | some policy in blockers; access.inside(policy, subject, guest) == true] != []

blockers := [policy |
	some policy in candidates
	policy.unclear == []
]

doubtful := [policy |
	some policy in candidates
	policy.unclear != []
]

# Policies in force that block the portals for somebody, or may do so.
candidates := [policy |
	some record in input.records.conditional_access
	object.get(record.value, "state", null) in {"enabled", null}
	access.grants(record, {"block"})
	access.narrowed(record) == false
	policy := access.sum_up(record)
	on_portals(policy)
]

on_portals(policy) if policy.unclear != []

on_portals(policy) if {
	policy.applications & {"all", "microsoftadminportals"} != set()
	policy.without & {"microsoftadminportals"} == set()
	"block" in policy.controls
}
