package tenantlint.entra.setting_contradictory_test

import data.tenantlint.entra.setting_contradictory as rule
import data.tenantlint.mock

name := "b2bDirectConnectInbound"

defect(kind, path, text) := {"kind": kind, "code": "some-code", "path": path, "text": text}

broken(defects) := mock.settings(mock.changed(name, "unknown", {"defects": defects}))

partners(settings) := mock.world({"partners": [mock.partner({"settings": settings})]})

fallback(settings) := mock.world({"default": mock.fallback({"settings": settings})})

test_defect if {
	defects := [defect("contradictory", "b2bDirectConnectInbound.applications", "something is wrong")]
	rule.fail == {{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound.applications",
		"message": "Fabrikam, inbound direct connect: something is wrong",
	}} with input as partners(broken(defects))
	rule.fail == {{
		"on": "default", "path": "b2bDirectConnectInbound.applications",
		"message": "The default, inbound direct connect: something is wrong",
	}} with input as fallback(broken(defects))
}

test_one_finding_a_defect if {
	defects := [defect("contradictory", "a", "one"), defect("contradictory", "b", "two"), defect("incomplete", "c", "three")]
	found := rule.fail with input as partners(broken(defects))
	{hit.path | some hit in found} == {"a", "b"}
}

test_a_half_setting_may_hide_it if {
	half := partners(broken([defect("incomplete", "a", "one")]))
	rule.fail == set() with input as half
	rule.unknown == {{
		"on": "partner:fabrikam", "path": name,
		"reason": "inbound direct connect unknown: the export does not carry it",
	}} with input as half
}

test_sound if {
	rule.fail == set() with input as partners(mock.settings({}))
	rule.unknown == set() with input as partners(mock.settings({}))
}

test_absent_or_unreadable_setting if {
	reason := "inbound direct connect unknown: the export does not carry it"
	every origin in ["own", "unknown"] {
		hidden := mock.settings(mock.changed(name, "unknown", {"origin": origin}))
		partner := partners(hidden)
		rule.fail == set() with input as partner
		rule.unknown == {{"on": "partner:fabrikam", "path": name, "reason": reason}} with input as partner
		default_ := fallback(hidden)
		rule.unknown == {{"on": "default", "path": name, "reason": reason}} with input as default_
	}
}

test_inherited_is_judged_at_the_default if {
	rule.unknown == set() with input as partners(mock.settings(mock.changed(name, "unknown", {"origin": "inherited"})))
}
