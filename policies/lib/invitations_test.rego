package tenantlint.invitations_test

import data.tenantlint.invitations
import data.tenantlint.invitations_mock as mocks

test_lists if {
	world := mocks.world([mocks.list({"AllowedDomains": [" Fabrikam.com "], "BlockedDomains": []}, {})], {})
	invitations.lists == [{
		"ref": "record:domains", "name": "list of invitation domains", "blocked": [], "unclear": [],
		"allowed": [{"name": "fabrikam.com", "path": "definition.0.B2BManagementPolicy.InvitationsAllowedAndBlockedDomainsPolicy.AllowedDomains.0"}],
	}] with input as world
}

test_only_what_is_in_force if {
	world := mocks.world([mocks.list({}, {"isOrganizationDefault": false})], {})
	invitations.lists == [] with input as world
}

test_unclear if {
	every record in [
		mocks.list({}, {"definition": null}),
		object.union(mocks.list({}, {"definition": [null]}), {"unclear": ["definition.0"]}),
		object.union(mocks.list({"AllowedDomains": null}, {}), {"unclear": ["definition.0.x"]}),
		object.union(mocks.list({"AllowedDomains": [null]}, {}), {"unclear": ["definition.0.x"]}),
	] {
		world := mocks.world([record], {})
		found := [[list.allowed, count(list.unclear)] | some list in invitations.lists] with input as world
		found == [[[], 1]]
	}
}

test_within if {
	invitations.within("fabrikam.com", {"fabrikam.com"})
	invitations.within("eu.fabrikam.com", {"fabrikam.com"})
	{yes | yes := invitations.within("notfabrikam.com", {"fabrikam.com"})} == set()
}

test_ours if {
	world := mocks.world([], {"records": {"organization": [
		{"value": {"verifiedDomains": [{"name": "Contoso.com"}, {"name": null}]}},
		{"value": {}},
	]}})
	invitations.ours == {"contoso.com"} with input as world
}
