# METADATA
# title: An open setting repeats the default
# description: >-
#   The partner's own setting is open exactly as far as the tenant's default. When the default is closed one day, the
#   partner stays open.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: info
#   scope: partner
#   profiles: [strict]
#   since: 0.1.0
#   status: stable
#   requires: [default]
#   remediation: Set the property to null, so that the partner inherits, or narrow it to what was agreed.
#   controls: []
package tenantlint.entra.setting_repeats_default

import data.tenantlint.lib

fail contains finding if {
	input.default.is_service_default != true
	some partner in input.partners
	some name, setting in partner.settings
	setting.origin == "own"
	lib.opens(setting)
	fallback := input.default.settings[name]
	same(setting.users, fallback.users)
	same(setting.applications, fallback.applications)
	finding := {
		"on": partner.ref,
		"path": setting.path,
		"message": sprintf("%s: its own setting for %s repeats the open default, so closing the default will not reach it", [partner.name, setting.title]),
		"expected": "null",
		"actual": setting.admits,
		"related": [{"on": input.default.ref, "path": fallback.path, "label": "the default says the same"}],
	}
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	input.default.is_service_default != true
	some partner in input.partners
	some setting in partner.faulty
	setting.admits == "unknown"
	input.default.settings[setting.path].admits != "nobody"
}

unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(sprintf("%s by default", [setting.title]), fallback)} if {
	input.default.is_service_default != true
	some partner in input.partners
	some name, setting in partner.settings
	setting.origin == "own"
	lib.opens(setting)
	fallback := input.default.settings[name]
	fallback.admits == "unknown"
}

# A default that nobody ever changed is no decision, and writing it down for a partner is one.
applicable contains partner.ref if {
	input.default.is_service_default != true
	some partner in input.partners
}

same(half, other) if {
	half.access == other.access
	keys(half) == keys(other)
}

keys(half) := {[target.type, lower(target.id)] | some target in half.targets}
