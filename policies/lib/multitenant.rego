# The multitenant organization that this tenant may belong to.
package tenantlint.multitenant

states := {object.get(record.value, "state", null) | some record in input.records.multi_tenant_organization}

# The export does not say that the tenant belongs to none.
may_belong if states != {"inactive"}
