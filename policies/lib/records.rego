# Records that stand beside cross-tenant access: what they say, and whom they hold for.
package tenantlint.records

# What stands under a key; null when the file does not tell, and when it is null or absent.
said(record, key) := object.get(record.value, key, null)

# Why a switch of a record can't be judged.
unsaid(record, key) := sprintf("%s: %s is not in the export, or could not be read", [record.name, key])

is_global(record) if lower(record.name) == "global"

# A custom policy holds for whoever was given it, and no export says who that is.
weight(record) := {} if lower(record.name) == "global"

weight(record) := {"level": "info"} if lower(record.name) != "global"

# Global, and what the tenant made itself. Microsoft puts the others into every tenant, assigned to nobody.
own_policies(kind) := [record |
	some record in input.records[kind]
	object.get(shipped, trim_prefix(lower(record.name), "tag:"), null) == null
]

# There are policies of that kind, but not the one that holds for everyone without another. Every tenant has it, so it is
# missing from the export.
lacks_global(kind) if {
	input.records[kind] != []
	every policy in input.records[kind] {
		lower(policy.name) != "global"
	}
} else := false

shipped := {
	"default": true, "allon": true, "alloff": true, "restrictedanonymousaccess": true,
	"restrictedanonymousnorecording": true, "kiosk": true, "federationandpicdefault": true, "federationonly": true,
	"nofederationandpic": true,
}

# What a list holds, in any of the ways that PowerShell writes one.
many(value) := [] if value == null

many(value) := value if is_array(value)

many(value) := [value] if is_object(value)

many(value) := [part | some part in regex.split(`[\s,;]+`, value); part != ""] if is_string(value)
