package tenantlint.entra.cloud_endpoint_unexpected_test

import data.tenantlint.entra.cloud_endpoint_unexpected as rule
import data.tenantlint.mock

world(value, cloud, entries) := mock.world({
	"tenant": object.union(mock.nothing.tenant, {"cloud": cloud}),
	"records": {"policy_root": [{"ref": "record/policy-root/0", "name": "root", "value": value, "unclear": []}]},
	"register": {"entries": entries},
})

endpoints(list) := {"allowedCloudEndpoints": list}

government := "microsoftonline.us"

partner(cloud) := mock.entry({"cloud": cloud})

finding(endpoint, cloud) := {
	"on": "record/policy-root/0", "path": "allowedCloudEndpoints", "actual": endpoint,
	"message": sprintf("Collaboration with the %s cloud is enabled, and no approved partner lives there: it opens to each tenant there that is added, even without settings of its own", [cloud]),
}

doubt(reason) := {"on": "record/policy-root/0", "path": "allowedCloudEndpoints", "reason": reason}

test_no_other_cloud if {
	rule.fail == set() with input as world(endpoints([]), "commercial", [])
	rule.unknown == set() with input as world(endpoints([]), null, [partner(null)])
}

test_own_cloud if {
	rule.fail == set() with input as world(endpoints(["microsoftonline.com"]), "commercial", [])
	rule.unknown == set() with input as world(endpoints(["microsoftonline.com"]), "commercial", [partner(null)])
}

test_partner_lives_there if {
	settled := world(endpoints([government]), "commercial", [partner("us-government"), partner(null)])
	rule.fail == set() with input as settled
	rule.unknown == set() with input as settled
}

test_nobody_lives_there if {
	every entries in [[], [partner("commercial")], [mock.entry({"cloud": "us-government", "approved": false})]] {
		enabled := world(endpoints([government]), "commercial", entries)
		rule.fail == {finding(government, "us-government")} with input as enabled
		rule.unknown == set() with input as enabled
	}
}

test_one_of_two_clouds if {
	both := world(endpoints(["partner.microsoftonline.cn", government]), "commercial", [partner("us-government")])
	rule.fail == {finding("partner.microsoftonline.cn", "china")} with input as both
}

test_commercial_cloud_from_elsewhere if {
	elsewhere := world(endpoints(["microsoftonline.com"]), "china", [])
	rule.fail == {finding("microsoftonline.com", "commercial")} with input as elsewhere
}

test_own_entry_is_no_partner if {
	own := mock.entry({"tenant_id": "11111111-1111-4111-8111-111111111111", "cloud": null})
	alone := world(endpoints([government]), "commercial", [own])
	rule.fail == {finding(government, "us-government")} with input as alone
}

test_own_cloud_unknown if {
	hidden := world(endpoints([government]), null, [partner("commercial")])
	rule.fail == set() with input as hidden
	rule.unknown == {doubt("microsoftonline.us is enabled, and in which cloud this tenant lives is not told: write `cloud` in the config")} with input as hidden
}

test_cloud_of_a_partner_unknown if {
	hidden := world(endpoints([government]), "commercial", [partner(null), partner("commercial")])
	rule.fail == set() with input as hidden
	rule.unknown == {doubt("microsoftonline.us is enabled, and whether an approved partner lives there is unknown: without `cloud` in the register: 1")} with input as hidden
}

test_not_told if {
	every value in [{}, endpoints(null)] {
		rule.fail == set() with input as world(value, "commercial", [])
		rule.unknown == {doubt("which other clouds are enabled is not in the export")} with input as world(value, "commercial", [])
	}
}

test_list_unreadable if {
	unclear := [{"ref": "record/policy-root/0", "name": "root", "value": endpoints(null), "unclear": ["allowedCloudEndpoints"]}]
	hidden := object.union(world({}, "commercial", []), {"records": {"policy_root": unclear}})
	rule.unknown == {doubt("which other clouds are enabled is not in the export")} with input as hidden
}

test_one_unreadable if {
	unclear := [{
		"ref": "record/policy-root/0", "name": "root", "value": endpoints([null]),
		"unclear": ["allowedCloudEndpoints.0", "displayName"],
	}]
	hidden := object.union(world({}, "commercial", []), {"records": {"policy_root": unclear}})
	rule.fail == set() with input as hidden
	rule.unknown == {{
		"on": "record/policy-root/0", "path": "allowedCloudEndpoints.0",
		"reason": "one of the clouds that are enabled can't be read",
	}} with input as hidden
}
