package tenantlint.multitenant_test

import data.tenantlint.mock
import data.tenantlint.multitenant

world(states) := mock.world({"records": {"multi_tenant_organization": [record(state) | some state in states]}})

record(state) := {"ref": "record/multi-tenant-organization/0", "name": "x", "value": {"state": state}, "unclear": []}

test_may_belong if {
	every states in [[], [null], ["active"], ["inactive", "active"]] {
		somewhere := world(states)
		multitenant.may_belong with input as somewhere
	}
}

test_belongs_to_none if {
	alone := world(["inactive"])
	{yes | yes := multitenant.may_belong with input as alone} == set()
}
