package tenantlint.sections_test

import data.tenantlint.mock
import data.tenantlint.sections

section_world(service, more) := mock.world({"default": mock.fallback({"is_service_default": service, "more": more})})

section_half(access, name) := {"m365CollaborationInbound": {"users": {
	"accessType": access,
	"targets": [{"target": name, "targetType": "user"}],
}}}

half(access, names) := {"accessType": access, "targets": [{"target": name, "targetType": "user"} | some name in names]}

both(access, user, application) := {"usersAndGroups": half(access, [user]), "applications": half(access, [application])}

test_section_doubt if {
	missing := sections.default_doubt("appServiceConnectInbound") with input as section_world(false, {})
	missing == "appServiceConnectInbound is not in the export, or null there"
	unread := sections.default_doubt("m365CollaborationInbound") with input as section_world(false, section_half(null, "AllUsers"))
	unread == "m365CollaborationInbound can't be read in full"
}

test_reach if {
	sections.reach(half("allowed", ["AllUsers"]), "AllUsers") == "all"
	sections.reach(half("blocked", ["AllUsers"]), "AllUsers") == "nobody"
	sections.reach(half("allowed", ["u1"]), "AllUsers") == "some"
	sections.reach(half("blocked", ["u1"]), "AllUsers") == "some"
}

test_reach_unknown if {
	sections.reach(null, "AllUsers") == "unknown"
	sections.reach({}, "AllUsers") == "unknown"
	sections.reach({"accessType": "allowed", "targets": null}, "AllUsers") == "unknown"
	sections.reach({"accessType": "blocked", "targets": []}, "AllUsers") == "unknown"
	sections.reach({"accessType": null, "targets": [{"target": "AllUsers"}]}, "AllUsers") == "unknown"
	sections.reach({"accessType": "blocked", "targets": [{"target": null}]}, "AllUsers") == "unknown"
	sections.reach({"accessType": "blocked", "targets": [{}]}, "AllUsers") == "unknown"
	sections.reach({"accessType": "allowed", "targets": [null]}, "AllUsers") == "unknown"
}

test_reach_of_both if {
	sections.reach_of_both(both("blocked", "AllUsers", "AllApplications")) == "nobody"
	sections.reach_of_both(both("allowed", "AllUsers", "AllApplications")) == "somebody"
	sections.reach_of_both(both("allowed", "g1", "Office365")) == "somebody"
	sections.reach_of_both(both("blocked", "AllUsers", "Office365")) == "unknown"
	sections.reach_of_both({"usersAndGroups": half("allowed", ["AllUsers"])}) == "unknown"
	sections.reach_of_both({}) == "unknown"
}
