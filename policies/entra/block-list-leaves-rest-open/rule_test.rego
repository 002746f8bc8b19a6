package tenantlint.entra.block_list_leaves_rest_open_test

import data.tenantlint.entra.block_list_leaves_rest_open as rule
import data.tenantlint.mock

name := "b2bCollaborationOutbound"

path := "b2bCollaborationOutbound.usersAndGroups"

block_list(origin) := mock.settings(mock.changed(name, "everybody", {"block_list": path, "origin": origin}))

partners(settings) := mock.world({"partners": [mock.partner({"settings": settings})]})

fallback(settings) := mock.world({"default": mock.fallback({"settings": settings})})

test_own if {
	world := partners(block_list("own"))
	rule.fail == {{
		"on": "partner:fabrikam", "path": path,
		"message": "Fabrikam: outbound collaboration blocks only what it names; everything else stays open",
	}} with input as world
}

test_default if {
	every origin in ["own"] {
		world := fallback(block_list(origin))
		rule.fail == {{
			"on": "default", "path": path,
			"message": "The default: outbound collaboration blocks only what it names; everything else stays open",
		}} with input as world
	}
}

test_inherited_is_judged_at_the_default if {
	every origin in ["inherited", "service-default"] {
		rule.fail == set() with input as partners(block_list(origin))
		rule.unknown == set() with input as partners(block_list(origin))
	}
}

test_inherited_beside_the_default if {
	world := mock.world({
		"partners": [mock.partner({"settings": block_list("inherited")})],
		"default": mock.fallback({"settings": block_list("own")}),
	})
	found := rule.fail with input as world
	{hit.on | some hit in found} == {"default"}
}

test_one_finding_a_setting if {
	two := object.union(block_list("own"), mock.changed("tenantRestrictions", "everybody", {"block_list": "tenantRestrictions.applications"}))
	found := rule.fail with input as partners(two)
	{hit.path | some hit in found} == {path, "tenantRestrictions.applications"}
}

test_no_block_list if {
	rule.fail == set() with input as partners(mock.settings(mock.one(name, "everybody")))
	rule.unknown == set() with input as partners(mock.settings(mock.one(name, "everybody")))
}

test_absent_or_unreadable_setting if {
	reason := "outbound collaboration unknown: the export does not carry it"
	every origin in ["own", "unknown"] {
		hidden := mock.settings(mock.changed(name, "unknown", {"origin": origin}))
		partner := partners(hidden)
		rule.fail == set() with input as partner
		rule.unknown == {{"on": "partner:fabrikam", "path": name, "reason": reason}} with input as partner
		default_ := fallback(hidden)
		rule.unknown == {{"on": "default", "path": name, "reason": reason}} with input as default_
	}
}

test_not_unknown_when_seen_or_inherited if {
	half := mock.changed(name, "unknown", {"block_list": path})
	rule.unknown == set() with input as partners(mock.settings(half))
	rule.unknown == set() with input as partners(mock.settings(mock.changed(name, "unknown", {"origin": "inherited"})))
}
