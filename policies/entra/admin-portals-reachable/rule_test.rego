package tenantlint.entra.admin_portals_reachable_test

import data.tenantlint.entra.admin_portals_reachable as rule
import data.tenantlint.mock

inbound := "b2bCollaborationInbound"

azure := "c44b4083-3bb0-49c1-b47d-974e53cbdf3c"

defender := "80ccca67-54bd-44ab-8625-4b79c4dc7775"

place := "b2bCollaborationInbound.applications.targets.0.target"

app(id) := {"path": place, "id": id, "type": "application", "by_name": false}

settings(name, scope, parts, targets) := mock.settings(mock.changed(name, scope, object.union(
	{"applications": object.union(mock.half(targets), {"access": "allowed"})},
	parts,
)))

partners(settings, entry) := mock.world({"partners": [mock.partner({"settings": settings, "register": entry})]})

finding(on, text, id) := {"on": on, "path": place, "actual": id, "message": text}

test_portal_named if {
	text := "Fabrikam: inbound collaboration lets guests use the Azure portal and Entra admin center"
	every entry in [null, mock.entry({}), mock.entry({"kind": null})] {
		world := partners(settings(inbound, "groups", {}, [app(azure), app("Office365")]), entry)
		rule.fail == {finding("partner:fabrikam", text, azure)} with input as world
		rule.unknown == set() with input as world
	}
}

test_portal_named_in_the_default if {
	text := "The default: inbound collaboration lets guests use the Defender, Intune and Purview portals"
	fallback := mock.fallback({"settings": settings(inbound, "everybody", {}, [app(defender)])})
	first := mock.world({"default": fallback})
	rule.fail == {finding("default", text, defender)} with input as first
	rule.applicable == {"default"} with input as first
}

test_not_named if {
	world := partners(settings(inbound, "groups", {}, [app("Office365")]), mock.entry({}))
	rule.fail == set() with input as world
	rule.unknown == set() with input as world
	rule.applicable == {"partner:fabrikam"} with input as world
}

test_service_provider if {
	world := partners(settings(inbound, "groups", {}, [app(azure)]), mock.entry({"kind": "service-provider"}))
	rule.fail == set() with input as world
	rule.applicable == set() with input as world
}

test_not_let_in if {
	blocked := {"applications": {"access": "blocked"}}
	first := partners(settings(inbound, "groups", blocked, [app(azure)]), null)
	rule.fail == set() with input as first
	second := partners(settings(inbound, "closed", {}, [app(azure)]), null)
	rule.fail == set() with input as second
	third := partners(settings(inbound, "groups", {"origin": "inherited"}, [app(azure)]), null)
	rule.fail == set() with input as third
	fourth := partners(settings("b2bCollaborationOutbound", "groups", {}, [app(azure)]), null)
	rule.fail == set() with input as fourth
}

test_application_by_name if {
	named := object.union(app("Azure portal"), {"by_name": true})
	world := partners(settings(inbound, "groups", {}, [named]), null)
	rule.fail == set() with input as world
	rule.unknown == {{
		"on": "partner:fabrikam", "path": place,
		"reason": "inbound collaboration names the application Azure portal by its display name",
	}} with input as world
}

test_unknown if {
	reason := "inbound collaboration unknown: the export does not carry it"
	every origin in ["own", "unknown"] {
		world := partners(mock.settings(mock.changed(inbound, "unknown", {"origin": origin})), null)
		rule.fail == set() with input as world
		rule.unknown == {{"on": "partner:fabrikam", "path": inbound, "reason": reason}} with input as world
	}
	heir := mock.settings(mock.changed(inbound, "unknown", {"origin": "inherited"}))
	first := partners(heir, null)
	rule.unknown == set() with input as first
}

test_unknown_of_a_service_provider if {
	provider := mock.entry({"kind": "service-provider"})
	named := object.union(app("Azure portal"), {"by_name": true})
	first := partners(settings(inbound, "groups", {}, [named]), provider)
	rule.unknown == set() with input as first
	second := partners(mock.settings(mock.one(inbound, "unknown")), provider)
	rule.unknown == set() with input as second
}

test_blocked_by_name if {
	named := object.union(app("Azure portal"), {"by_name": true})
	first := partners(settings(inbound, "everybody", {"applications": {"access": "blocked"}}, [named]), null)
	rule.unknown == set() with input as first
}
