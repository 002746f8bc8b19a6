package tenantlint.teams.external_access_policy_reopens_federation_test

import data.tenantlint.mock
import data.tenantlint.teams.external_access_policy_reopens_federation as rule

policy(name, federated, word) := {
	"ref": "record/external-access-policy/1", "name": name, "unclear": [],
	"value": {"EnableFederationAccess": federated, "CommunicationWithExternalOrgs": word},
}

world(on, mode, written) := mock.world({
	"federation": mock.federation({
		"settings": {"AllowFederatedUsers": mock.flag("AllowFederatedUsers", on)},
		"allowed_domains": {"mode": mode},
	}),
	"records": {"external_access_policy": [written]},
})

sales(word) := policy("Tag:Sales", true, word)

finding(whom, word) := {
	"on": "record/external-access-policy/1", "path": "CommunicationWithExternalOrgs",
	"expected": "OrganizationDefault", "actual": word,
	"message": sprintf("Tag:Sales lets its holders communicate with %s, while the tenant allows listed domains only", [whom]),
	"related": [{"on": "federation", "path": "AllowedDomains", "label": "the tenant's list"}],
}

test_reopened if {
	every mode in ["list", "none"] {
		all := world(true, mode, sales("AllowAllExternalDomains"))
		rule.fail == {finding("every domain", "AllowAllExternalDomains")} with input as all
		rule.unknown == set() with input as all
		rule.applicable == {"tenant"} with input as all
		most := world(true, mode, sales("BlockSpecificExternalDomains"))
		rule.fail == {finding("every domain that it does not block", "BlockSpecificExternalDomains")} with input as most
	}
}

test_not_reopened if {
	harmless := [
		sales("OrganizationDefault"), sales("AllowSpecificExternalDomains"), sales("BlockAllExternalDomains"),
		policy("Tag:Sales", false, "AllowAllExternalDomains"), policy("Tag:Sales", false, null),
		policy("Global", true, null), policy("Tag:FederationOnly", true, null),
	]
	every written in harmless {
		closed := world(true, "list", written)
		rule.fail == set() with input as closed
		rule.unknown == set() with input as closed
	}
}

test_nothing_to_reopen if {
	open := world(true, "allow-all", sales("AllowAllExternalDomains"))
	off := world(false, "list", sales("AllowAllExternalDomains"))
	doubtful := world(null, "allow-all", sales("AllowAllExternalDomains"))
	every tenant in [open, off, doubtful] {
		rule.fail == set() with input as tenant
		rule.unknown == set() with input as tenant
		rule.applicable == set() with input as tenant
	}
}

test_tenant_unknown if {
	every tenant in [
		world(true, "unknown", sales("AllowAllExternalDomains")),
		world(null, "list", sales("AllowAllExternalDomains")),
	] {
		rule.fail == set() with input as tenant
		rule.unknown == {{
			"on": "federation", "path": "AllowedDomains",
			"reason": "whether Tag:Sales opens more than the tenant does is unknown, for the tenant's own setting is",
		}} with input as tenant
	}
}

test_policy_unknown if {
	silent := world(true, "list", sales(null))
	rule.fail == set() with input as silent
	rule.unknown == {{
		"on": "record/external-access-policy/1",
		"reason": "Tag:Sales: CommunicationWithExternalOrgs is not in the export, or could not be read",
	}} with input as silent
	dim := world(true, "list", policy("Tag:Sales", null, "AllowAllExternalDomains"))
	rule.fail == set() with input as dim
	rule.unknown == {{
		"on": "record/external-access-policy/1",
		"reason": "Tag:Sales: EnableFederationAccess is not in the export, or could not be read",
	}} with input as dim
}
