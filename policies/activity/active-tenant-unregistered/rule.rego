# METADATA
# title: People work with a tenant that nobody has on record
# description: >-
#   The sign-ins show work with another tenant that has neither a partner configuration nor an entry in the register, or
#   guests are here from a domain that no entry has.
# related_resources:
# - ref: https://learn.microsoft.com/entra/identity/monitoring-health/workbook-cross-tenant-access-activity
#   description: Cross-tenant access activity workbook
# - ref: https://learn.microsoft.com/graph/api/resources/signin
#   description: The sign-in resource of Microsoft Graph
# - ref: https://learn.microsoft.com/entra/external-id/user-properties
#   description: Properties of a B2B collaboration user
# custom:
#   level: info
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register, visits]
#   partners: []
#   remediation: Look who works with that tenant, and record it in the register, with a status.
#   controls: [ISO 27002:2022 5.19]
#   options:
#     signIns: {default: 10, description: From how many sign-ins on a tenant counts as somebody to work with.}
#     guests: {default: 10, description: From how many guests on a domain counts likewise.}
#     personalDomains: {default: [gmail.com, outlook.com, hotmail.com, live.com, icloud.com, yahoo.com, proton.me], description: "Domains of personal addresses, which belong to no organisation."}
package tenantlint.activity.active_tenant_unregistered

import data.tenantlint.domains
import data.tenantlint.lib

fail contains finding if {
	some tenant in strangers
	tenant.configured == false
	finding := {
		"on": tenant.ref,
		"path": tenant.path,
		"message": sprintf("Tenant %s is neither a partner nor in the register, and people work with it: %d sign-ins into our tenant, %d into theirs", [
			tenant.name, tenant.inbound.sign_ins, tenant.outbound.sign_ins,
		]),
		"expected": "an entry in the register",
	}
}

unknown contains {"on": tenant.ref, "path": tenant.path, "reason": sprintf("whether %s is a partner is unknown: the list of partners may not be complete", [tenant.name])} if {
	some tenant in strangers
	tenant.configured == null
}

unknown contains {"on": input.tenant.ref, "reason": input.activity.reason} if input.activity.reason != null

unknown contains {"on": input.tenant.ref, "reason": "the log of sign-ins is not whole"} if input.activity.partial == true

unknown contains {"on": input.tenant.ref, "reason": sprintf("%d sign-ins or rows do not tell which other tenant they are of", [input.activity.unplaced])} if {
	input.activity.unplaced > 0
}

strangers := [tenant |
	some tenant in input.activity.tenants
	tenant.register == null
	tenant.inbound.sign_ins + tenant.outbound.sign_ins >= input.options.signIns
]

fail contains finding if {
	many != []
	doubts == []
	finding := {
		"on": input.tenant.ref,
		"path": "",
		"message": sprintf("Guests are here from domains that no entry of the register has: %s", [lib.list([told(found) | some found in many])]),
		"expected": "an entry in the register with the domain",
		"actual": concat(", ", [found.domain | some found in many]),
	}
}

unknown contains {"on": input.tenant.ref, "reason": sprintf("whose guests these are is unknown: %s; %s", [lib.list([told(found) | some found in many]), concat("; ", doubts)])} if {
	many != []
	doubts != []
}

unknown contains {"on": input.tenant.ref, "reason": input.guests.reason} if input.guests.reason != null

unknown contains {"on": input.tenant.ref, "reason": "the list of guests is not whole"} if input.guests.partial == true

# Together with those of the largest domain they may be too many.
unknown contains {"on": input.tenant.ref, "reason": sprintf("people in the list of guests do not tell their domain, or whether they are guests: %d", [input.guests.untold])} if {
	input.guests.untold > 0
	input.guests.untold + max({0} | few) >= input.options.guests
}

told(found) := sprintf("%s (%d)", [found.domain, found.guests])

# Domains that nobody on record has, whatever was decided about them.
strange := [found |
	some found in input.guests.domains
	domains.lineage(found.domain) & known == set()
]

known := (registered | domains.own_domains) | {lower(trim_space(domain)) | some domain in input.options.personalDomains}

registered := {lower(trim_space(domain)) |
	some entry in input.register.entries
	some domain in object.get(entry, ["terms", "domains"], [])
}

many := [found |
	some found in strange
	found.guests >= input.options.guests
]

few := {found.guests |
	some found in strange
	found.guests < input.options.guests
}

# Who may have such a domain, and does not tell its own.
doubts := [text |
	some text, holds in {
		sprintf("add `domains` to the register entries of %s", [lib.list(nameless)]): nameless != [],
		sprintf("partners without an entry in the register: %v", [input.guests.nameless_partners]): unregistered,
		"the list of partners may not be complete": input.guests.nameless_partners == null,
	}
	holds == true
]

unregistered := [input.guests.nameless_partners != null, input.guests.nameless_partners > 0] == [true, true]

nameless := sort([entry.name |
	some entry in input.register.entries
	entry.tenant_id != input.tenant.id
	object.get(entry, ["terms", "domains"], []) == []
])
