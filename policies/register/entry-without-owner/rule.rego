# METADATA
# title: Nobody answers for a partner
# description: >-
#   An approved register entry names no owner, in a register that names the owners of other partners. With the option
#   `required` every approved entry must have one.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview
#   description: Cross-tenant access overview
# custom:
#   level: info
#   levels: {strict: warning}
#   scope: tenant
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [register]
#   partners: []
#   remediation: Name who answers for the partner, under owner in the register.
#   controls: [ISO 27002:2022 5.19]
#   options:
#     required: {default: false, description: Whether every approved entry must name an owner; otherwise only in a register that names some.}
package tenantlint.register.entry_without_owner

fail contains finding if {
	owners_kept
	some entry in input.register.entries
	entry.approved == true
	entry.tenant_id != input.tenant.id
	entry.owner == null
	finding := {
		"on": entry.ref,
		"path": "",
		"message": sprintf("The register entry of %s names no owner, so nobody answers for it", [entry.name]),
	}
}

applicable contains input.tenant.ref if owners_kept

owners_kept if input.options.required == true

owners_kept if {
	some entry in input.register.entries
	entry.owner != null
}
