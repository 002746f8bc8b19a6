package tenantlint.sync.automatic_redemption_idle_test

import data.tenantlint.mock
import data.tenantlint.sync.automatic_redemption_idle as rule

paths := {"inbound": "automaticUserConsentSettings.inboundAllowed", "outbound": "automaticUserConsentSettings.outboundAllowed"}

leave := mock.entry({"allow": ["automatic-consent-inbound", "automatic-consent-outbound"]})

# Both directions waived, unless `parts` says otherwise.
world(parts) := mock.world({"partners": [mock.partner(object.union(
	{
		"consent": {direction: mock.flag(path, true) | some direction, path in paths},
		"register": leave,
	},
	parts,
))]})

syncs(value) := {"sync": {
	"users": mock.flag("identitySynchronization.userSyncInbound.isSyncAllowed", value),
	"groups": mock.flag("identitySynchronization.groupSyncInbound.isSyncAllowed", value),
}}

opens(names, scope) := {"settings": mock.settings({name: mock.setting(name, scope) | some name in names})}

finding(direction) := {
	"on": "partner:fabrikam", "path": paths[direction], "expected": "false", "actual": "true",
	"message": sprintf("Fabrikam: %s automatic redemption is on, but %s collaboration and direct connect are closed, so it serves nobody", [direction, direction]),
}

unsure(direction) := {
	"on": "partner:fabrikam", "path": paths[direction],
	"reason": sprintf("%s automatic redemption is on, and whom it serves is unknown: collaboration, direct connect or user sync is not told", [direction]),
}

test_all_closed if {
	idle := world({})
	rule.fail == {finding("inbound"), finding("outbound")} with input as idle
	rule.unknown == set() with input as idle
}

test_each_door_serves if {
	inbound := ["b2bCollaborationInbound", "b2bDirectConnectInbound"]
	every name in inbound {
		served := world(opens([name], "groups"))
		rule.fail == {finding("outbound")} with input as served
	}
	outbound := ["b2bCollaborationOutbound", "b2bDirectConnectOutbound"]
	every name in outbound {
		served := world(opens([name], "everybody"))
		rule.fail == {finding("inbound")} with input as served
	}
}

test_sync_is_served_inbound if {
	syncing := world(syncs(true))
	rule.fail == {finding("outbound")} with input as syncing
	rule.unknown == set() with input as syncing
}

test_sync_unknown if {
	blank := world(syncs(null))
	rule.fail == {finding("outbound")} with input as blank
	rule.unknown == {unsure("inbound")} with input as blank
}

test_door_unknown if {
	blank := world(opens(["b2bDirectConnectInbound", "b2bCollaborationOutbound"], "unknown"))
	rule.fail == set() with input as blank
	rule.unknown == {unsure("inbound"), unsure("outbound")} with input as blank
}

test_redemption_unknown if {
	nothing := {"consent": {direction: mock.flag(path, null) | some direction, path in paths}}
	blank := world(nothing)
	rule.fail == set() with input as blank
	rule.unknown == {{
		"on": "partner:fabrikam", "path": path,
		"reason": sprintf("%s automatic redemption unknown: the export does not carry it", [direction]),
	} |
		some direction, path in paths
	} with input as blank
	open := world(object.union(nothing, opens(["b2bCollaborationInbound", "b2bCollaborationOutbound"], "everybody")))
	rule.unknown == set() with input as open
}

test_off if {
	off := world({"consent": {direction: mock.flag(path, false) | some direction, path in paths}})
	rule.fail == set() with input as off
	rule.unknown == set() with input as off
}

test_without_leave if {
	suspended := mock.entry({"status": "suspended", "approved": false, "allow": leave.allow})
	every register in [null, suspended, mock.entry({"allow": ["user-sync"]})] {
		idle := world({"register": register})
		rule.fail == set() with input as idle
		rule.unknown == set() with input as idle
	}
}

test_no_register if {
	idle := object.union(world({"register": null}), {"tenant": {"present": {"register": false}}})
	rule.fail == {finding("inbound"), finding("outbound")} with input as idle
}
