# METADATA
# title: A managed device is asked for, but the partner's devices are not trusted
# description: >-
#   A Conditional Access policy asks external users for a compliant or hybrid joined device, and the device claims of the
#   partner are not trusted. So it lets none of the partner's users in.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/authentication-conditional-access
#   description: Authentication and Conditional Access for external users
# - ref: https://learn.microsoft.com/graph/api/resources/conditionalaccesspolicy
#   description: conditionalAccessPolicy resource type
# custom:
#   level: warning
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [conditional_access]
#   remediation: Exclude external users from the policy, or trust the partner's devices if its agreement grants that.
#   controls: []
package tenantlint.access.device_policy_locks_out_partner

import data.tenantlint.conditional_access as access
import data.tenantlint.lib

fail contains finding if {
	some lock in locks
	lock.locked == true
	lock.setting.admits in {"listed", "everybody"}
	refused := [flag | some flag in lock.flags; flag.value == false]
	finding := {
		"on": lock.partner.ref,
		"path": refused[0].path,
		"message": sprintf("%s: users come in by %s, but `%s` asks them for a managed device and their devices are not trusted", [lock.partner.name, lock.setting.title, lock.policy.name]),
		"expected": "true, or external users excluded",
		"actual": "false",
		"related": [{"on": lock.policy.ref, "path": "grantControls", "label": "asks for a managed device"}],
	}
}

unknown contains {"on": lock.partner.ref, "reason": reason} if {
	some lock in locks
	lock.locked == null
	reason := sprintf("whether `%s` locks its users out is unknown", [lock.policy.name])
}

unknown contains {"on": lock.partner.ref, "path": lock.setting.path, "reason": lib.cannot_tell(lock.setting.title, lock.setting)} if {
	some lock in locks
	lock.locked == true
	lock.setting.admits == "unknown"
}

# What locks somebody out, or may. `locked` is null where that can't be told.
locks := [lock |
	some policy in demands
	some partner in input.partners
	some name, type in access.types
	setting := partner.settings[name]
	setting.admits != "nobody"
	met(policy, partner, type, setting)
	flags := [partner.trust[flag] | some control, flag in access.trust; control in policy.controls]
	lock := {
		"partner": partner, "setting": setting, "policy": policy, "flags": flags,
		"locked": locked(policy, {flag.value | some flag in flags}),
	}
]

# Policies that ask external users for a managed device, where nothing else will do that is within their reach.
demands := [policy |
	some record in input.records.conditional_access
	object.get(record.value, "state", null) in {"enabled", null}
	access.grants(record, {"compliantDevice", "domainJoinedDevice"})
	access.narrowed(record) == false
	policy := access.sum_up(record)
	asks_for_device(policy)
	nothing_else(policy)
]

asks_for_device(policy) if policy.controls & {"compliantDevice", "domainJoinedDevice"} != set()

asks_for_device(policy) if {
	some path in policy.unclear
	startswith(path, "grantControls")
}

nothing_else(policy) if policy.together == true

nothing_else(policy) if policy.controls & {"mfa", "strength", "weakStrength", "termsOfUse"} == set()

met(policy, _, _, _) if policy.unclear != []

met(policy, partner, type, setting) if {
	policy.unclear == []
	access.inside(policy, partner, type) == true
	access.reached(policy, access.wanted(setting)) != set()
}

# A trusted claim of one kind is enough where one control is.
locked(policy, values) := false if {
	values == {true}
} else := null if {
	policy.unclear != []
} else := true if {
	policy.together == true
	false in values
} else := true if {
	values == {false}
} else := null if {
	[policy.together, true in values] != [false, true]
} else := false
