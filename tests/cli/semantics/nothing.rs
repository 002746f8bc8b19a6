//! The three kinds of nothing, inheritance, and what is unknown: unknown is never off (entra.md 2.1 and 2.2).

use serde_json::{Value, json};

use super::{Bundle, OPEN, PARTNER, Truths, partner, setting, trust};

const MFA: &str = "mfa-trust-missing";
const INBOUND: &str = "direct-connect-inbound-unscoped";

/// The partner's users get in.
fn comes_in() -> Bundle {
    Bundle::new().partner("b2bCollaborationInbound", setting(OPEN))
}

#[test]
fn null_inherits_absent_is_unknown_all_null_is_null() {
    let mut truths = Truths::new();
    let trusted = || comes_in().default("inboundTrust", trust(true));
    let nulls = json!({"isMfaAccepted": null, "isCompliantDeviceAccepted": null, "isHybridAzureADJoinedDeviceAccepted": null});
    for (what, bundle, verdict) in [
        ("null inherits off", comes_in(), "fail"),
        ("null inherits on", trusted(), "quiet"),
        (
            "absent is unknown, whatever the default",
            comes_in().partner_without("inboundTrust"),
            "unknown",
        ),
        (
            "absent is unknown under a trusting default",
            trusted().partner_without("inboundTrust"),
            "unknown",
        ),
        (
            "all null inherits off",
            comes_in().partner("inboundTrust", nulls.clone()),
            "fail",
        ),
        (
            "all null inherits on",
            trusted().partner("inboundTrust", nulls),
            "quiet",
        ),
        (
            "own beats the default",
            comes_in().partner("inboundTrust", trust(true)),
            "quiet",
        ),
        (
            "own replaces the default whole",
            trusted().partner("inboundTrust", trust(false)),
            "fail",
        ),
    ] {
        truths.say(what, &bundle, MFA, "partner", verdict);
    }
    let nothing = json!({"usersAndGroups": {"accessType": null, "targets": null}, "applications": {"accessType": null, "targets": []}});
    let opened =
        || Bundle::new().default("b2bDirectConnectInbound", setting("+AllUsers/+Office365"));
    for (what, bundle, verdict) in [
        ("null inherits what is closed", Bundle::new(), "quiet"),
        ("null inherits what is open", opened(), "fail"),
        (
            "absent is unknown",
            opened().partner_without("b2bDirectConnectInbound"),
            "unknown",
        ),
        (
            "all null inherits what is open",
            opened().partner("b2bDirectConnectInbound", nothing),
            "fail",
        ),
    ] {
        truths.say(what, &bundle, INBOUND, "partner", verdict);
    }
    truths.hold();
}

#[test]
fn objects_full_of_nulls_from_powershell_inherit() {
    let text = |mfa: &str| {
        format!(
            "default: {{IsServiceDefault: false, InboundTrust: {{IsMfaAccepted: {mfa}, IsCompliantDeviceAccepted: false, IsHybridAzureAdJoinedDeviceAccepted: false}}, B2BCollaborationInbound: {open}}}\npartners:\n  - TenantId: {PARTNER}\n    InboundTrust: {{IsCompliantDeviceAccepted: null, IsHybridAzureAdJoinedDeviceAccepted: null, IsMfaAccepted: null}}\n    B2BCollaborationInbound: {{Applications: {{AccessType: null, Targets: null}}, UsersAndGroups: {{AccessType: null, Targets: []}}}}\n",
            open = setting(OPEN)
        )
    };
    for (mfa, verdict) in [("true", "quiet"), ("false", "fail"), ("null", "unknown")] {
        let report = super::labels::read("x.yaml", text(mfa));
        assert_eq!(report.says(MFA, "partner"), verdict, "{mfa}");
    }
}

#[test]
fn unknown_is_never_off() {
    let mut truths = Truths::new();
    let own = |value: Value| comes_in().partner("inboundTrust", trust(value));
    for (what, bundle) in [
        ("null in an object that is not", own(Value::Null)),
        ("absent in an object that is there", comes_in().partner("inboundTrust", json!({"isCompliantDeviceAccepted": false}))),
        ("\"true\" in quotes", own(json!("true"))),
        ("\"false\" in quotes", own(json!("false"))),
        ("1", own(json!(1))),
        ("an object as text", comes_in().partner("inboundTrust", "Microsoft.Graph.PowerShell.Models.MicrosoftGraphCrossTenantAccessPolicyInboundTrust")),
        ("the default has null", comes_in().default("inboundTrust", trust(Value::Null))),
        ("the default lacks it", comes_in().default_without("inboundTrust")),
        ("the default is not there", comes_in().without_default()),
    ] {
        truths.say(what, &bundle, MFA, "partner", "unknown");
    }
    // A broken value is said, too.
    let report = own(json!("true")).judge();
    assert_eq!(report.0["diagnostics"][0]["code"], "type-wrong");
    truths.hold();
}

#[test]
fn what_is_closed_needs_no_trust() {
    let mut truths = Truths::new();
    truths.say("closed both ways", &Bundle::new(), MFA, "partner", "quiet");
    let one_door = Bundle::new().partner("b2bDirectConnectInbound", setting("+g:1/+Office365"));
    truths.say("direct connect alone", &one_door, MFA, "partner", "fail");
    let outbound = Bundle::new().partner("b2bCollaborationOutbound", setting(OPEN));
    truths.say("outbound alone", &outbound, MFA, "partner", "quiet");
    let unclear = Bundle::new().partner_without("b2bCollaborationInbound");
    truths.say(
        "may come in, not trusted",
        &unclear,
        MFA,
        "partner",
        "unknown",
    );
    let trusted = unclear.partner("inboundTrust", trust(true));
    truths.say("may come in, trusted", &trusted, MFA, "partner", "quiet");
    truths.hold();
}

#[test]
fn the_service_default_fills_what_is_absent() {
    let service = |flag: bool| {
        Bundle::empty()
            .with("default", json!({"isServiceDefault": flag}))
            .with("partners", json!([partner(PARTNER)]))
    };
    let mut truths = Truths::new();
    // Collaboration is open, direct connect closed, trust off.
    truths.say("service default", &service(true), MFA, "partner", "fail");
    truths.say(
        "service default",
        &service(true),
        "default-direct-connect-open",
        "default",
        "quiet",
    );
    truths.say(
        "service default",
        &service(true),
        INBOUND,
        "partner",
        "quiet",
    );
    // Changed at some time: nobody knows to what.
    truths.say(
        "changed default",
        &service(false),
        MFA,
        "partner",
        "unknown",
    );
    truths.say(
        "changed default",
        &service(false),
        "default-direct-connect-open",
        "default",
        "unknown",
    );
    truths.say(
        "changed default",
        &service(false),
        INBOUND,
        "partner",
        "unknown",
    );
    // What is written wins over the service default.
    let written = service(true).default("b2bDirectConnectInbound", setting("+AllUsers/+Office365"));
    truths.say(
        "written beside it",
        &written,
        "default-direct-connect-open",
        "default",
        "fail",
    );
    truths.hold();
}
