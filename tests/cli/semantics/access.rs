//! What two halves permit together (entra.md 2.4), and settings that have no meaning (1.5).

use serde_json::{Value, json};

use super::{Bundle, CLOSED, OPEN, PARTNER, Truths, half, setting};

const INBOUND: &str = "direct-connect-inbound-unscoped";
const OUTBOUND: &str = "direct-connect-outbound-unscoped";
const APPLICATIONS: &str = "direct-connect-applications-unscoped";
const BLOCK_LIST: &str = "block-list-leaves-rest-open";
const CONTRADICTORY: &str = "setting-contradictory";
const INCOMPLETE: &str = "setting-incomplete";

fn inbound(short: &str) -> Bundle {
    Bundle::new().partner("b2bDirectConnectInbound", setting(short))
}

#[test]
fn the_truth_table() {
    let mut truths = Truths::new();
    // In short; unscoped; applications; block list.
    for (short, unscoped, applications, block_list) in [
        (CLOSED, "quiet", "quiet", "quiet"),
        ("+g:1/+Office365", "quiet", "quiet", "quiet"),
        ("+g:1,g:2/+Office365", "quiet", "quiet", "quiet"),
        ("+u:1/+Office365", "fail", "quiet", "quiet"),
        ("+g:1,u:1/+Office365", "fail", "quiet", "quiet"),
        ("+AllUsers/+Office365", "fail", "quiet", "quiet"),
        ("+g:1/+AllApplications", "quiet", "fail", "quiet"),
        ("+g:1/+AllMicrosoftApps", "quiet", "fail", "quiet"),
        // Teams is part of Office 365; an unknown application is not.
        (
            "+g:1/+a:cc15fd57-2c6c-4117-a88c-83b1d56b4bbe",
            "quiet",
            "quiet",
            "quiet",
        ),
        (
            "+g:1/+Office365,a:99999999-0000-4000-8000-000000000000",
            "quiet",
            "fail",
            "quiet",
        ),
        // Blocking some lets in the rest.
        ("-g:1/+Office365", "fail", "quiet", "fail"),
        ("+g:1/-Office365", "quiet", "fail", "fail"),
        // The trap: both halves say `blocked`, and all but one pair is open.
        ("-g:1/-a:1", "fail", "fail", "fail"),
        ("-g:1/-Office365", "fail", "fail", "fail"),
    ] {
        let bundle = inbound(short);
        truths.say(short, &bundle, INBOUND, "partner", unscoped);
        truths.say(short, &bundle, APPLICATIONS, "partner", applications);
        truths.say(short, &bundle, BLOCK_LIST, "partner", block_list);
        truths.say(short, &bundle, CONTRADICTORY, "partner", "quiet");
    }
    truths.hold();
}

#[test]
fn outbound_is_judged_alike() {
    let mut truths = Truths::new();
    for (short, verdict) in [
        (CLOSED, "quiet"),
        ("+g:1/+Office365", "quiet"),
        ("+u:1/+Office365", "fail"),
        (OPEN, "fail"),
        ("-g:1/-a:1", "fail"),
    ] {
        let bundle = Bundle::new().partner("b2bDirectConnectOutbound", setting(short));
        truths.say(short, &bundle, OUTBOUND, "partner", verdict);
        truths.say(short, &bundle, INBOUND, "partner", "quiet");
    }
    truths.hold();
}

#[test]
fn contradictions_are_findings_and_their_access_is_unknown() {
    let mut truths = Truths::new();
    for short in [
        "-AllUsers/+Office365",
        "+g:1/-AllApplications",
        "-AllUsers/-Office365",
        "+AllUsers,g:1/+Office365",
        "+g:1/+AllApplications,Office365",
        "+/+Office365",
        "+g:1/+",
        "-/-AllApplications",
        "+a:1/+Office365",
        "+g:1/+u:1",
        "+g:AllUsers/+Office365",
        "+allusers/+Office365",
        "+g:1/+office365",
        "+g:1/+AllUsers",
        "+Office365/+Office365",
    ] {
        let bundle = inbound(short);
        truths.say(short, &bundle, CONTRADICTORY, "partner", "fail");
        truths.say(short, &bundle, INBOUND, "partner", "unknown");
    }
    truths.hold();
}

#[test]
fn half_settings_are_findings_and_their_access_is_unknown() {
    let users = json!({"usersAndGroups": half("+g:1", "user")});
    let applications = json!({"applications": half("+Office365", "application")});
    let with = |key: &str, value: Value| {
        let mut whole = users.clone();
        whole[key] = value;
        whole
    };
    let mut truths = Truths::new();
    for (what, value) in [
        ("users alone", users.clone()),
        ("applications alone", applications),
        ("applications null", with("applications", Value::Null)),
        (
            "no access type",
            with(
                "applications",
                json!({"targets": [{"target": "Office365", "targetType": "application"}]}),
            ),
        ),
        (
            "access type null",
            with(
                "applications",
                json!({"accessType": null, "targets": [{"target": "Office365", "targetType": "application"}]}),
            ),
        ),
    ] {
        let bundle = Bundle::new().partner("b2bDirectConnectInbound", value);
        truths.say(what, &bundle, INCOMPLETE, "partner", "fail");
        truths.say(what, &bundle, INBOUND, "partner", "unknown");
        truths.say(what, &bundle, APPLICATIONS, "partner", "unknown");
    }
    truths.hold();
}

#[test]
fn what_the_default_can_not_name() {
    let mut truths = Truths::new();
    for (key, short, verdict) in [
        ("b2bCollaborationInbound", "+g:1/+AllApplications", "fail"),
        ("b2bDirectConnectInbound", "+g:1/+Office365", "fail"),
        ("b2bDirectConnectInbound", "-u:1/+Office365", "fail"),
        ("tenantRestrictions", "+g:1/+Office365", "fail"),
        // Outbound names our own people.
        ("b2bDirectConnectOutbound", "+g:1/+Office365", "quiet"),
        ("b2bCollaborationOutbound", "+g:1/+AllApplications", "quiet"),
        ("b2bCollaborationInbound", OPEN, "quiet"),
    ] {
        let bundle = Bundle::new().default(key, setting(short));
        truths.say(
            &format!("{key} {short}"),
            &bundle,
            CONTRADICTORY,
            "default",
            verdict,
        );
        // The same is fine in a partner's entry.
        let bundle = Bundle::new().partner(key, setting(short));
        truths.say(
            &format!("{key} {short}"),
            &bundle,
            CONTRADICTORY,
            "partner",
            "quiet",
        );
    }
    truths.hold();
}

#[test]
fn the_consumer_tenant_has_no_groups() {
    let mut truths = Truths::new();
    let consumers = Bundle::new().partner("tenantId", "9188040d-6c67-4c5b-b112-36a304b66dad");
    let bundle = consumers
        .clone()
        .partner("tenantRestrictions", setting("+g:1/+Office365"));
    truths.say("a group of them", &bundle, CONTRADICTORY, "partner", "fail");
    let bundle = consumers.partner("tenantRestrictions", setting("+AllUsers/+a:1"));
    truths.say("all of them", &bundle, CONTRADICTORY, "partner", "quiet");
    truths.hold();
}

#[test]
fn the_default_opens_direct_connect() {
    let mut truths = Truths::new();
    let rule = "default-direct-connect-open";
    for (short, verdict) in [
        (CLOSED, "quiet"),
        ("+AllUsers/+Office365", "fail"),
        ("+g:1/+Office365", "fail"),
        ("-g:1/-a:1", "fail"),
    ] {
        let bundle = Bundle::new().default("b2bDirectConnectOutbound", setting(short));
        truths.say(short, &bundle, rule, "default", verdict);
    }
    truths.hold();
}

#[test]
fn inherited_faults_are_said_once_at_the_default() {
    let bundle = Bundle::new().default("b2bDirectConnectOutbound", setting("-g:1/+Office365"));
    let report = bundle.judge();
    assert_eq!(report.says(BLOCK_LIST, "default"), "fail");
    assert_eq!(report.says(BLOCK_LIST, "partner"), "quiet");
    // Who it lets out is said of the partner as well: it is in force for it.
    assert_eq!(report.says(OUTBOUND, "partner"), "fail");
}

#[test]
fn the_tier_says_which_applications_are_agreed() {
    let entry = |tier: &str| json!([{"tenantId": PARTNER, "name": "Fabrikam", "status": "approved", "tier": tier}]);
    let mut truths = Truths::new();
    let all = inbound("+g:1/+AllApplications");
    truths.say("no register", &all, APPLICATIONS, "partner", "fail");
    truths.say(
        "a tier that names none",
        &all.clone().register(entry("plain")),
        APPLICATIONS,
        "partner",
        "fail",
    );
    truths.say(
        "a tier that names all",
        &all.register(entry("wide")),
        APPLICATIONS,
        "partner",
        "quiet",
    );
    truths.hold();
}
