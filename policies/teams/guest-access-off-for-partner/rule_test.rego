package tenantlint.teams.guest_access_off_for_partner_test

import data.tenantlint.mock
import data.tenantlint.teams.guest_access_off_for_partner as rule

world(value, entries) := mock.world({
	"records": {"client_configuration": [{"ref": "record/client/0", "name": "Global", "unclear": [], "value": {"AllowGuestUser": value}}]},
	"register": {"entries": entries},
})

partner(allow) := mock.entry({"allow": allow})

promised := partner(["mfa-trust", "collaboration-inbound"])

test_shut_out if {
	torn := world(false, [partner([]), promised])
	rule.fail == {{
		"on": "record/client/0", "path": "AllowGuestUser", "expected": "true", "actual": "false",
		"message": "Teams shuts guests out, but the register allows inbound collaboration to Fabrikam",
		"related": [{"on": "register:fabrikam", "path": "allow", "label": "collaboration-inbound is allowed here"}],
	}} with input as torn
	rule.unknown == set() with input as torn
	rule.applicable == {"tenant"} with input as torn
}

test_let_in if {
	sound := world(true, [promised])
	rule.fail == set() with input as sound
	rule.unknown == set() with input as sound
}

test_nobody_was_promised_it if {
	every value in [false, null] {
		every entry in [partner([]), partner(["direct-connect-inbound"]), mock.entry({"allow": ["collaboration-inbound"], "approved": false})] {
			none := world(value, [entry])
			rule.fail == set() with input as none
			rule.unknown == set() with input as none
			rule.applicable == set() with input as none
		}
	}
}

test_unknown if {
	dim := world(null, [promised])
	rule.fail == set() with input as dim
	rule.unknown == {{
		"on": "record/client/0", "reason": "Global: AllowGuestUser is not in the export, or could not be read",
	}} with input as dim
}

test_our_own_entry if {
	own := mock.entry({"allow": ["collaboration-inbound"], "tenant_id": "11111111-1111-4111-8111-111111111111"})
	every value in [false, null] {
		shared := world(value, [own])
		rule.fail == set() with input as shared
		rule.unknown == set() with input as shared
		rule.applicable == set() with input as shared
	}
}
