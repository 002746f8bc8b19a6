package tenantlint.terms_test

import data.tenantlint.mock
import data.tenantlint.terms

test_capability if {
	{terms.capability(text) | some text in ["crossTenantMigration", "m365:migration", "m365:crossTenantMigration", "M365:Migration"]} == {"migration"}
}

test_recorded if {
	entry := mock.entry({"terms": {"privacy": {"assessment": "DPIA-1"}}})
	terms.recorded(entry, ["privacy", "assessment"]) == "DPIA-1"
	terms.recorded(entry, ["privacy", "shares"]) == null
	terms.recorded(entry, ["licence", "entraP1"]) == null
}

test_keeps if {
	entry := mock.entry({"terms": {"privacy": {}}})
	lax := mock.world({"options": {"required": false}})
	terms.keeps(entry, ["privacy"]) with input as lax
	{yes | yes := terms.keeps(entry, ["licence"])} == set() with input as lax
	{yes | yes := terms.keeps(null, ["licence"])} == set() with input as lax
	strict := mock.world({"options": {"required": true}})
	terms.keeps(entry, ["licence"]) with input as strict
	{yes | yes := terms.keeps(null, ["licence"])} == set() with input as strict
	ended := mock.entry({"status": "ended", "approved": false, "terms": {"privacy": {}}})
	{yes | yes := terms.keeps(ended, ["privacy"])} == set() with input as strict
}
