# METADATA
# title: Direct connect with a partner is open and nobody uses it
# description: >-
#   A partner's own configuration opens direct connect, and in the days that the sign-ins cover nobody came or went by
#   it.
# related_resources:
# - ref: https://learn.microsoft.com/entra/external-id/b2b-direct-connect-overview
#   description: B2B direct connect overview
# - ref: https://learn.microsoft.com/graph/api/resources/signin
#   description: The sign-in resource of Microsoft Graph
# custom:
#   level: info
#   scope: partner
#   profiles: [baseline, strict, open-collaboration]
#   since: 0.1.0
#   status: stable
#   requires: [activity]
#   partners: [direct_connect]
#   remediation: Close direct connect with the partner until it is needed.
#   controls: [ISO 27002:2022 5.18]
#   options:
#     days: {default: 90, description: How many days the log of sign-ins must cover before nobody in it means nobody.}
#     freshDays: {default: 30, description: How many days ago it may have ended.}
package tenantlint.activity.direct_connect_unused

import data.tenantlint.lib

fail contains finding if {
	doubts == set()
	some idle in candidates
	{[idle.partner.tenant_id, idle.setting.direction, null]} & seen == set()
	finding := {
		"on": idle.partner.ref,
		"path": idle.setting.path,
		"message": sprintf("%s: %s is open, and in %d days nobody used it", [idle.partner.name, idle.setting.title, input.activity.days]),
		"expected": "closed until it is needed",
	}
}

unknown contains {"on": idle.partner.ref, "path": idle.setting.path, "reason": sprintf("whether anybody uses %s is unknown: %s", [idle.setting.title, reason])} if {
	some idle in candidates
	some reason in doubts
}

unknown contains {"on": idle.partner.ref, "path": idle.setting.path, "reason": sprintf("whether anybody uses %s is unknown: the sign-ins do not tell their type (`crossTenantAccessType`, which Graph beta has)", [idle.setting.title])} if {
	doubts == set()
	some idle in candidates
	[idle.partner.tenant_id, idle.setting.direction, null] in seen
}

# Used or not, whether it is open is not known.
unknown contains {"on": partner.ref, "path": setting.path, "reason": lib.cannot_tell(setting.title, setting)} if {
	some partner in input.partners
	some setting in partner.direct_connect
	setting.admits == "unknown"
	{[partner.tenant_id, setting.direction, true]} & seen == set()
}

applicable contains partner.ref if {
	some partner in input.partners
	some setting in partner.direct_connect
	setting.origin == "own"
}

# Open by the partner's own configuration, and not known to be used.
candidates := [{"partner": partner, "setting": setting} |
	some partner in input.partners
	some setting in partner.direct_connect
	setting.origin == "own"
	lib.opens(setting)
	{[partner.tenant_id, setting.direction, true]} & seen == set()
]

seen := {[tenant.tenant_id, direction, tenant[direction].direct_connect] |
	some tenant in input.activity.tenants
	some direction in ["inbound", "outbound"]
}

# Why a log without anybody does not mean that there was nobody.
doubts := {text |
	some text, holds in {
		sprintf("%v", [input.activity.reason]): input.activity.reason != null,
		"only a log of sign-ins tells its days, a table does not": untold,
		sprintf("the log covers %v days, and %v are asked for", [input.activity.days, input.options.days]): short,
		sprintf("the log ended %v days ago", [input.activity.ended_days_ago]): old,
		"the log has only interactive sign-ins, and direct connect renews its tokens without anybody": input.activity.non_interactive == false,
		sprintf("%d sign-ins do not tell which other tenant they are of", [input.activity.unplaced]): input.activity.unplaced > 0,
		"the log is not whole": input.activity.partial,
	}
	holds == true
}

untold := input.activity.days == null

short := [untold, object.get(input.activity, "days", 0) < input.options.days] == [false, true]

old := [untold, object.get(input.activity, "ended_days_ago", 0) > input.options.freshDays] == [false, true]
