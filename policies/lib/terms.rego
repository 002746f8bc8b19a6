# What an entry of the register gives leave for, and what it records.
package tenantlint.terms

import data.tenantlint.lib

# No approved register entry gives the partner this token under `allow`.
without_leave(partner, _) if lib.unapproved(partner)

without_leave(partner, token) if {
	partner.register.approved == true
	every given in partner.register.allow {
		given != token
	}
}

# A Microsoft 365 capability by one name: crossTenantMigration, m365:crossTenantMigration and m365:migration are the same.
capability(text) := trim_prefix(trim_prefix(lower(text), "m365:"), "crosstenant")

# The claims of a partner's devices, by the words of the register.
device_claims := {
	"compliantDevice": {"flag": "isCompliantDeviceAccepted", "title": "compliant devices"},
	"hybridJoined": {"flag": "isHybridAzureADJoinedDeviceAccepted", "title": "hybrid joined devices"},
}

# What the entry records there; null when it records nothing.
recorded(entry, path) := object.get(entry.terms, path, null)

# The entry is approved and records this, or the option `required` of the rule says that it must.
keeps(entry, path) if {
	entry.approved == true
	recorded(entry, path) != null
}

keeps(entry, _) if {
	entry.approved == true
	input.options.required == true
}
