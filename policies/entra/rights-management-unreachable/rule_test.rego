package tenantlint.entra.rights_management_unreachable_test

import data.tenantlint.entra.rights_management_unreachable as rule
import data.tenantlint.mock

name := "b2bCollaborationOutbound"

rights_management := "00000012-0000-0000-c000-000000000000"

outbound(scope, applications, origin) := mock.settings(mock.changed(name, scope, {
	"origin": origin,
	"applications": object.union(applications, {"targets": [{"id": id} | some id in applications.targets]}),
}))

allowed(ids) := {"access": "allowed", "all": "AllApplications" in ids, "targets": ids}

fabrikam(settings) := mock.world({"partners": [mock.partner({"settings": settings})]})

finding(on, label, actual) := {
	"on": on, "path": "b2bCollaborationOutbound.applications", "expected": rights_management, "actual": actual,
	"message": sprintf("%s: outbound collaboration allows a list of applications without Rights Management, so our users can't open what was encrypted there", [label]),
}

test_list_without_it if {
	listed := fabrikam(outbound("groups", allowed(["Office365", "a1"]), "own"))
	rule.fail == {finding("partner:fabrikam", "Fabrikam", "Office365, a1")} with input as listed
	rule.unknown == set() with input as listed
}

test_default_too if {
	fallback := mock.fallback({"settings": outbound("everybody", allowed(["a1"]), "own")})
	rule.fail == {finding("default", "The default", "a1")} with input as mock.world({"default": fallback})
}

test_list_with_it if {
	rule.fail == set() with input as fabrikam(outbound("everybody", allowed(["a1", rights_management]), "own"))
	rule.unknown == set() with input as fabrikam(outbound("everybody", allowed(["a1", rights_management]), "own"))
}

test_no_list_of_allowed_applications if {
	every settings in [
		outbound("everybody", allowed(["AllApplications"]), "own"),
		outbound("everybody", {"access": "blocked", "all": false, "targets": ["a1"]}, "own"),
		outbound("closed", {"access": "blocked", "all": true, "targets": ["AllApplications"]}, "own"),
		mock.settings({}),
	] {
		rule.fail == set() with input as fabrikam(settings)
		rule.unknown == set() with input as fabrikam(settings)
	}
}

test_inherited_is_said_of_the_default if {
	inherited := fabrikam(outbound("everybody", allowed(["a1"]), "inherited"))
	rule.fail == set() with input as inherited
	rule.unknown == set() with input as inherited
}

test_all_microsoft_apps if {
	broad := fabrikam(outbound("everybody", allowed(["AllMicrosoftApps", "a1"]), "own"))
	rule.fail == set() with input as broad
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "b2bCollaborationOutbound.applications",
		"reason": "whether AllMicrosoftApps covers Rights Management is not documented",
	}} with input as broad
}

test_unknown if {
	hidden := fabrikam(mock.settings(mock.one(name, "unknown")))
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "partner:fabrikam", "path": name,
		"reason": "outbound collaboration unknown: the export does not carry it",
	}} with input as hidden
	rule.unknown == set() with input as fabrikam(mock.settings(mock.one("b2bCollaborationInbound", "unknown")))
}

test_contradictory if {
	broken := fabrikam(outbound("unknown", allowed(["a1"]), "own"))
	rule.fail == set() with input as broken
	count(rule.unknown) == 1 with input as broken
}

test_block_list_is_known if {
	blocking := fabrikam(mock.settings(mock.changed(name, "everybody", {"block_list": "b2bCollaborationOutbound.usersAndGroups"})))
	rule.unknown == set() with input as blocking
}
