//! Identity synchronization and automatic consent (entra.md 1.1, 1.7 and 4.2): what is not exported is not off.

use serde_json::{Value, json};

use super::{Bundle, PARTNER, Truths, partner};
use crate::bad_input::Files;

const SYNC: &str = "user-sync-unapproved";
const CONSENT: &str = "automatic-consent-unapproved";

#[test]
fn automatic_consent_that_is_null_is_not_given() {
    let vetted = |bundle: Bundle| {
        bundle.register(json!([{"tenantId": PARTNER, "name": "Fabrikam", "status": "approved"}]))
    };
    let consent =
        |value: Value| vetted(Bundle::new().partner("automaticUserConsentSettings", value));
    let mut truths = Truths::new();
    for (what, bundle, verdict) in [
        (
            "both null",
            consent(json!({"inboundAllowed": null, "outboundAllowed": null})),
            "quiet",
        ),
        ("whole null", consent(Value::Null), "quiet"),
        (
            "given inbound",
            consent(json!({"inboundAllowed": true, "outboundAllowed": null})),
            "fail",
        ),
        (
            "given outbound",
            consent(json!({"inboundAllowed": false, "outboundAllowed": true})),
            "fail",
        ),
        (
            "a member absent",
            consent(json!({"inboundAllowed": false})),
            "unknown",
        ),
        (
            "absent",
            vetted(Bundle::new().partner_without("automaticUserConsentSettings")),
            "unknown",
        ),
    ] {
        truths.say(what, &bundle, CONSENT, "partner", verdict);
    }
    truths.hold();
}

#[test]
fn sync_that_is_not_exported_is_not_off() {
    let entry = |allow: Value| json!([{"tenantId": PARTNER, "name": "Fabrikam", "status": "approved", "allow": allow}]);
    let vetted = |bundle: Bundle| bundle.register(entry(json!([])));
    let sync = |value: Value| vetted(Bundle::new().partner("identitySynchronization", value));
    let inner = |value: Value| sync(json!({"tenantId": PARTNER, "userSyncInbound": value}));
    let mut truths = Truths::new();
    for (what, bundle, verdict) in [
        ("off", inner(json!({"isSyncAllowed": false})), "quiet"),
        ("on", inner(json!({"isSyncAllowed": true})), "fail"),
        (
            "no $expand: the key is absent",
            vetted(Bundle::new().partner_without("identitySynchronization")),
            "unknown",
        ),
        // Expanded, and there is none: OData writes null for no related entity.
        ("null", sync(Value::Null), "quiet"),
        (
            "the module's object full of nulls, written unasked",
            sync(
                json!({"displayName": null, "tenantId": null, "userSyncInbound": {"isSyncAllowed": null}}),
            ),
            "unknown",
        ),
        ("null inside", inner(Value::Null), "unknown"),
        (
            "null further inside",
            inner(json!({"isSyncAllowed": null})),
            "unknown",
        ),
        (
            "group sync alone",
            sync(json!({"tenantId": PARTNER, "groupSyncInbound": {"isSyncAllowed": true}})),
            "unknown",
        ),
        (
            "on, with leave",
            inner(json!({"isSyncAllowed": true})).register(entry(json!(["user-sync"]))),
            "quiet",
        ),
        (
            "not exported, with leave",
            Bundle::new()
                .partner_without("identitySynchronization")
                .register(entry(json!(["user-sync"]))),
            "quiet",
        ),
    ] {
        truths.say(what, &bundle, SYNC, "partner", verdict);
    }
    truths.hold();
}

/// What is said of a partner that has a synchronization exported by itself beside it. `nulls`: its own record holds the
/// object full of nulls that the PowerShell module writes unasked; else the key is absent.
fn beside(nulls: bool, by_itself: &Value) -> String {
    let mut fabrikam = partner(PARTNER);
    fabrikam
        .as_object_mut()
        .expect("an object")
        .remove("identitySynchronization");
    if nulls {
        // One key in PascalCase tells the module's hand.
        fabrikam["IdentitySynchronization"] = json!({"DisplayName": null, "TenantId": null, "UserSyncInbound": {"IsSyncAllowed": null}});
    }
    let register = json!({"partners": [
        {"tenantId": PARTNER, "name": "Fabrikam", "status": "approved"},
    ]});
    let done = Files::new()
        .with("register.yaml", register.to_string())
        .with(
            "exports/default.json",
            json!({"isServiceDefault": true}).to_string(),
        )
        .with("exports/partners.json", json!([fabrikam]).to_string())
        .with("exports/sync.json", by_itself.to_string())
        .check(&["--register", "register.yaml", "--rule", SYNC, "exports"]);
    let report = done.json();
    // A synchronization of somebody else belongs to a partner that is not there.
    let ours = by_itself["tenantId"] == PARTNER || by_itself["TenantId"] == PARTNER;
    let codes: Vec<&Value> = report["diagnostics"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|diagnostic| &diagnostic["code"])
        .collect();
    let expected = if ours {
        vec![]
    } else {
        vec!["partner-missing"]
    };
    assert_eq!(codes, expected, "{}", done.shown());
    let outcome = report["findings"][0]["outcome"].as_str();
    outcome.unwrap_or("quiet").to_owned()
}

#[test]
fn sync_exported_by_itself_is_the_partners() {
    let context = "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners('22222222-2222-4222-8222-222222222222')/identitySynchronization/$entity";
    let mut wrong = Vec::new();
    for (allowed, outcome) in [(true, "fail"), (false, "quiet")] {
        let graph = json!({"@odata.context": context, "tenantId": PARTNER, "userSyncInbound": {"isSyncAllowed": allowed}});
        let pascal = json!({"TenantId": PARTNER, "UserSyncInbound": {"IsSyncAllowed": allowed}, "AdditionalProperties": {}});
        let stranger = json!({"tenantId": "33333333-3333-4333-8333-333333333333", "userSyncInbound": {"isSyncAllowed": allowed}});
        for (what, nulls, by_itself, outcome) in [
            ("beside no key", false, &graph, outcome),
            ("in PascalCase", false, &pascal, outcome),
            ("beside an object full of nulls", true, &pascal, outcome),
            ("of another partner", false, &stranger, "unknown"),
        ] {
            let found = beside(nulls, by_itself);
            if found != outcome {
                wrong.push(format!("{what}, {allowed}: must be {outcome}, is {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// `Export-Csv` and `Format-List` print null, an empty text and an object without a text alike.
#[test]
fn an_empty_cell_says_nothing() {
    let policy = "Identity,Description,AllowSharedChannelCreation,AllowChannelSharingToExternalUser,AllowUserToParticipateInExternalSharedChannel\nGlobal,,False,False,False\n";
    let listed = "\nIdentity                          : Tag:Pilot\nDescription                       : \nAllowSharedChannelCreation        : False\nAllowChannelSharingToExternalUser : False\n\n";
    let register =
        json!({"partners": [{"tenantId": PARTNER, "name": "Fabrikam", "status": "rejected"}]});
    let done = Files::new()
        .with(
            "tenantlint.yaml",
            "version: 1\ntenants: [{name: contoso, paths: [exports/*]}]\nregister: register.yaml\n",
        )
        .with("register.yaml", register.to_string())
        .with(
            "exports/partners.csv",
            format!("TenantId,IdentitySynchronization,InboundTrust\n{PARTNER},,\n"),
        )
        .with("exports/policies.csv", policy)
        .with("exports/pilot.txt", listed)
        .check(&["--rule", SYNC, "."]);
    let report = done.json();
    // A policy without a description is as it should be.
    assert_eq!(report["diagnostics"], json!([]), "{}", done.shown());
    let findings = report["findings"].as_array().unwrap();
    let sync = findings.iter().find(|finding| {
        finding["setting"] == "identitySynchronization.userSyncInbound.isSyncAllowed"
    });
    assert_eq!(
        sync.map(|finding| &finding["outcome"]),
        Some(&json!("unknown")),
        "{}",
        done.shown()
    );
}

#[test]
fn group_sync_that_no_partner_tells_is_said_once() {
    const GROUP: &str = "group-sync-unapproved";
    let vetted = |sync: Value| {
        Bundle::new()
            .register(json!([{"tenantId": PARTNER, "name": "Fabrikam", "status": "approved", "allow": []}]))
            .partner("identitySynchronization", sync)
    };
    let with = |groups: Value| {
        vetted(
            json!({"tenantId": PARTNER, "userSyncInbound": {"isSyncAllowed": false}, "groupSyncInbound": groups}),
        )
    };
    let mut truths = Truths::new();
    let v1 = vetted(json!({"tenantId": PARTNER, "userSyncInbound": {"isSyncAllowed": false}}));
    truths.say("an export of v1.0", &v1, GROUP, "tenant", "unknown");
    for (what, bundle, verdict) in [
        ("off", with(json!({"isSyncAllowed": false})), "quiet"),
        ("on", with(json!({"isSyncAllowed": true})), "fail"),
        (
            "null in it",
            with(json!({"isSyncAllowed": null})),
            "unknown",
        ),
        ("no sync at all", vetted(Value::Null), "quiet"),
    ] {
        truths.say(what, &bundle, GROUP, "partner", verdict);
    }
    truths.hold();
}
