//! The register: who is vetted, until when, and what is unknown without it.

use serde_json::{Value, json};

use super::{Bundle, OPEN, PARTNER, Truths, setting};

const EXPIRED: &str = "agreement-expired";
const UNVETTED: &str = "partner-unvetted";
const REACHABLE: &str = "rejected-partner-reachable";

fn entry(more: Value) -> Value {
    let mut entry = json!({"tenantId": PARTNER, "name": "Fabrikam", "status": "approved"});
    for (key, value) in more.as_object().expect("an object") {
        entry[key.as_str()] = value.clone();
    }
    json!([entry])
}

/// A partner that something is open for.
fn open() -> Bundle {
    Bundle::new().partner("b2bCollaborationOutbound", setting(OPEN))
}

#[test]
fn without_a_register_nobody_can_tell() {
    let report = open().judge();
    for rule in [
        EXPIRED,
        UNVETTED,
        REACHABLE,
        "direct-connect-group-not-dedicated",
        "shared-channels-open",
        "tenant-restrictions-opened",
        "user-sync-unapproved",
    ] {
        assert_eq!(report.count(rule, "unknown"), 1, "{rule}");
        assert_eq!(report.count(rule, "pass"), 0, "{rule}");
        let findings = report.findings(rule);
        let message = findings[0]["message"].to_string();
        assert!(message.contains("register"), "{rule}: {message}");
    }
}

#[test]
fn an_agreement_holds_through_its_last_day() {
    let until = entry(json!({"agreement": {"reference": "DPA", "expires": "2026-11-23"}}));
    let mut truths = Truths::new();
    for (day, verdict) in [
        ("2026-11-22", "quiet"),
        ("2026-11-23", "quiet"),
        ("2026-11-24", "fail"),
        ("2027-11-23", "fail"),
    ] {
        let bundle = open().register(until.clone()).on_the_day(day);
        truths.say(day, &bundle, EXPIRED, "partner", verdict);
        // What is closed needs no agreement.
        let closed = Bundle::new().register(until.clone()).on_the_day(day);
        truths.say(day, &closed, EXPIRED, "partner", "quiet");
    }
    truths.hold();
}

#[test]
fn agreements_without_an_end_and_without_a_word() {
    let mut truths = Truths::new();
    for (what, more, verdict) in [
        ("no agreement", json!({}), "fail"),
        (
            "no end, on purpose",
            json!({"agreement": {"expires": "none"}}),
            "quiet",
        ),
        (
            "no end named",
            json!({"agreement": {"reference": "DPA"}}),
            "unknown",
        ),
    ] {
        let bundle = open().register(entry(more));
        truths.say(what, &bundle, EXPIRED, "partner", verdict);
    }
    // Open or not, nobody knows.
    let unclear = Bundle::new()
        .partner_without("b2bCollaborationInbound")
        .register(entry(json!({})));
    truths.say("may be open", &unclear, EXPIRED, "partner", "unknown");
    truths.hold();
}

#[test]
fn the_label_of_an_expired_agreement_stands_in_the_register() {
    let until = entry(json!({"agreement": {"expires": "2026-01-01"}}));
    let report = open().register(until).judge();
    let labels = &report.findings(EXPIRED)[0]["labels"];
    let paths: Vec<&str> = labels
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|label| label["path"].as_str())
        .collect();
    assert_eq!(paths, ["x.yaml", "partners.yaml"], "{labels}");
    assert_eq!(labels[1]["pointer"], "/partners/0/agreement/expires");
}

#[test]
fn only_the_approved_are_vetted() {
    let mut truths = Truths::new();
    for (status, verdict) in [
        ("approved", "quiet"),
        ("proposed", "fail"),
        ("suspended", "fail"),
        ("rejected", "fail"),
        ("ended", "fail"),
    ] {
        let bundle = open().register(entry(json!({"status": status})));
        truths.say(status, &bundle, UNVETTED, "partner", verdict);
        let closed = Bundle::new().register(entry(json!({"status": status})));
        truths.say(status, &closed, UNVETTED, "partner", "quiet");
    }
    truths.say(
        "not in the register",
        &open().register(json!([])),
        UNVETTED,
        "partner",
        "fail",
    );
    // Found in any casing.
    let id = "ABCDEFAB-2222-4222-8222-222222222222";
    let bundle = open()
        .partner("tenantId", id.to_lowercase())
        .register(entry(json!({"tenantId": id})));
    truths.say("another casing", &bundle, UNVETTED, "partner", "quiet");
    truths.hold();
}

#[test]
fn every_opening_asks_for_vetting() {
    let mut truths = Truths::new();
    let stranger = |bundle: Bundle| bundle.register(json!([]));
    for key in [
        "b2bCollaborationInbound",
        "b2bCollaborationOutbound",
        "b2bDirectConnectInbound",
        "b2bDirectConnectOutbound",
    ] {
        let own = stranger(Bundle::new().partner(key, setting("+g:1/+Office365")));
        truths.say(key, &own, UNVETTED, "partner", "fail");
        let inherited = stranger(Bundle::new().default(key, setting(OPEN)));
        truths.say(
            &format!("{key} by default"),
            &inherited,
            UNVETTED,
            "partner",
            "fail",
        );
        let unclear = stranger(Bundle::new().partner_without(key));
        truths.say(
            &format!("{key} unknown"),
            &unclear,
            UNVETTED,
            "partner",
            "unknown",
        );
    }
    let sync = json!({"tenantId": PARTNER, "userSyncInbound": {"isSyncAllowed": true}});
    let sync = stranger(Bundle::new().partner("identitySynchronization", sync));
    truths.say("user sync", &sync, UNVETTED, "partner", "fail");
    // Tenant restrictions have a rule of their own.
    let restrictions = stranger(Bundle::new().partner("tenantRestrictions", setting(OPEN)));
    truths.say(
        "tenant restrictions",
        &restrictions,
        UNVETTED,
        "partner",
        "quiet",
    );
    truths.say(
        "tenant restrictions",
        &restrictions,
        "tenant-restrictions-opened",
        "partner",
        "fail",
    );
    truths.hold();
}

#[test]
fn the_rejected_are_shut_out_by_an_entry_or_by_the_default() {
    let other = "44444444-4444-4444-8444-444444444444";
    let rejected =
        |status: &str| json!([{"tenantId": other, "name": "Proseware", "status": status}]);
    let open_default = || Bundle::new().default("b2bCollaborationInbound", setting(OPEN));
    let mut truths = Truths::new();
    for (status, verdict) in [
        ("rejected", "fail"),
        ("suspended", "fail"),
        ("ended", "fail"),
        ("proposed", "quiet"),
        ("approved", "quiet"),
    ] {
        let bundle = open_default().register(rejected(status));
        truths.say(status, &bundle, REACHABLE, "partner", verdict);
        let closed = Bundle::new().register(rejected(status));
        truths.say(status, &closed, REACHABLE, "partner", "quiet");
    }
    let configured = open_default()
        .another_partner(super::partner(other))
        .register(rejected("rejected"));
    truths.say("has an entry", &configured, REACHABLE, "partner", "quiet");
    let no_list = open_default()
        .with("partners", Value::Null)
        .register(rejected("rejected"));
    truths.say(
        "the list is not known",
        &no_list,
        REACHABLE,
        "partner",
        "unknown",
    );
    let unclear = Bundle::new()
        .default_without("b2bCollaborationInbound")
        .register(rejected("rejected"));
    truths.say(
        "the default is not known",
        &unclear,
        REACHABLE,
        "partner",
        "unknown",
    );
    truths.hold();
}
