# What Conditional Access asks of the users of other organisations.
#
# Each policy is summed up once. `gaps` are the ways in for which it is not sure that MFA is asked for.
package tenantlint.conditional_access

import data.tenantlint.lib

# The external users that come in by a setting.
types := {"b2bCollaborationInbound": "b2bCollaborationGuest", "b2bDirectConnectInbound": "b2bDirectConnectUser"}

# "All guest and external users" stands for all of these.
every_type := {
	"internalGuest", "b2bCollaborationGuest", "b2bCollaborationMember", "b2bDirectConnectUser", "otherExternalUser",
	"serviceProvider",
}

# Whose devices count is a matter of the partner's inbound trust.
trust := {"compliantDevice": "isCompliantDeviceAccepted", "domainJoinedDevice": "isHybridAzureADJoinedDeviceAccepted"}

# What can stand in for MFA. Microsoft says that external users can't satisfy the other controls.
ways := {"compliantDevice", "domainJoinedDevice", "termsOfUse", "weakStrength"}

# Built-in strengths, by id and by name. Each of them is MFA.
strengths := {
	"00000000-0000-0000-0000-000000000002", "00000000-0000-0000-0000-000000000003", "00000000-0000-0000-0000-000000000004",
	"multifactor authentication", "passwordless mfa", "phishing-resistant mfa",
}

# Office 365, and in it Teams, SharePoint and Exchange.
suite := {
	"office365", "cc15fd57-2c6c-4117-a88c-83b1d56b4bbe", "00000003-0000-0ff1-ce00-000000000000",
	"00000002-0000-0ff1-ce00-000000000000",
}

# Conditions under which a policy applies to a part of the sign-ins only. What a condition excludes does not count: the
# policy asks everywhere else.
narrowing := [
	["conditions", "userRiskLevels"], ["conditions", "signInRiskLevels"], ["conditions", "insiderRiskLevels"],
	["conditions", "platforms", "includePlatforms"], ["conditions", "locations", "includeLocations"],
	["conditions", "devices", "includeDevices"], ["conditions", "authenticationFlows", "transferMethods"],
]

# -- The policies --
#
# Rules over partners run on a few partners at a time, and each run sums up anew. So only policies that may matter are
# summed up.

sum_up(record) := {
	"ref": record.ref,
	"name": record.name,
	"state": object.get(record.value, "state", null),
	"unclear": array.concat(lost(record), doubts(record, controls, operator)),
	"controls": controls,
	"asks": controls & {"block", "mfa", "strength"} != set(),
	"together": together(controls, operator),
	"alternatives": alternatives(controls, operator),
	"groups": items(record, ["conditions", "users", "includeGroups"]) != set(),
	"included": included,
	"excluded": excluded,
	"aimed": [type | some type in types; aimed(included, excluded, type)] != [],
	"applications": lowered(record, "includeApplications"),
	"without": lowered(record, "excludeApplications"),
} if {
	controls := controls_of(record)
	operator := object.get(record.value, ["grantControls", "operator"], null)
	included := scope(record, "include")
	excluded := scope(record, "exclude")
}

# Those that ask for MFA, or may do so.
askers := [policy |
	some record in input.records.conditional_access
	object.get(record.value, "state", null) != "disabled"
	grants(record, {"block", "mfa"})
	narrowed(record) == false
	policy := sum_up(record)
	may_ask(policy)
]

# It names one of these controls, or an authentication strength, or what it names is not clear.
grants(record, _) if object.get(record.value, ["grantControls", "authenticationStrength"], null) != null

grants(record, _) if record.unclear != []

grants(record, controls) if items(record, ["grantControls", "builtInControls"]) & controls != set()

may_ask(policy) if policy.asks == true

may_ask(policy) if {
	some path in policy.unclear
	startswith(path, "grantControls")
}

# No policy is in force, so security defaults may be.
none_enabled if {
	every record in input.records.conditional_access {
		object.get(record.value, "state", null) in {"disabled", "enabledForReportingButNotEnforced"}
	}
}

# Those that ask always, and in every application.
blankets := [policy |
	some policy in askers
	policy.state == "enabled"
	policy.unclear == []
	policy.alternatives == set()
	"all" in policy.applications
	policy.without & suite == set()
]

# By type of user: whom all of them leave out that ask everyone of that type. A type that none asks so is not there.
spared := {type: leaving |
	some _, type in types
	each := {policy.excluded |
		some policy in blankets
		key(type, "*") in policy.included
		lib.lacks(policy.excluded, key(type, "*"))
	}
	each != set()
	leaving := intersection(each)
}

# Who may come in unasked: most partners are covered, and seen to be so at a glance.
suspects(type) := lib.judged if lib.lacks(object.keys(spared), type)

suspects(type) := [partner |
	some partner in input.partners
	key(type, partner.tenant_id) in spared[type]
] if {
	type in object.keys(spared)
}

# Every control must be met.
together(controls, operator) if {
	operator == "AND"
} else if {
	count(controls) < 2
} else := false

# What is enough instead of MFA, where one of several controls is.
alternatives(controls, operator) := controls & ways if {
	together(controls, operator) == false
	controls & {"block"} == set()
} else := set()

controls_of(record) := {control | some control in items(record, ["grantControls", "builtInControls"]); control != null} | {control |
	some control, there in {
		"strength": strength(record) == "mfa",
		"weakStrength": strength(record) == "weak",
		"termsOfUse": items(record, ["grantControls", "termsOfUse"]) != set(),
		"custom": items(record, ["grantControls", "customAuthenticationFactors"]) != set(),
	}
	there == true
}

strength(record) := word if {
	written := [text |
		some name in ["requirementsSatisfied", "id", "displayName"]
		text := object.get(record.value, ["grantControls", "authenticationStrength", name], null)
		text != null
	]
	word := strength_of(written)
}

strength_of(written) := "none" if written == []

else := "mfa" if "mfa" in written

else := "weak" if "none" in written

else := "mfa" if count({lower(text) | some text in written} & strengths) > 0

else := "unknown"

# What the file does not tell, and that matters here.
lost(record) := [path |
	some path in record.unclear
	some part in ["state", "conditions", "grantControls"]
	startswith(path, part)
]

# What the file tells, but not so that it is clear what it does.
doubts(record, controls, operator) := [path |
	some path, unsure in {
		"state": object.get(record.value, "state", null) == null,
		"grantControls.authenticationStrength": strength(record) == "unknown",
		"grantControls.operator": [operator, count(controls) > 1] == [null, true],
		"conditions.applications.applicationFilter": filtered(record),
		"conditions.users.includeGuestsOrExternalUsers.externalTenants": homeless(record, "include"),
		"conditions.users.excludeGuestsOrExternalUsers.externalTenants": homeless(record, "exclude"),
	}
	unsure == true
]

# A filter picks applications by their attributes, which are in no export. Where all are included it may add none.
filtered(record) if {
	object.get(record.value, ["conditions", "applications", "applicationFilter", "rule"], null) != null
	mode := object.get(record.value, ["conditions", "applications", "applicationFilter", "mode"], null)
	[mode, "all" in lowered(record, "includeApplications")] != ["include", true]
} else := false

# Membership kinds with which it is clear of which tenants, by whether members are named.
told := {["all", true], ["all", false], ["enumerated", true]}

# Types of users, but not of which tenants: neither all nor a list. Local guests have none.
homeless(record, side) if {
	external := external_at(side)
	kinds(record, side) - {"internalGuest", "none"} != set()
	kind := object.get(record.value, array.concat(external, ["externalTenants", "membershipKind"]), null)
	members := object.get(record.value, array.concat(external, ["externalTenants", "members"]), null)
	{[kind, members != null]} & told == set()
} else := false

narrowed(record) if {
	said := [found | some place in narrowing; found := object.get(record.value, place, null); partial(found)]
	said != []
} else if {
	object.get(record.value, ["conditions", "devices", "deviceFilter", "mode"], null) == "include"
} else if {
	clients := items(record, ["conditions", "clientAppTypes"])
	clients != set()
	clients & {"all"} == set()
	{"browser", "mobileAppsAndDesktopClients"} - clients != set()
} else := false

partial(said) if {
	is_string(said)
	[said, lower(said)] != [said, "none"]
}

partial(said) if {
	is_array(said)
	said != []
	{lower(word) | some word in said; is_string(word)} & {"all"} == set()
}

# -- Whom a policy is about: `type/tenant`, with * for all tenants --

key(type, tenant) := concat("/", [type, tenant])

keys(subject, type) := {key(type, "*")} if subject.ref == "default"

keys(subject, type) := {key(type, "*"), key(type, subject.tenant_id)} if subject.ref != "default"

scope(record, side) := broad | named if {
	words := items(record, ["conditions", "users", concat("", [side, "Users"])])
	broad := {key(type, "*") | some word in words; word in {"All", "GuestsOrExternalUsers"}; some type in every_type}
	named := {key(type, tenant) | some type in kinds(record, side); some tenant in tenants(record, side)}
}

external_at(side) := ["conditions", "users", concat("", [side, "GuestsOrExternalUsers"])]

kinds(record, side) := {trim_space(type) |
	text := object.get(record.value, array.concat(external_at(side), ["guestOrExternalUserTypes"]), null)
	is_string(text)
	some type in split(text, ",")
}

tenants(record, side) := {"*"} if {
	object.get(record.value, array.concat(external_at(side), ["externalTenants", "membershipKind"]), null) == "all"
} else := {lower(id) | some id in items(record, array.concat(external_at(side), ["externalTenants", "members"])); is_string(id)}

# Users of that type are left in when everybody is taken out who is excluded from everywhere.
aimed(included, excluded, type) if {
	some who in included
	startswith(who, concat("", [type, "/"]))
	{who, key(type, "*")} & excluded == set()
}

lowered(record, name) := {lower(id) |
	some id in items(record, ["conditions", "applications", name])
	is_string(id)
}

items(record, path) := {item | some item in found} if {
	found := object.get(record.value, path, null)
	is_array(found)
} else := set()

# -- The ways in --

# The settings of partners and of the default that let somebody in, or may, and where it is not sure that MFA is asked
# for. `is` says how far: maybe; unless (something else will do); off (by a policy in report-only mode); spares (an
# enabled policy leaves them out); nobody.
gaps := [gap |
	some entrance in uncovered
	answers := [said |
		some policy in askers
		said := {
			"policy": policy,
			"how": answer(policy, entrance.subject, entrance.type),
			"to": reached(policy, wanted(entrance.setting)),
		}
	]
	gap := {
		"subject": entrance.subject, "setting": entrance.setting, "type": entrance.type, "answers": answers,
		"is": verdict(answers, wanted(entrance.setting)),
	}
	gap.is != "asks"
]

# The ways in that no policy covers beyond doubt. A list of its own, so that the others are not asked about at all.
uncovered := [{"subject": subject, "setting": setting, "type": type} |
	some name, type in types
	some subject in suspects(type)
	setting := subject.settings[name]
	setting.admits != "nobody"
	every policy in blankets {
		inside(policy, subject, type) == false
	}
]

# What the users who come in may go to. Direct connect leads to Office 365 only, whatever else the setting names.
wanted(setting) := {"office365"} if setting.path == "b2bDirectConnectInbound"

else := {lower(target.id) | some target in setting.applications.targets} if {
	setting.applications.access == "allowed"
	setting.applications.all == false
	setting.applications.targets != []
} else := {"office365", "other"}

reached(policy, goals) := goals if {
	policy.unclear != []
} else := {goal | some goal in goals; applied(policy, goal)} - left_out(policy.without)

applied(policy, _) if "all" in policy.applications

applied(policy, goal) if goal in policy.applications

applied(policy, goal) if {
	goal in suite
	"office365" in policy.applications
}

# Whoever leaves out a part of Office 365 leaves it out, and the other way round.
left_out(without) := without | suite if {
	"office365" in without
} else := without | {app |
	some app in ["office365"]
	without & suite != set()
}

# What one policy does for the users of that type.
answer(policy, _, _) := "no" if {
	policy.state == "enabledForReportingButNotEnforced"
	policy.unclear != []
} else := "maybe" if {
	policy.unclear != []
}

answer(policy, subject, type) := outside(policy, subject, type) if {
	policy.unclear == []
	inside(policy, subject, type) == false
}

answer(policy, subject, type) := inside_answer(policy, subject, type) if {
	policy.unclear == []
	inside(policy, subject, type) == true
}

inside(policy, subject, type) if {
	who := keys(subject, type)
	who & policy.included != set()
	who & policy.excluded == set()
} else := false

inside_answer(policy, subject, type) := "off" if {
	policy.state == "enabledForReportingButNotEnforced"
} else := "unless" if {
	true in standing(policy, subject, type)
} else := "maybe" if {
	null in standing(policy, subject, type)
} else := "asks"

standing(policy, subject, type) := {stands(way, subject, type) | some way in policy.alternatives}

# A group may hold guests; users who come by direct connect are in no group of ours.
outside(policy, subject, type) := "no" if {
	policy.state == "enabledForReportingButNotEnforced"
} else := "maybe" if {
	policy.groups == true
	type != "b2bDirectConnectUser"
	keys(subject, type) & policy.excluded == set()
} else := "spares" if {
	policy.aimed == true
} else := "no"

# Whether it can stand in for MFA: devices where their claims are trusted, terms of use in collaboration only.
stands(way, subject, _) := subject.trust[trust[way]].value

stands("termsOfUse", _, type) := type != "b2bDirectConnectUser"

stands("weakStrength", _, _) := true

# The best that can be said of all goals.
verdict(answers, goals) := "asks" if {
	missed(answers, goals, {"asks"}) == set()
} else := "maybe" if {
	missed(answers, goals, {"asks", "maybe"}) == set()
} else := "unless" if {
	missed(answers, goals, {"asks", "maybe", "unless"}) == set()
} else := "off" if {
	missed(answers, goals, {"asks", "maybe", "unless", "off"}) == set()
} else := "spares" if {
	missed(answers, goals, {"asks", "maybe", "unless", "off", "spares"}) == set()
} else := "nobody"

missed(answers, goals, words) := goals - {goal |
	some said in answers
	said.how in words
	some goal in said.to
}

# -- For rules --

# The policies that say so of a gap.
by(gap, how) := [said.policy |
	some said in gap.answers
	said.how == how
	said.to != set()
]

names(found) := lib.list([sprintf("`%s`", [policy.name]) | some policy in found])

# Gaps of that kind through which somebody comes in.
open_gaps(kind) := [gap |
	some gap in gaps
	gap.is == kind
	gap.setting.admits in {"listed", "everybody"}
]

# Of each gap of which it can't be told whether it is of that kind, why.
doubtful(kind) := [doubt |
	some gap in gaps
	reason := why(gap, kind)
	doubt := {"on": gap.subject.ref, "path": gap.setting.path, "reason": reason}
]

why(gap, _) := sprintf("whether MFA is asked for at %s is unknown: it depends on %s", [gap.setting.title, names(by(gap, "maybe"))]) if {
	gap.is == "maybe"
}

why(gap, kind) := sprintf("%s, and MFA is not asked for", [lib.cannot_tell(gap.setting.title, gap.setting)]) if {
	gap.is == kind
	gap.setting.admits == "unknown"
}
