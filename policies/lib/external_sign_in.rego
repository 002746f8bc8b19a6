# What Conditional Access asks of the users of one other organisation who come in one way: the question of the handshake.
#
# `input.options` names their tenant, their type, and the applications they go to. Here stands whom a policy is about;
# whether they can meet its controls, src/handshake/conditional.rs says.
package tenantlint.external_sign_in

import data.tenantlint.conditional_access as access

# Every policy that is about them, or may be. One in report-only mode stops nobody.
answers contains answer if {
	some record in input.records.conditional_access
	not_idle(object.get(record.value, "state", null))
	policy := access.sum_up(record)
	hits := hit(policy, record)
	hits != "no"
	answer := {
		"ref": policy.ref,
		"name": policy.name,
		"hits": hits,
		"controls": policy.controls,
		"together": policy.together,
		"unclear": policy.unclear,
	}
}

# No policy is enabled, so security defaults may be, and they ask everybody for MFA.
answers contains answer if {
	access.none_enabled
	answer := {
		"ref": "tenant", "name": "security defaults", "hits": "maybe", "controls": {"mfa"}, "together": true,
		"unclear": [],
	}
}

not_idle(state) if {
	state != "disabled"
	state != "enabledForReportingButNotEnforced"
}

who := {"ref": "partner", "tenant_id": input.options.tenant_id}

goals := {goal | some goal in input.options.to}

hit(policy, record) := "maybe" if {
	policy.unclear != []
} else := everywhere(policy, record) if {
	access.inside(policy, who, input.options.type) == true
} else := "maybe" if {
	# A group may hold guests; users who come by direct connect are in no group of ours.
	policy.groups == true
	input.options.type != "b2bDirectConnectUser"
	access.keys(who, input.options.type) & policy.excluded == set()
	access.reached(policy, goals) != set()
} else := "no"

everywhere(policy, record) := "no" if {
	access.reached(policy, goals) == set()
} else := "no" if {
	legacy(record)
} else := "sometimes" if {
	access.narrowed(record) == true
} else := "sometimes" if {
	excepted(record)
} else := "yes" if {
	access.reached(policy, goals) == goals
} else := "part"

# Clients without modern authentication: neither Teams nor a browser is one.
legacy(record) if {
	clients := access.items(record, ["conditions", "clientAppTypes"])
	clients != set()
	clients - {"exchangeActiveSync", "easSupported", "easUnsupported", "other"} == set()
}

# It spares some sign-ins: from places, platforms or devices that it leaves out.
excepted(record) if {
	some place in [["locations", "excludeLocations"], ["platforms", "excludePlatforms"], ["devices", "excludeDevices"]]
	access.items(record, array.concat(["conditions"], place)) != set()
}

excepted(record) if object.get(record.value, ["conditions", "devices", "deviceFilter", "mode"], null) == "exclude"

# A guest has an account here, which a group may hold.
excepted(record) if {
	input.options.type != "b2bDirectConnectUser"
	access.items(record, ["conditions", "users", "excludeGroups"]) != set()
}
