package tenantlint.entra.cross_cloud_partner_opened_by_default_test

import data.tenantlint.entra.cross_cloud_partner_opened_by_default as rule
import data.tenantlint.mock

inbound := "b2bCollaborationInbound"

root(value, unclear) := {"ref": "record:root", "name": "root", "value": value, "unclear": unclear}

enabled := [root({"allowedCloudEndpoints": ["microsoftonline.us"]}, [])]

world(scope, origin, cloud, roots) := mock.world({
	"partners": [mock.partner({
		"settings": mock.settings(mock.changed(inbound, scope, {"origin": origin})),
		"register": mock.entry({"cloud": cloud}),
	})],
	"records": {"policy_root": roots},
})

homeless(scope, origin, cloud, roots) := object.union(world(scope, origin, cloud, roots), {"tenant": {"cloud": null}})

test_opened_by_the_default if {
	every scope in ["everybody", "groups"] {
		first := world(scope, "inherited", "us-government", enabled)
		rule.fail == {{
			"on": "partner:fabrikam", "path": inbound, "expected": "a setting of its own", "actual": "inherited",
			"message": "Fabrikam lives in the us-government cloud, and its entry says nothing about inbound collaboration, so adding it opened that as far as the default goes",
			"related": [{"on": "record:root", "path": "allowedCloudEndpoints", "label": "the cloud is let in here"}],
		}} with input as first
		rule.unknown == set() with input as first
	}
}

test_each_cloud_has_its_endpoint if {
	every cloud, endpoint in {"china": "partner.microsoftonline.cn", "us-government": "microsoftonline.us"} {
		first := world("everybody", "inherited", cloud, [root({"allowedCloudEndpoints": [endpoint]}, [])])
		found := rule.fail with input as first
		count(found) == 1
	}
}

test_own_setting if {
	every scope in ["everybody", "unknown"] {
		first := world(scope, "own", "us-government", enabled)
		rule.fail == set() with input as first
		second := world(scope, "own", "us-government", [])
		rule.unknown == set() with input as second
	}
}

test_closed_by_the_default if {
	first := world("closed", "inherited", "us-government", enabled)
	rule.fail == set() with input as first
	second := world("closed", "inherited", "us-government", [])
	rule.unknown == set() with input as second
}

test_cloud_not_let_in if {
	every endpoints in [[], ["partner.microsoftonline.cn"]] {
		shut := world("everybody", "inherited", "us-government", [root({"allowedCloudEndpoints": endpoints}, [])])
		rule.fail == set() with input as shut
		rule.unknown == set() with input as shut
		rule.applicable == {"partner:fabrikam"} with input as shut
	}
}

test_same_or_no_cloud if {
	first := world("everybody", "inherited", "commercial", [root({"allowedCloudEndpoints": ["microsoftonline.com"]}, [])])
	rule.fail == set() with input as first
	second := world("everybody", "inherited", "commercial", [])
	rule.unknown == set() with input as second
	third := world("everybody", "inherited", null, enabled)
	rule.fail == set() with input as third
	fourth := world("unknown", "inherited", null, [])
	rule.unknown == set() with input as fourth
	rule.applicable == set() with input as third
}

test_default_unknown if {
	every origin in ["unknown", "inherited"] {
		first := world("unknown", origin, "us-government", enabled)
		rule.fail == set() with input as first
		rule.unknown == {{
			"on": "partner:fabrikam", "path": inbound,
			"reason": "inbound collaboration unknown: the export does not carry it",
		}} with input as first
	}
}

test_clouds_unknown if {
	text := "whether the us-government cloud is let in is unknown: %s"
	missing := sprintf(text, ["the export does not hold the root of the cross-tenant access policy"])
	first := world("everybody", "inherited", "us-government", [])
	rule.unknown == {{"on": "partner:fabrikam", "path": inbound, "reason": missing}} with input as first
	unread := sprintf(text, ["allowedCloudEndpoints is not in the export, or could not be read"])
	hidden := root({"allowedCloudEndpoints": ["partner.microsoftonline.cn", null]}, ["allowedCloudEndpoints.1"])
	every one in [root({}, []), root({"allowedCloudEndpoints": null}, []), hidden] {
		second := world("everybody", "inherited", "us-government", [one])
		rule.fail == set() with input as second
		rule.unknown == {{"on": "partner:fabrikam", "path": inbound, "reason": unread}} with input as second
	}
}

test_something_else_unclear if {
	first := world("everybody", "inherited", "us-government", [root({"allowedCloudEndpoints": []}, ["displayName"])])
	rule.unknown == set() with input as first
}

test_own_cloud_unknown if {
	first := homeless("everybody", "inherited", "us-government", enabled)
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "path": inbound,
		"reason": "it lives in the us-government cloud, and the config does not say in which cloud we are: write `cloud` there",
	}} with input as first
	rule.applicable == {"partner:fabrikam"} with input as first
}

test_no_cloud_known_at_all if {
	first := homeless("everybody", "inherited", null, enabled)
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}
