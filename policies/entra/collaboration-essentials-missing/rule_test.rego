package tenantlint.entra.collaboration_essentials_missing_test

import data.tenantlint.entra.collaboration_essentials_missing as rule
import data.tenantlint.mock

inbound := "b2bCollaborationInbound"

outbound := "b2bCollaborationOutbound"

all := object.keys(rule.essentials)

app(id) := {"path": "p", "id": id, "type": "application", "by_name": false}

named(name) := object.union(app(name), {"by_name": true})

listing(name, access, targets) := mock.settings(mock.changed(name, "groups", {"applications": object.union(mock.half(targets), {"access": access})}))

partners(name, targets) := mock.world({"partners": [mock.partner({"settings": listing(name, "allowed", targets)})]})

sharepoint := "55555555-5555-4555-8555-555555555555"

finding(on, path, text) := {
	"on": on, "path": path,
	"message": sprintf("%s, so guests fail to sign in or to register MFA", [text]),
}

test_all_missing if {
	text := "Fabrikam: inbound collaboration allows a list of applications without App Access Panel, My Sign-ins, My Apps, My Profile"
	first := partners(inbound, [app(sharepoint)])
	rule.fail == {finding("partner:fabrikam", "b2bCollaborationInbound.applications", text)} with input as first
	rule.unknown == set() with input as first
}

test_one_missing if {
	text := "Fabrikam: outbound collaboration allows a list of applications without My Sign-ins"
	rest := [app(id) | some id in all; id != "19db86c3-b2b9-44cc-b339-36da233a3be2"]
	first := partners(outbound, rest)
	rule.fail == {finding("partner:fabrikam", "b2bCollaborationOutbound.applications", text)} with input as first
}

test_default if {
	fallback := mock.fallback({"settings": listing(outbound, "allowed", [app(sharepoint)])})
	text := "The default: outbound collaboration allows a list of applications without App Access Panel, My Sign-ins, My Apps, My Profile"
	first := mock.world({"default": fallback})
	rule.fail == {finding("default", "b2bCollaborationOutbound.applications", text)} with input as first
}

test_none_missing if {
	complete := partners(inbound, array.concat([app(sharepoint)], [app(id) | some id in all]))
	rule.fail == set() with input as complete
	rule.unknown == set() with input as complete
}

test_broad_list if {
	every word in ["AllApplications", "AllMicrosoftApps", "Office365"] {
		first := partners(inbound, [app(word), app(sharepoint)])
		rule.fail == set() with input as first
	}
}

test_only_encrypted_mail if {
	mail := app("00000012-0000-0000-c000-000000000000")
	first := partners(outbound, [mail])
	rule.fail == set() with input as first
	second := partners(outbound, [mail, app(sharepoint)])
	found := rule.fail with input as second
	count(found) == 1
}

test_block_list_is_another_rule if {
	world := mock.world({"partners": [mock.partner({"settings": listing(inbound, "blocked", [app(sharepoint)])})]})
	rule.fail == set() with input as world
}

test_closed_or_inherited if {
	parts := {"applications": object.union(mock.half([app(sharepoint)]), {"access": "allowed"})}
	closed := mock.settings(mock.changed(inbound, "closed", parts))
	first := mock.world({"partners": [mock.partner({"settings": closed})]})
	rule.fail == set() with input as first
	heir := mock.settings(mock.changed(inbound, "groups", object.union(parts, {"origin": "inherited"})))
	second := mock.world({"partners": [mock.partner({"settings": heir})]})
	rule.fail == set() with input as second
}

test_applications_by_name if {
	doubtful := partners(inbound, [app(sharepoint), named("Timesheets")])
	rule.fail == set() with input as doubtful
	rule.unknown == {{
		"on": "partner:fabrikam", "path": "b2bCollaborationInbound.applications",
		"reason": "inbound collaboration names applications by their display name: Timesheets",
	}} with input as doubtful
	complete := partners(inbound, array.concat([named("Timesheets")], [app(id) | some id in all]))
	rule.unknown == set() with input as complete
}

test_unknown if {
	reason := "inbound collaboration unknown: the export does not carry it"
	every origin in ["own", "unknown"] {
		hidden := mock.settings(mock.changed(inbound, "unknown", {"origin": origin}))
		world := mock.world({"partners": [mock.partner({"settings": hidden})]})
		rule.fail == set() with input as world
		rule.unknown == {{"on": "partner:fabrikam", "path": inbound, "reason": reason}} with input as world
	}
	heir := mock.settings(mock.changed(inbound, "unknown", {"origin": "inherited"}))
	first := mock.world({"partners": [mock.partner({"settings": heir})]})
	rule.unknown == set() with input as first
}
