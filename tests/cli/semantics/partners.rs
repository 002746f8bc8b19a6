//! Partners among each other: one tenant twice, one group for two, a group on the wrong side.

use serde_json::{Value, json};

use super::{Bundle, PARTNER, Truths, partner, setting, trust};
use crate::bad_input::Files;

const DUPLICATED: &str = "partner-duplicated";
const DEDICATED: &str = "direct-connect-group-not-dedicated";
const OTHER: &str = "33333333-3333-4333-8333-333333333333";
const OURS: &str = "aaaaaaaa-0000-4aaa-8aaa-00000000000a";
const THEIRS: &str = "bbbbbbbb-0000-4bbb-8bbb-00000000000b";

fn entry(id: &str, name: &str, ours: Value, theirs: Value) -> Value {
    json!({"tenantId": id, "name": name, "status": "approved", "groups": {"ours": ours, "theirs": theirs}})
}

#[test]
fn one_tenant_in_two_casings_is_one_tenant() {
    let id = "abcdefab-2222-4222-8222-222222222222";
    let twice = Bundle::new()
        .partner("tenantId", id)
        .another_partner(partner(&id.to_uppercase()));
    let report = twice.judge();
    let findings = report.findings(DUPLICATED);
    assert_eq!(findings.len(), 1, "{findings:?}");
    assert_eq!(
        findings[0]["labels"].as_array().map(Vec::len),
        Some(2),
        "{findings:?}"
    );
    let mut truths = Truths::new();
    let two = Bundle::new().another_partner(partner(OTHER));
    truths.say("two tenants", &two, DUPLICATED, "partner", "quiet");
    let mut deleted = partner(PARTNER);
    deleted["deletedDateTime"] = json!("2026-10-01T07:30:00Z");
    let again = Bundle::new().another_partner(deleted);
    truths.say(
        "the other is deleted",
        &again,
        DUPLICATED,
        "partner",
        "quiet",
    );
    truths.hold();
    // What .NET writes where there is no date.
    let mut kept = partner(PARTNER);
    kept["deletedDateTime"] = json!("0001-01-01T00:00:00Z");
    let twice = Bundle::new().another_partner(kept);
    assert_eq!(twice.judge().findings(DUPLICATED).len(), 1);
}

#[test]
fn the_dedicated_group_in_its_place() {
    let register = json!([
        entry(PARTNER, "Fabrikam", json!([OURS]), json!([THEIRS])),
        entry(
            OTHER,
            "Woodgrove",
            json!(["aaaaaaaa-0000-4aaa-8aaa-0000000000ff"]),
            json!([])
        ),
    ]);
    let mut truths = Truths::new();
    for (what, direction, group, verdict) in [
        ("theirs inbound", "Inbound", THEIRS, "quiet"),
        ("ours outbound", "Outbound", OURS, "quiet"),
        (
            "in another casing",
            "Outbound",
            &OURS.to_uppercase(),
            "quiet",
        ),
        ("ours inbound lets nobody in", "Inbound", OURS, "fail"),
        (
            "theirs outbound lets nobody out",
            "Outbound",
            THEIRS,
            "fail",
        ),
        (
            "a group nobody named",
            "Inbound",
            "cccccccc-0000-4ccc-8ccc-00000000000c",
            "fail",
        ),
        (
            "the group of another partner",
            "Outbound",
            "aaaaaaaa-0000-4aaa-8aaa-0000000000ff",
            "fail",
        ),
    ] {
        let bundle = Bundle::new()
            .partner(
                &format!("b2bDirectConnect{direction}"),
                setting(&format!("+g:{group}/+Office365")),
            )
            .register(register.clone());
        truths.say(what, &bundle, DEDICATED, "partner", verdict);
    }
    truths.hold();
}

#[test]
fn one_group_for_two_partners() {
    let outbound = setting(&format!("+g:{OURS}/+Office365"));
    let mut other = partner(OTHER);
    other["b2bDirectConnectOutbound"] = outbound.clone();
    let bundle = Bundle::new()
        .partner("b2bDirectConnectOutbound", outbound)
        .another_partner(other)
        .register(json!([
            entry(PARTNER, "Fabrikam", json!([OURS]), json!([])),
            entry(OTHER, "Woodgrove", json!([]), json!([])),
        ]));
    let report = bundle.judge();
    assert_eq!(report.count(DEDICATED, "fail"), 2, "{}", report.0);
    let messages = report.0["findings"].to_string();
    assert!(messages.contains("also used for Woodgrove"), "{messages}");
}

#[test]
fn the_tenants_own_entry_in_a_shared_register_is_no_other_partner() {
    // Two companies of one group keep one register: each has an entry, with the same groups seen from its own side.
    let own = "11111111-1111-4111-8111-111111111111";
    let partner_entry = entry(PARTNER, "Fabrikam", json!([OURS]), json!([THEIRS]));
    let own_entry = entry(own, "Contoso", json!([THEIRS]), json!([OURS]));
    let config = json!({
        "version": 1,
        "tenants": [{"name": "contoso", "tenantId": own}],
        "register": "partners.yaml",
    });
    let mut fabrikam = partner(PARTNER);
    fabrikam["inboundTrust"] = trust(true);
    fabrikam["b2bDirectConnectInbound"] = setting(&format!("+g:{THEIRS}/+Office365"));
    fabrikam["b2bDirectConnectOutbound"] = setting(&format!("+g:{OURS}/+Office365"));
    let export = json!({"default": {"isServiceDefault": true}, "partners": [fabrikam]});
    let done = Files::new()
        .with("tenantlint.yaml", config.to_string())
        .with(
            "partners.yaml",
            json!({"partners": [partner_entry, own_entry]}).to_string(),
        )
        .with("export.yaml", export.to_string())
        .check(&["--rule", DEDICATED, "."]);
    assert_eq!(done.code, 0, "{}", done.shown());
    assert_eq!(done.json()["findings"], json!([]));
}

/// A setting of direct connect that lets one group in or out.
fn group(group: &str) -> Value {
    setting(&format!("+g:{group}/+Office365"))
}

#[test]
fn groups_by_name_are_held_against_names() {
    let named = |name: &str| json!([{"name": name}]);
    let both = json!([{"id": OURS, "name": "SG-Fabrikam Shared Channels"}]);
    let mut truths = Truths::new();
    for (what, direction, target, ours, theirs, verdict) in [
        (
            "the name on its side",
            "Outbound",
            "SG-Fabrikam Shared Channels",
            both.clone(),
            json!([]),
            "quiet",
        ),
        (
            "in another casing, with blanks",
            "Outbound",
            " sg-FABRIKAM shared channels ",
            both.clone(),
            json!([]),
            "quiet",
        ),
        (
            "with letters beyond ASCII",
            "Outbound",
            "SG-ÄRGER",
            named("SG-Ärger"),
            json!([]),
            "quiet",
        ),
        (
            "inbound, the name of their group: exporters look names up in our directory",
            "Inbound",
            "SG-Fabrikam",
            json!([]),
            named("SG-Fabrikam"),
            "unknown",
        ),
        (
            "inbound, the name of our group",
            "Inbound",
            "sg-fabrikam shared channels",
            both.clone(),
            json!([THEIRS]),
            "fail",
        ),
        (
            "inbound, one name on both sides",
            "Inbound",
            "SG-Fabrikam",
            named("SG-Fabrikam"),
            named("sg-fabrikam"),
            "unknown",
        ),
        (
            "inbound, a name that the register does not have",
            "Inbound",
            "SG-Finance",
            both.clone(),
            named("SG-Fabrikam"),
            "unknown",
        ),
        (
            "an id where the register has both",
            "Outbound",
            OURS,
            both.clone(),
            json!([]),
            "quiet",
        ),
        (
            "all have names, none fits",
            "Outbound",
            "SG-Finance",
            both.clone(),
            json!([]),
            "fail",
        ),
        (
            "the entry has no group there",
            "Outbound",
            "SG-Finance",
            json!([]),
            json!([]),
            "fail",
        ),
        (
            "one has an id only",
            "Outbound",
            "SG-Finance",
            json!([{"name": "SG-Fabrikam"}, OURS]),
            json!([]),
            "unknown",
        ),
        (
            "ids only",
            "Inbound",
            "SG-Fabrikam",
            json!([]),
            json!([THEIRS]),
            "unknown",
        ),
        (
            "an id, and the register has a name only",
            "Outbound",
            OURS,
            named("SG-Fabrikam"),
            json!([]),
            "unknown",
        ),
        (
            "an id on the wrong side is known, names or not",
            "Inbound",
            OURS,
            both.clone(),
            named("SG-Fabrikam"),
            "fail",
        ),
        (
            "one name on both sides",
            "Outbound",
            "SG-Fabrikam",
            named("SG-Fabrikam"),
            named("sg-fabrikam"),
            "unknown",
        ),
    ] {
        let bundle = Bundle::new()
            .partner(&format!("b2bDirectConnect{direction}"), group(target))
            .register(json!([entry(PARTNER, "Fabrikam", ours, theirs)]));
        truths.say(what, &bundle, DEDICATED, "partner", verdict);
    }
    truths.hold();
}

#[test]
fn a_name_that_stands_elsewhere_is_a_doubt() {
    let fabrikam = entry(
        PARTNER,
        "Fabrikam",
        json!([{"id": OURS, "name": "SG-Shared"}]),
        json!([]),
    );
    let one = |other: Value| {
        Bundle::new()
            .partner("b2bDirectConnectOutbound", group("SG-Shared"))
            .register(json!([fabrikam, other]))
    };
    let mut truths = Truths::new();
    for (what, ours, theirs, verdict) in [
        ("no", json!([{"name": "SG-Other"}]), json!([]), "quiet"),
        ("ours", json!([{"name": "sg-shared"}]), json!([]), "unknown"),
        (
            "theirs",
            json!([]),
            json!([{"name": "SG-Shared"}]),
            "unknown",
        ),
        ("the id of that name", json!([OURS]), json!([]), "unknown"),
        // What has no name may be anything, but so may every group outside the register.
        ("another id", json!([THEIRS]), json!([]), "quiet"),
    ] {
        let bundle = one(entry(OTHER, "Woodgrove", ours, theirs));
        truths.say(what, &bundle, DEDICATED, "partner", verdict);
    }
    let mut other = partner(OTHER);
    other["b2bDirectConnectOutbound"] = group("SG-Shared");
    let bundle = one(entry(
        OTHER,
        "Woodgrove",
        json!([{"name": "SG-Woodgrove"}]),
        json!([]),
    ))
    .another_partner(other);
    let report = bundle.judge();
    // Woodgrove's own groups have names, and this is none of them.
    assert_eq!(report.count(DEDICATED, "fail"), 1, "{}", report.0);
    assert_eq!(report.count(DEDICATED, "unknown"), 1, "{}", report.0);
    let messages = report.0["findings"].to_string();
    assert!(
        messages.contains("group SG-Shared (the name also stands for Woodgrove): the export shows it by its display name"),
        "{messages}"
    );
    assert!(
        messages.contains("Woodgrove: outbound direct connect names group SG-Shared, known by its display name only"),
        "{messages}"
    );
    truths.hold();
}

#[test]
fn what_to_do_about_a_name_is_said() {
    let said = |direction: &str, ours: Value, theirs: Value| {
        let report = Bundle::new()
            .partner(
                &format!("b2bDirectConnect{direction}"),
                group("SG-Contoso Project"),
            )
            .register(json!([entry(PARTNER, "Fabrikam", ours, theirs)]))
            .judge();
        report.findings(DEDICATED)[0]["message"].to_string()
    };
    for (direction, ours, theirs, wanted) in [
        (
            "Outbound",
            json!([OURS]),
            json!([]),
            "add `name` to the group in the register",
        ),
        (
            "Inbound",
            json!([]),
            json!([THEIRS]),
            "look names up in our own directory",
        ),
        (
            "Inbound",
            json!([{"name": "SG-Contoso Project"}]),
            json!([THEIRS]),
            "a group of our own directory, so it lets nobody in",
        ),
    ] {
        let message = said(direction, ours, theirs);
        assert!(message.contains("SG-Contoso Project"), "{message}");
        assert!(message.contains(wanted), "{message}");
    }
}

#[test]
fn the_name_of_a_group_for_another_partner_is_ours_inbound_too() {
    let bundle = Bundle::new()
        .partner("b2bDirectConnectInbound", group("SG-Woodgrove"))
        .register(json!([
            entry(PARTNER, "Fabrikam", json!([OURS]), json!([THEIRS])),
            entry(
                OTHER,
                "Woodgrove",
                json!([{"name": "SG-Woodgrove"}]),
                json!([])
            ),
        ]));
    let mut truths = Truths::new();
    truths.say("ours for another", &bundle, DEDICATED, "partner", "fail");
    truths.hold();
}
