package tenantlint.microsoft365.service_provider_access_exempted_test

import data.tenantlint.microsoft365.service_provider_access_exempted as rule
import data.tenantlint.mock

key := "blockServiceProviderOutboundAccess"

world(standard, own, register) := mock.world({
	"default": mock.fallback({"more": standard}),
	"partners": [mock.partner({"more": own, "register": register})],
})

without := [null, mock.entry({"status": "rejected", "approved": false})]

test_exempted if {
	every register in without {
		open := world({key: true}, {key: false}, register)
		rule.fail == {{
			"on": "partner:fabrikam", "path": key, "expected": "true", "actual": "false",
			"message": "Fabrikam: our users may administer it by delegated rights, which the default blocks, and it is not approved",
			"related": [{"on": "default", "path": key, "label": "blocked by default"}],
		}} with input as open
		rule.unknown == set() with input as open
		rule.applicable == {"partner:fabrikam"} with input as open
	}
}

test_approved if {
	every own in [{key: false}, {key: null}] {
		agreed := world({key: true}, own, mock.entry({}))
		rule.fail == set() with input as agreed
		rule.unknown == set() with input as agreed
		rule.applicable == set() with input as agreed
	}
}

test_default_open if {
	every own in [{key: false}, {key: null}] {
		open := world({key: false}, own, null)
		rule.fail == set() with input as open
		rule.unknown == set() with input as open
	}
}

test_no_exemption if {
	every own in [{key: true}, {}] {
		kept := world({key: true}, own, null)
		rule.fail == set() with input as kept
		rule.unknown == set() with input as kept
		rule.applicable == set() with input as kept
	}
}

test_default_not_told if {
	every register in without {
		blank := world({}, {key: false}, register)
		rule.fail == set() with input as blank
		rule.unknown == {{
			"on": "partner:fabrikam", "path": key,
			"reason": "whether the default blocks delegated administration is not in the export",
		}} with input as blank
	}
}

test_partner_unreadable if {
	every standard in [{key: true}, {}] {
		blank := world(standard, {key: null}, null)
		rule.fail == set() with input as blank
		rule.unknown == {{
			"on": "partner:fabrikam", "path": key,
			"reason": "whether it is exempted from the block on delegated administration is unknown",
		}} with input as blank
	}
}
