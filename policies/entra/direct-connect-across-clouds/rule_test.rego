package tenantlint.entra.direct_connect_across_clouds_test

import data.tenantlint.entra.direct_connect_across_clouds as rule
import data.tenantlint.mock

inbound := "b2bDirectConnectInbound"

world(scope, cloud) := mock.world({"partners": [mock.partner({
	"settings": mock.settings(mock.one(inbound, scope)), "register": mock.entry({"cloud": cloud}),
})]})

# The same, where the config does not say in which cloud we are.
homeless(scope, cloud) := object.union(world(scope, cloud), {"tenant": {"cloud": null}})

test_open_across_clouds if {
	every pair in [["groups", "listed"], ["everybody", "everybody"]] {
		first := world(pair[0], "china")
		rule.fail == {{
			"on": "partner:fabrikam", "path": inbound, "expected": "nobody", "actual": pair[1],
			"message": "Fabrikam: inbound direct connect is open, but it lives in the china cloud and we in commercial, and direct connect does not work across clouds",
			"related": [{"on": "register:fabrikam", "path": "cloud", "label": "the register says china"}],
		}} with input as first
		rule.unknown == set() with input as first
	}
}

test_closed if {
	first := world("closed", "china")
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
	second := homeless("closed", "china")
	rule.unknown == set() with input as second
	rule.applicable == set() with input as first
}

test_same_cloud if {
	first := world("everybody", "commercial")
	rule.fail == set() with input as first
	second := world("unknown", "commercial")
	rule.unknown == set() with input as second
	rule.applicable == {"partner:fabrikam"} with input as first
}

test_cloud_of_the_partner_not_recorded if {
	first := world("everybody", null)
	rule.fail == set() with input as first
	second := world("unknown", null)
	rule.unknown == set() with input as second
	rule.applicable == set() with input as first
	stranger := mock.world({"partners": [mock.partner({"register": null})]})
	rule.applicable == set() with input as stranger
}

test_setting_unknown if {
	first := world("unknown", "china")
	rule.fail == set() with input as first
	rule.unknown == {{
		"on": "partner:fabrikam", "path": inbound,
		"reason": "inbound direct connect unknown: the export does not carry it",
	}} with input as first
}

test_own_cloud_unknown if {
	every scope in ["groups", "unknown"] {
		first := homeless(scope, "china")
		rule.fail == set() with input as first
		rule.unknown == {{
			"on": "partner:fabrikam", "path": inbound,
			"reason": "it lives in the china cloud, and the config does not say in which cloud we are: write `cloud` there",
		}} with input as first
	}
}

test_no_cloud_known_at_all if {
	first := homeless("groups", null)
	rule.fail == set() with input as first
	rule.unknown == set() with input as first
}
