package tenantlint.conditional_access_test

import data.tenantlint.conditional_access as access
import data.tenantlint.conditional_access_mock as mocks
import data.tenantlint.mock

# What is said of Fabrikam's way in by direct connect when that is the only policy.
said(policy) := word if {
	world := mocks.world([policy], {})
	found := [gap.is | some gap in access.gaps] with input as world
	word := concat(" ", found)
}

# And of its way in by collaboration to all applications.
said_of_guests(policy) := word if {
	world := mocks.world([policy], {"partners": [mocks.guests({})]})
	found := [gap.is | some gap in access.gaps] with input as world
	word := concat(" ", found)
}

# With other users, and nobody else.
users(parts) := mocks.for_users(object.union({"includeGuestsOrExternalUsers": null}, parts))

enumerated(types) := mocks.external(types, "enumerated", ["22222222-2222-4222-8222-22222222222A"])

test_whom if {
	every case in [
		["", users({"includeUsers": ["All"]})],
		["", users({"includeUsers": ["GuestsOrExternalUsers"]})],
		["", mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("b2bDirectConnectUser", "all", [])})],
		["", mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("x, b2bDirectConnectUser", "enumerated", [mocks.fabrikam])})],
		["spares", mocks.for_users({"includeGuestsOrExternalUsers": enumerated("b2bDirectConnectUser")})],
		["spares", mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("b2bCollaborationGuest", "all", [])})],
		["nobody", mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("internalGuest", "all", [])})],
		["nobody", users({"includeUsers": ["None"]})],
		["nobody", users({"includeUsers": ["All"], "excludeUsers": ["GuestsOrExternalUsers"]})],
		["nobody", users({"includeUsers": ["All"], "excludeGuestsOrExternalUsers": mocks.external(mocks.all_types, "all", [])})],
		["spares", users({"includeUsers": ["All"], "excludeGuestsOrExternalUsers": mocks.external("b2bDirectConnectUser", "all", [])})],
		["spares", mocks.for_users({"excludeGuestsOrExternalUsers": mocks.external("b2bDirectConnectUser", "enumerated", [mocks.fabrikam])})],
		["", mocks.for_users({"excludeGuestsOrExternalUsers": enumerated("b2bDirectConnectUser")})],
		["", mocks.for_users({"excludeGuestsOrExternalUsers": mocks.external("serviceProvider", "all", [])})],
		["nobody", users({"includeGroups": ["g"]})],
		["maybe", mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("b2bDirectConnectUser", null, [])})],
		["maybe", mocks.for_users({"excludeGuestsOrExternalUsers": mocks.external("b2bDirectConnectUser", null, [])})],
		["nobody", mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("internalGuest", null, [])})],
	] {
		case[0] == said(case[1])
	}
}

# Whoever is a guest has an account here, which a group may hold.
test_groups_may_hold_guests if {
	group := users({"includeGroups": ["g"]})
	said_of_guests(group) == "maybe"
	said_of_guests(object.union(group, {"value": {"state": "enabledForReportingButNotEnforced"}})) == "nobody"
	said_of_guests(users({"includeGroups": ["g"], "excludeUsers": ["GuestsOrExternalUsers"]})) == "nobody"
}

test_state if {
	every state, word in {"enabled": "", "disabled": "nobody", "enabledForReportingButNotEnforced": "off"} {
		said(mocks.policy({"state": state})) == word
	}
	said(mocks.policy({"state": null})) == "maybe"
	said(users({"includeUsers": ["All"], "excludeUsers": ["GuestsOrExternalUsers"]})) == "nobody"
	sparing := mocks.for_users({"includeGuestsOrExternalUsers": mocks.external("b2bCollaborationGuest", "all", [])})
	said(object.union(sparing, {"value": {"state": "enabledForReportingButNotEnforced"}})) == "nobody"
}

test_grant if {
	every case in [
		["", {"builtInControls": ["block"]}],
		["", {"builtInControls": ["mfa", "approvedApplication"]}],
		["", {"builtInControls": ["mfa"], "customAuthenticationFactors": ["duo"]}],
		["", {"operator": "AND", "builtInControls": ["mfa", "compliantDevice"]}],
		["", {"builtInControls": ["mfa", "compliantDevice", "domainJoinedDevice"]}],
		["", {"builtInControls": ["mfa"], "termsOfUse": ["terms"]}],
		["", {"builtInControls": ["block", "mfa", "compliantDevice"]}],
		["", {"operator": null}],
		["maybe", {"operator": null, "builtInControls": ["mfa", "compliantDevice"]}],
		["nobody", {"builtInControls": ["compliantDevice"]}],
		["nobody", {"builtInControls": null}],
		["", {"builtInControls": [], "authenticationStrength": {"requirementsSatisfied": "mfa"}}],
		["", {"builtInControls": [], "authenticationStrength": {"id": "00000000-0000-0000-0000-000000000004"}}],
		["", {"builtInControls": [], "authenticationStrength": {"displayName": "Passwordless MFA"}}],
		["maybe", {"builtInControls": [], "authenticationStrength": {"displayName": "Our own"}}],
		["nobody", {"builtInControls": [], "authenticationStrength": {"displayName": "Our own", "requirementsSatisfied": "none"}}],
		["nobody", {"builtInControls": [], "authenticationStrength": {"id": null}}],
		["unless", {"authenticationStrength": {"requirementsSatisfied": "none"}}],
	] {
		case[0] == said(mocks.policy({"grantControls": case[1]}))
	}
}

test_terms_of_use_stand_in_for_mfa_of_guests if {
	said_of_guests(mocks.policy({"grantControls": {"termsOfUse": ["terms"]}})) == "unless"
}

test_trusted_devices_stand_in_for_mfa if {
	policy := mocks.policy({"grantControls": {"builtInControls": ["mfa", "compliantDevice"]}})
	every case in [["unless", true], ["maybe", null]] {
		partner := mocks.guests({"trust": mock.trust(case[1])})
		world := mocks.world([policy], {"partners": [partner]})
		found := [gap.is | some gap in access.gaps] with input as world
		found == [case[0]]
	}
}

test_applications if {
	every case in [
		["", "", {"includeApplications": ["All"]}],
		["", "nobody", {"includeApplications": ["Office365"]}],
		["nobody", "nobody", {"includeApplications": ["797f4846-ba00-4fd7-ba43-dac1f8f63013"]}],
		["nobody", "nobody", {"includeApplications": null, "includeUserActions": ["urn:user:registersecurityinfo"]}],
		["nobody", "nobody", {"excludeApplications": ["Office365"]}],
		["nobody", "nobody", {"excludeApplications": ["00000003-0000-0ff1-ce00-000000000000"]}],
		["", "", {"excludeApplications": ["797f4846-ba00-4fd7-ba43-dac1f8f63013"]}],
		["", "", {"applicationFilter": {"mode": "include", "rule": "r"}}],
		["maybe", "maybe", {"applicationFilter": {"mode": "exclude", "rule": "r"}}],
		["maybe", "maybe", {"includeApplications": [], "applicationFilter": {"mode": "include", "rule": "r"}}],
	] {
		policy := mocks.policy({"conditions": {"applications": case[2]}})
		case[0] == said(policy)
		case[1] == said_of_guests(policy)
	}
}

test_two_policies_cover_all_applications if {
	rest := mocks.policy({"conditions": {"applications": {"excludeApplications": ["Office365"]}}})
	office := mocks.policy({"conditions": {"applications": {"includeApplications": ["Office365"]}}})
	world := mocks.world([rest, office], {"partners": [mocks.guests({})]})
	found := access.gaps with input as world
	found == []
}

# The partner reaches named applications only.
test_named_applications if {
	collaboration := mock.changed("b2bCollaborationInbound", "groups", {"applications": {"access": "allowed", "targets": [
		{"id": "00000003-0000-0ff1-ce00-000000000000"}, {"id": "797f4846-ba00-4fd7-ba43-dac1f8f63013"},
	]}})
	partner := mock.partner({"settings": mock.settings(collaboration)})
	every case in [
		["nobody", ["Office365"]], ["", ["Office365", "797f4846-ba00-4fd7-ba43-dac1f8f63013"]],
	] {
		policy := mocks.policy({"conditions": {"applications": {
			"includeApplications": case[1],
			"excludeApplications": ["some-other"],
		}}})
		world := mocks.world([policy], {"partners": [partner]})
		found := [gap.is | some gap in access.gaps] with input as world
		concat("", found) == case[0]
	}
}

test_conditions if {
	every case in [
		["", {"clientAppTypes": ["all"]}],
		["", {"clientAppTypes": ["browser", "mobileAppsAndDesktopClients"]}],
		["nobody", {"clientAppTypes": ["exchangeActiveSync", "other"]}],
		["", {"userRiskLevels": [], "insiderRiskLevels": null, "platforms": null}],
		["nobody", {"signInRiskLevels": ["high"]}],
		["nobody", {"insiderRiskLevels": "elevated"}],
		["", {"authenticationFlows": {"transferMethods": "none"}}],
		["nobody", {"platforms": {"includePlatforms": ["iOS"]}}],
		["", {"platforms": {"includePlatforms": ["all"], "excludePlatforms": ["iOS"]}}],
		["", {"locations": {"includeLocations": ["All"], "excludeLocations": ["AllTrusted"]}}],
		["nobody", {"devices": {"deviceFilter": {"mode": "include", "rule": "r"}}}],
		["", {"devices": {"deviceFilter": {"mode": "exclude", "rule": "r"}}}],
	] {
		case[0] == said(mocks.policy({"conditions": case[1]}))
	}
}

test_what_the_file_does_not_tell if {
	every path, word in {
		"state": "maybe", "conditions.users": "maybe", "grantControls.builtInControls.1": "maybe",
		"sessionControls.signInFrequency": "",
	} {
		said(object.union(mocks.policy({}), {"unclear": [path]})) == word
	}
	said(object.union(mocks.policy({"state": "disabled"}), {"unclear": ["conditions"]})) == "nobody"
	said(object.union(mocks.policy({"state": "enabledForReportingButNotEnforced"}), {"unclear": ["conditions"]})) == "nobody"
	controls := {"grantControls": {"builtInControls": ["compliantDevice"]}}
	said(object.union(mocks.policy(controls), {"unclear": ["conditions.users"]})) == "nobody"
	said(object.union(mocks.policy(controls), {"unclear": ["grantControls.builtInControls.1"]})) == "maybe"
}

test_nobody_comes_in if {
	world := mocks.world([], {"partners": [mock.partner({})]})
	found := access.gaps with input as world
	found == []
}

# The default stands for every tenant: a policy for some does not ask its users, one that leaves out some does.
test_default if {
	fallback := mock.fallback({"settings": mock.settings(mocks.collaboration)})
	every case in [
		[["spares"], mocks.for_users({"includeGuestsOrExternalUsers": enumerated("b2bCollaborationGuest")})],
		[[], mocks.for_users({"excludeGuestsOrExternalUsers": enumerated("b2bCollaborationGuest")})],
	] {
		world := mocks.world([case[1]], {"partners": [], "default": fallback})
		found := [gap.is | some gap in access.gaps] with input as world
		found == case[0]
	}
}

test_none_enabled if {
	every state, yes in {"enabled": [], "disabled": [true], "enabledForReportingButNotEnforced": [true]} {
		world := mocks.world([mocks.policy({"state": state})], {})
		found := [true | access.none_enabled] with input as world
		found == yes
	}
}

test_doubtful if {
	hidden := mock.partner({"settings": mock.settings(mock.one("b2bDirectConnectInbound", "unknown"))})
	world := mocks.world([], {"partners": [hidden]})
	found := access.doubtful("nobody") with input as world
	found == [{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
		"reason": "inbound direct connect unknown: the export does not carry it, and MFA is not asked for",
	}]
	others := access.doubtful("off") with input as world
	others == []
	shown := access.open_gaps("nobody") with input as world
	shown == []
	murky := mocks.world([object.union(mocks.policy({}), {"unclear": ["conditions"]})], {})
	maybe := access.doubtful("off") with input as murky
	maybe == [{
		"on": "partner:fabrikam", "path": "b2bDirectConnectInbound",
		"reason": "whether MFA is asked for at inbound direct connect is unknown: it depends on `MFA for guests`",
	}]
}
