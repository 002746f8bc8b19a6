//! Teams external access: the faces of `AllowedDomains`, and unmanaged accounts (teams.md 2.1).

use serde_json::{Value, json};

use super::{Bundle, Truths};

const FEDERATION: &str = "teams-federation-open";
const CONSUMER: &str = "teams-consumer-contact-open";

fn federation(users: impl Into<Value>, domains: Option<Value>) -> Bundle {
    let mut federation = json!({
        "Identity": "Global",
        "AllowFederatedUsers": users.into(),
        "AllowTeamsConsumer": false,
        "AllowTeamsConsumerInbound": true,
    });
    if let Some(domains) = domains {
        federation["AllowedDomains"] = domains;
    }
    Bundle::empty().with("federation", federation)
}

#[test]
fn the_faces_of_allowed_domains() {
    let mut truths = Truths::new();
    for (face, verdict) in [
        (
            Some(json!({"AllowedDomain": "Domain=contoso.com"})),
            "quiet",
        ),
        (
            Some(json!({"AllowedDomain": ["Domain=a.com", "Domain=b.com"]})),
            "quiet",
        ),
        (
            Some(json!({"AllowedDomain": [{"Domain": "a.com"}]})),
            "quiet",
        ),
        (Some(json!(["a.com"])), "quiet"),
        (Some(json!({"AllowList": ["a.com"]})), "quiet"),
        (Some(json!({})), "fail"),
        (Some(json!("AllowAllKnownDomains")), "fail"),
        (Some(json!([])), "unknown"),
        (Some(Value::Null), "unknown"),
        (Some(json!({"AllowedDomain": []})), "unknown"),
        (
            Some(
                json!({"AllowedDomain": "Microsoft.Rtc.Management.WritableConfig.Settings.Edge.DomainPattern"}),
            ),
            "unknown",
        ),
        (None, "unknown"),
    ] {
        let what = format!("{face:?}");
        truths.say(
            &what,
            &federation(true, face.clone()),
            FEDERATION,
            "tenant",
            verdict,
        );
        // Off beats every list.
        truths.say(
            &format!("{what}, off"),
            &federation(false, face),
            FEDERATION,
            "tenant",
            "quiet",
        );
    }
    let unclear = federation(Value::Null, Some(json!({})));
    truths.say(
        "the switch is null",
        &unclear,
        FEDERATION,
        "tenant",
        "unknown",
    );
    let listed = federation(Value::Null, Some(json!({"AllowedDomain": "Domain=a.com"})));
    truths.say(
        "the switch is null, a list",
        &listed,
        FEDERATION,
        "tenant",
        "quiet",
    );
    truths.hold();
}

#[test]
fn unmanaged_accounts_need_both_switches() {
    let with = |consumer: Value, inbound: Value| {
        let federation = json!({
            "Identity": "Global",
            "AllowFederatedUsers": false,
            "AllowTeamsConsumer": consumer,
            "AllowTeamsConsumerInbound": inbound,
        });
        Bundle::empty().with("federation", federation)
    };
    let mut truths = Truths::new();
    for (consumer, inbound, verdict) in [
        (json!(true), json!(true), "fail"),
        // Turning the first off leaves the second as it was.
        (json!(false), json!(true), "quiet"),
        (json!(true), json!(false), "quiet"),
        (json!(false), json!(false), "quiet"),
        (json!(true), Value::Null, "unknown"),
        (Value::Null, json!(true), "unknown"),
        (Value::Null, Value::Null, "unknown"),
        (Value::Null, json!(false), "quiet"),
        (json!(false), Value::Null, "quiet"),
        (json!("false"), json!(true), "unknown"),
    ] {
        let what = format!("{consumer}/{inbound}");
        truths.say(&what, &with(consumer, inbound), CONSUMER, "tenant", verdict);
    }
    truths.hold();
}
