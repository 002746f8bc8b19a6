package tenantlint.teams.external_access_policy_domain_unvetted_test

import data.tenantlint.mock
import data.tenantlint.teams.external_access_policy_domain_unvetted as rule

entry(parts) := mock.entry(object.union({"terms": {"domains": ["fabrikam.example"]}}, parts))

policy(parts) := {
	"ref": "record/external-access-policy/1", "name": "Tag:Sales", "unclear": [],
	"value": object.union({"EnableFederationAccess": true, "CommunicationWithExternalOrgs": "AllowSpecificExternalDomains"}, parts),
}

allowing(domains) := policy({"AllowedExternalDomains": domains})

world(written, entries) := mock.world({
	"register": {"entries": entries},
	"records": {"external_access_policy": [written]},
	"options": {"domains": ["agency.example"]},
})

dim(reason) := {"on": "record/external-access-policy/1", "reason": reason}

test_domains_of_approved_partners if {
	sound := world(allowing(["Domain=fabrikam.example", "agency.example"]), [entry({})])
	rule.fail == set() with input as sound
	rule.unknown == set() with input as sound
}

test_domains_of_nobody if {
	loose := world(allowing([{"Domain": "stray.example"}]), [entry({})])
	rule.fail == {{
		"on": "record/external-access-policy/1", "path": "AllowedExternalDomains",
		"expected": "domains of approved partners", "actual": "stray.example",
		"message": "Tag:Sales names domains that nobody in the register has: stray.example",
	}} with input as loose
	rule.unknown == set() with input as loose
}

test_domain_of_a_rejected_partner if {
	rejected := world(allowing("eu.fabrikam.example"), [entry({"status": "rejected", "approved": false})])
	rule.fail == {{
		"on": "record/external-access-policy/1", "path": "AllowedExternalDomains", "actual": "eu.fabrikam.example",
		"message": "Tag:Sales names eu.fabrikam.example, and Fabrikam is rejected in the register",
		"related": [{"on": "register:fabrikam", "path": "domains", "label": "the register says rejected"}],
	}} with input as rejected
}

test_partner_without_domains if {
	vague := world(allowing(["stray.example"]), [mock.entry({})])
	rule.fail == set() with input as vague
	rule.unknown == {{
		"on": "record/external-access-policy/1", "path": "AllowedExternalDomains",
		"reason": "whose these domains are is unknown: stray.example; add `domains` to the register entries of Fabrikam",
	}} with input as vague
}

test_lists_that_do_not_count if {
	every parts in [{"EnableFederationAccess": false}, {"CommunicationWithExternalOrgs": "OrganizationDefault"}] {
		idle := world(policy(object.union({"AllowedExternalDomains": ["stray.example"]}, parts)), [entry({})])
		rule.fail == set() with input as idle
		rule.unknown == set() with input as idle
	}
}

test_unknown if {
	empty := world(allowing(null), [entry({})])
	rule.unknown == {dim("Tag:Sales: AllowedExternalDomains is empty or could not be read")} with input as empty
	mixed := world(allowing(["fabrikam.example", "*"]), [entry({})])
	rule.unknown == {dim("Tag:Sales: AllowedExternalDomains holds what is no domain")} with input as mixed
	silent := world(policy({"CommunicationWithExternalOrgs": null}), [entry({})])
	rule.unknown == {dim("Tag:Sales: CommunicationWithExternalOrgs is not in the export, or could not be read")} with input as silent
	every written in [allowing(null), policy({"CommunicationWithExternalOrgs": null})] {
		tenant := world(written, [entry({})])
		rule.fail == set() with input as tenant
	}
}
