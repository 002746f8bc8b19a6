package tenantlint.teams.meeting_lobby_open_test

import data.tenantlint.mock
import data.tenantlint.teams.meeting_lobby_open as rule

policy(name, word) := {
	"ref": concat("/", ["record", name]), "name": name, "unclear": [], "value": {"AutoAdmittedUsers": word},
}

federation(on, mode) := mock.federation({
	"settings": {"AllowFederatedUsers": mock.flag("AllowFederatedUsers", on)},
	"allowed_domains": {"mode": mode},
})

usual := ["EveryoneInCompany", "EveryoneInCompanyExcludingGuests", "InvitedUsers", "OrganizerOnly"]

world(policies, tenant, accepted) := mock.world({
	"federation": tenant, "records": {"meeting_policy": policies}, "options": {"accepted": accepted},
})

finding(name, whom, word, accepted) := {
	"on": concat("/", ["record", name]), "path": "AutoAdmittedUsers", "expected": concat(" or ", accepted), "actual": word,
	"message": sprintf("%s lets %s into meetings without waiting in the lobby", [name, whom]),
}

listed := federation(true, "list")

test_everyone if {
	open := world([policy("Global", "Everyone"), policy("Tag:Webinars", "Everyone"), policy("Tag:AllOn", "Everyone")], listed, usual)
	whom := "everybody, anonymous people too,"
	custom := object.union(finding("Tag:Webinars", whom, "Everyone", usual), {"level": "info"})
	rule.fail == {finding("Global", whom, "Everyone", usual), custom} with input as open
	rule.unknown == set() with input as open
}

test_accepted if {
	every word in usual {
		sound := world([policy("Global", word)], listed, usual)
		rule.fail == set() with input as sound
		rule.unknown == set() with input as sound
	}
	wanted := world([policy("Global", "Everyone")], listed, ["Everyone"])
	rule.fail == set() with input as wanted
}

test_stricter_house if {
	loose := world([policy("Global", "EveryoneInCompany")], listed, ["OrganizerOnly"])
	rule.fail == {finding(
		"Global", "more people than this house accepts (EveryoneInCompany)", "EveryoneInCompany",
		["OrganizerOnly"],
	)} with input as loose
}

test_federated if {
	word := "EveryoneInSameAndFederatedCompany"
	open := world([policy("Global", word)], federation(true, "allow-all"), usual)
	rule.fail == {finding("Global", "users of every organisation, for federation is open to all domains,", word, usual)} with input as open
	rule.unknown == set() with input as open
	every tenant in [listed, federation(true, "none"), federation(false, "allow-all"), federation(false, "unknown")] {
		closed := world([policy("Global", word)], tenant, usual)
		rule.fail == set() with input as closed
		rule.unknown == set() with input as closed
	}
	every tenant in [null, federation(true, "unknown"), federation(null, "unknown"), federation(null, "allow-all")] {
		dim := world([policy("Global", word)], tenant, usual)
		rule.fail == set() with input as dim
		rule.unknown == {{
			"on": "record/Global", "path": "AutoAdmittedUsers",
			"reason": "Global lets federated organisations skip the lobby, and which these are is unknown",
		}} with input as dim
	}
}

test_unknown if {
	dim := world([policy("Global", null)], listed, usual)
	rule.fail == set() with input as dim
	rule.unknown == {{
		"on": "record/Global", "reason": "Global: AutoAdmittedUsers is not in the export, or could not be read",
	}} with input as dim
}

test_global_is_missing if {
	every name in ["Tag:Webinars", "Tag:AllOn"] {
		partial := world([policy(name, "OrganizerOnly")], listed, usual)
		rule.fail == set() with input as partial
		rule.unknown == {{
			"on": "tenant",
			"reason": "what Global says is unknown: the export holds meeting policies, but not Global (AutoAdmittedUsers)",
		}} with input as partial
	}
}
