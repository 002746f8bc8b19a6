package tenantlint.sync.multitenant_template_trusts_newcomers_test

import data.tenantlint.mock
import data.tenantlint.sync.multitenant_template_trusts_newcomers as rule

ref := "record/partner-template/0"

# A partner template, with what of it is unclear, beside a sync template.
world(value, unclear, sync) := object.union(
	mock.world({"records": {
		"partner_template": [{"ref": ref, "name": "partner template", "value": value, "unclear": unclear}],
		"sync_template": [{"ref": "record/sync-template/0", "name": "sync template", "value": sync, "unclear": []}],
	}}),
	{"tenant": {"present": {"partner_template": true, "sync_template": true}}},
)

silent := {"userSyncInbound": null}

half(access, target) := {"accessType": access, "targets": [{"target": target}]}

setting(access) := {"usersAndGroups": half(access, "AllUsers"), "applications": half(access, "AllApplications")}

template(parts) := object.union(
	{
		"templateApplicationLevel": "newPartners,existingPartners", "inboundTrust": null,
		"b2bCollaborationInbound": null, "b2bDirectConnectInbound": setting("blocked"),
		"automaticUserConsentSettings": {"inboundAllowed": null, "outboundAllowed": false},
	},
	parts,
)

finding(on, path, what, related) := {
	"on": on, "path": path, "expected": "a templateApplicationLevel without newPartners", "related": related,
	"message": sprintf("A template for members applies to tenants that join later, and gives them %s", [what]),
}

trusting := template({"inboundTrust": {"isMfaAccepted": true, "isCompliantDeviceAccepted": false}})

mfa := finding(ref, "inboundTrust.isMfaAccepted", "MFA trust", [])

test_unconfigured if {
	still := world(template({}), [], silent)
	rule.fail == set() with input as still
	rule.unknown == set() with input as still
}

test_trust if {
	given := world(trusting, [], silent)
	rule.fail == {mfa} with input as given
	rule.unknown == set() with input as given
}

test_several if {
	given := world(
		template({"automaticUserConsentSettings": {"inboundAllowed": true}, "b2bCollaborationInbound": setting("allowed")}),
		[], silent,
	)
	rule.fail == {finding(ref, "automaticUserConsentSettings.inboundAllowed", "inbound automatic redemption, inbound collaboration", [
		{"on": ref, "path": "b2bCollaborationInbound", "label": "inbound collaboration"},
	])} with input as given
}

test_sync if {
	given := world(template({}), [], {"templateApplicationLevel": "newPartners", "userSyncInbound": {"isSyncAllowed": true}})
	rule.fail == {finding("record/sync-template/0", "userSyncInbound.isSyncAllowed", "user sync", [])} with input as given
}

test_level_not_written_is_the_default if {
	every value in [object.remove(trusting, ["templateApplicationLevel"]), object.union(trusting, {"templateApplicationLevel": null})] {
		given := world(value, [], silent)
		rule.fail == {mfa} with input as given
	}
}

test_not_for_newcomers if {
	every level in ["none", "", "existingPartners"] {
		off := world(object.union(trusting, {"templateApplicationLevel": level}), ["inboundTrust.isCompliantDeviceAccepted"], silent)
		rule.fail == set() with input as off
		rule.unknown == set() with input as off
	}
}

test_level_unclear if {
	blank := world(trusting, ["templateApplicationLevel"], silent)
	rule.fail == set() with input as blank
	rule.unknown == {{
		"on": ref, "path": "templateApplicationLevel", "reason": "whether it applies to tenants that join later is unknown",
	}} with input as blank
	harmless := world(template({}), ["templateApplicationLevel"], silent)
	rule.unknown == set() with input as harmless
}

test_grant_unclear if {
	blank := world(trusting, ["inboundTrust.isCompliantDeviceAccepted"], silent)
	rule.unknown == {{
		"on": ref, "path": "inboundTrust.isCompliantDeviceAccepted",
		"reason": "compliant device trust for tenants that join later is unknown",
	}} with input as blank
}

test_half_a_setting_is_unknown if {
	blank := world(template({"b2bDirectConnectOutbound": {"usersAndGroups": half("allowed", "AllUsers")}}), [], silent)
	rule.fail == set() with input as blank
	rule.unknown == {{
		"on": ref, "path": "b2bDirectConnectOutbound",
		"reason": "outbound direct connect for tenants that join later is unknown",
	}} with input as blank
}

test_not_exported if {
	none := object.union(
		mock.world({"records": {"partner_template": [], "sync_template": []}}),
		{"tenant": {"present": {"partner_template": false, "sync_template": false}}},
	)
	rule.fail == set() with input as none
	rule.unknown == {
		{"on": "tenant", "reason": "the multitenant organization's partner template is not in the input"},
		{"on": "tenant", "reason": "the multitenant organization's sync template is not in the input"},
	} with input as none
}

beside(parent, state) := object.union(parent, {"records": {"multi_tenant_organization": [
	{"ref": "record/multi-tenant-organization/0", "name": "x", "value": {"state": state}, "unclear": []},
]}})

test_in_no_multitenant_organization if {
	none := object.union(
		mock.world({"records": {"partner_template": [], "sync_template": []}}),
		{"tenant": {"present": {"partner_template": false, "sync_template": false}}},
	)
	every somewhere in [world(trusting, ["templateApplicationLevel"], silent), world(trusting, [], silent), none] {
		alone := beside(somewhere, "inactive")
		rule.fail == set() with input as alone
		rule.unknown == set() with input as alone
		rule.applicable == set() with input as alone
	}
	every state in ["active", null] {
		given := beside(world(trusting, [], silent), state)
		rule.fail == {mfa} with input as given
		rule.applicable == {"tenant"} with input as given
	}
}
