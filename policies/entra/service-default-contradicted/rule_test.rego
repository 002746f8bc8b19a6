package tenantlint.entra.service_default_contradicted_test

import data.tenantlint.entra.service_default_contradicted as rule
import data.tenantlint.mock

own := object.union(everybody("b2bCollaborationInbound"), everybody("b2bCollaborationOutbound"))

everybody(name) := mock.changed(name, "everybody", {"applications": {"all": true}})

world(service, settings, trust) := mock.world({"default": mock.fallback({
	"is_service_default": service,
	"settings": mock.settings(object.union(own, settings)),
	"trust": mock.trust(trust),
})})

finding(path, text) := {
	"on": "default", "path": path,
	"message": sprintf("The default says that it is Microsoft's own, yet %s", [text]),
	"related": [{"on": "default", "path": "isServiceDefault", "label": "never changed, it says"}],
}

test_microsofts_own if {
	same := world(true, {}, false)
	rule.fail == set() with input as same
	rule.unknown == set() with input as same
	rule.applicable == {"tenant"} with input as same
}

test_collaboration_closed_or_narrower if {
	text := "inbound collaboration does not let everybody use everything there"
	only_office := mock.one("b2bCollaborationInbound", "everybody")
	listed := mock.changed("b2bCollaborationInbound", "groups", {"applications": {"all": true}})
	every settings in [mock.one("b2bCollaborationInbound", "closed"), only_office, listed] {
		rule.fail == {finding("b2bCollaborationInbound", text)} with input as world(true, settings, false)
	}
}

test_rest_open if {
	settings := object.union(mock.one("b2bDirectConnectInbound", "everybody"), mock.one("tenantRestrictions", "groups"))
	rule.fail == {
		finding("b2bDirectConnectInbound", "inbound direct connect: open there, closed in Microsoft's own"),
		finding("tenantRestrictions", "tenant restrictions: open there, closed in Microsoft's own"),
	} with input as world(true, settings, false)
}

test_trust if {
	rule.fail == {finding(sprintf("inboundTrust.%s", [name]), text) |
		some name in ["isMfaAccepted", "isCompliantDeviceAccepted", "isHybridAzureADJoinedDeviceAccepted"]
		text := sprintf("it has %s, which is false in Microsoft's own", [name])
	} with input as world(true, {}, true)
}

test_it_does_not_say_so if {
	every service in [false, null] {
		changed := world(service, mock.one("b2bDirectConnectInbound", "unknown"), true)
		rule.fail == set() with input as changed
		rule.unknown == set() with input as changed
		rule.applicable == set() with input as changed
		hidden := world(service, {}, null)
		rule.unknown == set() with input as hidden
	}
	rule.applicable == set() with input as mock.world({})
}

test_unknown if {
	hidden := world(true, mock.one("b2bCollaborationInbound", "unknown"), null)
	rule.fail == set() with input as hidden
	rule.unknown == union({
		{{
			"on": "default", "path": "b2bCollaborationInbound",
			"reason": "inbound collaboration unknown: the export does not carry it",
		}},
		{{"on": "default", "path": sprintf("inboundTrust.%s", [name]), "reason": reason} |
			some name in ["isMfaAccepted", "isCompliantDeviceAccepted", "isHybridAzureADJoinedDeviceAccepted"]
			reason := sprintf("%s unknown: the export does not carry it", [name])
		},
	}) with input as hidden
}
