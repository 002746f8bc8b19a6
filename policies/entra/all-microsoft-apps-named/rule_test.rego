package tenantlint.entra.all_microsoft_apps_named_test

import data.tenantlint.entra.all_microsoft_apps_named as rule
import data.tenantlint.mock

settings(name, access, id, origin) := mock.settings(mock.changed(name, "everybody", {
	"origin": origin,
	"applications": object.union(
		mock.half([{"path": concat(".", [name, "applications.targets.0.target"]), "id": id}]),
		{"access": access},
	),
}))

fabrikam(settings) := mock.world({"partners": [mock.partner({"settings": settings})]})

finding(on, label, name, title) := {
	"on": on, "path": concat(".", [name, "applications.targets.0.target"]),
	"expected": "Office365, or app ids", "actual": "AllMicrosoftApps",
	"message": sprintf("%s: %s allows AllMicrosoftApps, and Microsoft's pages disagree on what that is", [label, title]),
}

test_named if {
	titles := {
		"b2bCollaborationInbound": "inbound collaboration",
		"b2bCollaborationOutbound": "outbound collaboration",
		"tenantRestrictions": "tenant restrictions",
	}
	every name, title in titles {
		named := fabrikam(settings(name, "allowed", "AllMicrosoftApps", "own"))
		rule.fail == {finding("partner:fabrikam", "Fabrikam", name, title)} with input as named
		rule.unknown == set() with input as named
	}
}

test_named_in_the_default if {
	name := "b2bCollaborationOutbound"
	named := mock.world({"default": mock.fallback({"settings": settings(name, "allowed", "AllMicrosoftApps", "own")})})
	rule.fail == {finding("default", "The default", name, "outbound collaboration")} with input as named
}

test_other_words if {
	every id in ["Office365", "AllApplications", "a1"] {
		rule.fail == set() with input as fabrikam(settings("b2bCollaborationInbound", "allowed", id, "own"))
	}
}

test_judged_elsewhere if {
	every world in [
		fabrikam(settings("b2bCollaborationInbound", "blocked", "AllMicrosoftApps", "own")),
		fabrikam(settings("b2bCollaborationInbound", "allowed", "AllMicrosoftApps", "inherited")),
		fabrikam(settings("b2bDirectConnectInbound", "allowed", "AllMicrosoftApps", "own")),
	] {
		rule.fail == set() with input as world
		rule.unknown == set() with input as world
	}
}

test_unknown if {
	hidden := fabrikam(mock.settings(mock.one("tenantRestrictions", "unknown")))
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "tenantRestrictions",
		"reason": "tenant restrictions unknown: the export does not carry it",
	}} with input as hidden
	rule.unknown == set() with input as fabrikam(mock.settings(mock.one("b2bDirectConnectInbound", "unknown")))
}

test_block_list_is_known if {
	blocking := fabrikam(mock.settings(mock.changed("tenantRestrictions", "everybody", {"block_list": "tenantRestrictions.applications"})))
	rule.unknown == set() with input as blocking
}
