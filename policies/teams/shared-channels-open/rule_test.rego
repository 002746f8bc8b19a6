package tenantlint.teams.shared_channels_open_test

import data.tenantlint.mock
import data.tenantlint.teams.shared_channels_open as rule

inbound := "b2bDirectConnectInbound"

outbound := "b2bDirectConnectOutbound"

closed_default := mock.fallback({})

open_default(name, scope) := mock.fallback({"settings": mock.settings(mock.one(name, scope))})

# A partner with that setting of its own, and that register entry.
partner(name, scope, register) := mock.partner({"settings": mock.settings(mock.one(name, scope)), "register": register})

world(fallback, partners, sharing, joining) := mock.world({
	"default": fallback, "partners": partners,
	"teams": {"sharing": switch(sharing), "joining": switch(joining)},
})

# Nobody but custom policies and Global decides; "nobody" and "unknown" may have no policy to point at.
switch(open) := mock.switch(open, object.get({"everyone": "policy:global", "some": "policy:pilot"}, open, null))

related(policy) := [{"on": policy, "path": "AllowChannelSharingToExternalUser", "label": "Teams decides here"}]

now(on, path, text, policy) := {"on": on, "path": path, "message": text, "related": related(policy)}

latent(on, path, text) := {"on": on, "path": path, "message": text, "level": "warning", "related": []}

suspended := mock.entry({"status": "suspended", "approved": false})

everywhere := "every organisation without a setting of its own"

test_default_open_now if {
	invited := world(open_default(inbound, "everybody"), [], "everyone", "nobody")
	rule.fail == {now(
		"default", inbound,
		sprintf("Shared channels are open now to %s: inbound direct connect is open, and Teams lets everyone invite outsiders into shared channels", [everywhere]),
		"policy:global",
	)} with input as invited
	joined := world(open_default(outbound, "groups"), [], "nobody", "some")
	rule.fail == {now(
		"default", outbound,
		sprintf("Shared channels are open now to %s: outbound direct connect is open, and Teams lets some users join shared channels of others", [everywhere]),
		"policy:pilot",
	)} with input as joined
}

test_partner_open_now if {
	missing := world(closed_default, [partner(inbound, "groups", null)], "some", "nobody")
	rule.fail == {now(
		"partner:fabrikam", inbound,
		"Shared channels are open now to Fabrikam, which is missing from the register: inbound direct connect is open, and Teams lets some users invite outsiders into shared channels",
		"policy:pilot",
	)} with input as missing
	not_approved := world(closed_default, [partner(outbound, "everybody", suspended)], "nobody", "everyone")
	rule.fail == {now(
		"partner:fabrikam", outbound,
		"Shared channels are open now to Fabrikam, which is suspended in the register: outbound direct connect is open, and Teams lets everyone join shared channels of others",
		"policy:global",
	)} with input as not_approved
}

test_approved_partner if {
	approved := partner(inbound, "groups", mock.entry({}))
	allowed := partner(inbound, "groups", mock.entry({"allow": ["mfa-trust", "direct-connect-inbound"]}))
	every fabrikam in [approved, allowed] {
		rule.fail == set() with input as world(closed_default, [fabrikam], "some", "some")
		rule.unknown == set() with input as world(closed_default, [fabrikam], "some", "some")
	}
}

test_approved_for_something_else if {
	entry := mock.entry({"allow": ["collaboration-inbound", "direct-connect-outbound"]})
	direct_connect_uncovered := world(closed_default, [partner(inbound, "groups", entry)], "some", "some")
	rule.fail == {now(
		"partner:fabrikam", inbound,
		"Shared channels are open now to Fabrikam, whose register entry does not allow direct-connect-inbound: inbound direct connect is open, and Teams lets some users invite outsiders into shared channels",
		"policy:pilot",
	)} with input as direct_connect_uncovered
}

test_inheriting_partners_are_said_by_the_default if {
	heir := mock.partner({
		"settings": mock.settings(mock.changed(inbound, "everybody", {"origin": "inherited"})), "register": null,
	})
	found := rule.fail with input as world(open_default(inbound, "everybody"), [heir], "some", "nobody")
	{hit.on | some hit in found} == {"default"}
}

test_latent_default if {
	fallback := world(open_default(inbound, "everybody"), [], "nobody", "nobody")
	rule.fail == {latent(
		"default", inbound,
		sprintf("Shared channels are latent for %s: inbound direct connect is open, and Teams is one policy change away from letting somebody invite outsiders into shared channels", [everywhere]),
	)} with input as fallback
}

test_latent_partner if {
	missing := world(closed_default, [partner(outbound, "groups", null)], "nobody", "nobody")
	rule.fail == {latent(
		"partner:fabrikam", outbound,
		"Shared channels are latent for Fabrikam, which is missing from the register: outbound direct connect is open, and Teams is one policy change away from letting somebody join shared channels of others",
	)} with input as missing
}

test_latent_points_at_the_policy_when_there_is_one if {
	off := {"open": "nobody", "on": "policy:global", "path": "AllowChannelSharingToExternalUser"}
	found := rule.fail with input as mock.world({
		"default": open_default(inbound, "everybody"),
		"teams": {"sharing": off, "joining": off},
	})
	{hit.related | some hit in found} == {related("policy:global")}
}

test_latent_teams if {
	rule.fail == {{
		"on": "policy:global", "path": "AllowChannelSharingToExternalUser", "level": "info",
		"message": "Shared channels are latent: Teams lets everyone invite outsiders into shared channels, so the day a partner is added it is live for all",
	}} with input as world(closed_default, [partner(inbound, "groups", mock.entry({}))], "everyone", "some")
	found := rule.fail with input as world(closed_default, [], "everyone", "everyone")
	{hit.level | some hit in found} == {"info"}
	count(found) == 2
}

test_no_latent_teams_beside_an_open_partner if {
	found := rule.fail with input as world(closed_default, [partner(inbound, "groups", null)], "everyone", "nobody")
	{hit.on | some hit in found} == {"partner:fabrikam"}
}

test_closed if {
	every sharing in ["some", "nobody"] {
		rule.fail == set() with input as world(closed_default, [partner(inbound, "closed", null)], sharing, "nobody")
		rule.unknown == set() with input as world(closed_default, [partner(inbound, "closed", null)], sharing, "nobody")
	}
}

test_teams_unknown_and_entra_open if {
	world_ := world(open_default(inbound, "everybody"), [], "unknown", "nobody")
	rule.fail == set() with input as world_
	rule.unknown == {{
		"on": "default", "path": inbound,
		"reason": sprintf("inbound direct connect is open to %s, and whether Teams lets anyone invite outsiders into shared channels is unknown", [everywhere]),
	}} with input as world_
}

test_teams_unknown_and_entra_closed if {
	world_ := world(closed_default, [], "unknown", "nobody")
	rule.fail == set() with input as world_
	rule.unknown == {{
		"on": "tenant",
		"reason": "direct connect is closed to whom the register does not cover, but whether Teams lets everyone invite outsiders into shared channels is unknown",
	}} with input as world_
}

test_entra_unknown if {
	every sharing in ["everyone", "some", "unknown"] {
		world_ := world(open_default(inbound, "unknown"), [], sharing, "nobody")
		rule.fail == set() with input as world_
		rule.unknown == {{
			"on": "default", "path": inbound,
			"reason": "inbound direct connect unknown: the export does not carry it",
		}} with input as world_
	}
}

test_partner_unknown if {
	world_ := world(closed_default, [partner(inbound, "unknown", null)], "everyone", "nobody")
	rule.fail == set() with input as world_
	rule.unknown == {{
		"on": "partner:fabrikam", "path": inbound,
		"reason": "inbound direct connect unknown: the export does not carry it",
	}} with input as world_
}

test_entra_unknown_but_teams_off if {
	world_ := world(open_default(inbound, "unknown"), [partner(outbound, "unknown", null)], "nobody", "nobody")
	rule.fail == set() with input as world_
	rule.unknown == set() with input as world_
}

test_no_default if {
	world_ := world(null, [], "some", "nobody")
	rule.fail == set() with input as world_
	rule.unknown == {{
		"on": "tenant",
		"reason": "what direct connect admits by default is unknown: the export holds no default",
	}} with input as world_
	rule.unknown == set() with input as world(null, [], "nobody", "nobody")
}
