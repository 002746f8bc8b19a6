package tenantlint.sync.multitenant_outsider_trusted_test

import data.tenantlint.mock
import data.tenantlint.sync.multitenant_outsider_trusted as rule

fabrikam := "22222222-2222-4222-8222-222222222222"

world(state, parts) := mock.world({
	"partners": [mock.partner(parts)],
	"records": {"multi_tenant_member": [
		{"ref": "record/multi-tenant-member/0", "name": "Fabrikam", "value": {"tenantId": upper(fabrikam), "state": state}, "unclear": []},
		{"ref": "record/multi-tenant-member/1", "name": "Other", "value": {"tenantId": "x", "state": "removed"}, "unclear": []},
		{"ref": "record/multi-tenant-member/2", "name": "?", "value": {"tenantId": null, "state": "removed"}, "unclear": ["tenantId"]},
	]},
})

ours := mock.entry({"kind": "organisation"})

proposed := mock.entry({"status": "proposed", "approved": false})

trusted := {"trust": mock.trust(true)}

all_on := object.union(trusted, {
	"consent": {
		"inbound": mock.flag("automaticUserConsentSettings.inboundAllowed", true),
		"outbound": mock.flag("automaticUserConsentSettings.outboundAllowed", true),
	},
	"sync": {
		"users": mock.flag("identitySynchronization.userSyncInbound.isSyncAllowed", true),
		"groups": mock.flag("identitySynchronization.groupSyncInbound.isSyncAllowed", true),
	},
})

finding(text, level, paths) := {
	"on": "partner:fabrikam", "path": "inboundTrust.isMfaAccepted", "paths": paths, "expected": "false", "actual": "true", "level": level,
	"message": sprintf("Fabrikam %s", [text]),
}

trust_paths := [
	"inboundTrust.isMfaAccepted",
	"inboundTrust.isCompliantDeviceAccepted",
	"inboundTrust.isHybridAzureADJoinedDeviceAccepted",
]

all_paths := array.concat(trust_paths, [
	"automaticUserConsentSettings.inboundAllowed",
	"automaticUserConsentSettings.outboundAllowed",
	"identitySynchronization.userSyncInbound.isSyncAllowed",
	"identitySynchronization.groupSyncInbound.isSyncAllowed",
])

trusts := "MFA trust, compliant device trust, hybrid joined device trust"

test_removed if {
	every register in [null, proposed, ours] {
		gone := world("removed", object.union(all_on, {"register": register}))
		rule.fail == {finding(
			sprintf("has left our multitenant organization, but its own settings grant %s, inbound automatic redemption, outbound automatic redemption, user sync, group sync", [trusts]),
			"warning", all_paths,
		)} with input as gone
		rule.unknown == set() with input as gone
		rule.applicable == {"partner:fabrikam"} with input as gone
	}
}

test_removed_but_a_partner if {
	kept := world("removed", object.union(trusted, {"register": mock.entry({"kind": "partner"})}))
	rule.fail == set() with input as kept
	rule.applicable == set() with input as kept
}

test_pending if {
	every register in [null, proposed] {
		early := world("pending", object.union(trusted, {"register": register}))
		rule.fail == {finding(
			sprintf("has not joined our multitenant organization yet, but its own settings grant %s", [trusts]),
			"info", trust_paths,
		)} with input as early
	}
	prepared := world("pending", object.union(trusted, {"register": ours}))
	rule.fail == set() with input as prepared
	rule.applicable == set() with input as prepared
}

test_active if {
	member := world("active", object.union(trusted, {"register": null}))
	rule.fail == set() with input as member
	rule.unknown == set() with input as member
	rule.applicable == set() with input as member
}

test_state_unknown if {
	blank := world(null, object.union(trusted, {"register": null}))
	rule.fail == set() with input as blank
	rule.unknown == {{"on": "partner:fabrikam", "reason": "its state in our multitenant organization is unknown"}} with input as blank
	rule.applicable == {"partner:fabrikam"} with input as blank
}

test_nothing_granted if {
	clean := world("removed", {"register": null})
	rule.fail == set() with input as clean
	rule.unknown == set() with input as clean
}

test_inherited_trust_is_the_default if {
	inherited := {name: object.union(flag, {"origin": "inherited"}) | some name, flag in mock.trust(true)}
	clean := world("removed", {"register": null, "trust": inherited})
	rule.fail == set() with input as clean
	rule.unknown == set() with input as clean
}

test_unknown if {
	blank := world("removed", {"register": null, "sync": {
		"users": mock.flag("identitySynchronization.userSyncInbound.isSyncAllowed", null),
		"groups": mock.flag("identitySynchronization.groupSyncInbound.isSyncAllowed", null),
	}})
	rule.fail == set() with input as blank
	rule.unknown == {{
		"on": "partner:fabrikam",
		"reason": "it has left our multitenant organization, and what it is granted is unknown: user sync, group sync",
	}} with input as blank
}

beside(parent, state, present) := object.union(parent, {
	"tenant": {"present": {"multi_tenant_member": present}},
	"records": {"multi_tenant_organization": [
		{"ref": "record/multi-tenant-organization/0", "name": "x", "value": {"state": state}, "unclear": []},
	]},
})

test_in_no_multitenant_organization if {
	every state in ["removed", null] {
		every present in [true, false] {
			alone := beside(world(state, object.union(trusted, {"register": null})), "inactive", present)
			rule.fail == set() with input as alone
			rule.unknown == set() with input as alone
			rule.applicable == set() with input as alone
		}
	}
	member := beside(world("pending", object.union(trusted, {"register": null})), "active", true)
	found := rule.fail with input as member
	count(found) == 1
}

# No list of members, and these parts of the partner.
listless(parts) := object.union(
	mock.world({"partners": [mock.partner(parts)], "records": {"multi_tenant_member": []}}),
	{"tenant": {"present": {"multi_tenant_member": false}}},
)

test_members_not_exported if {
	every state in ["active", null] {
		every register in [null, proposed, ours] {
			blank := beside(listless(object.union(trusted, {"register": register})), state, false)
			rule.fail == set() with input as blank
			rule.unknown == {{
				"on": "partner:fabrikam",
				"reason": "whether it is a member is unknown, and its own settings grant, or may grant, MFA trust, compliant device trust, hybrid joined device trust: export GET /beta/tenantRelationships/multiTenantOrganization/tenants",
			}} with input as blank
		}
	}
}

test_members_not_exported_and_nothing_to_tell if {
	every parts in [{"register": null}, object.union(trusted, {"register": mock.entry({"kind": "partner"})})] {
		clean := listless(parts)
		rule.fail == set() with input as clean
		rule.unknown == set() with input as clean
		rule.applicable == set() with input as clean
	}
}
