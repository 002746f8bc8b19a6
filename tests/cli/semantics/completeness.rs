//! When the list of partners is known to be complete. "Has no entry of its own" may only be said when it is.

use serde_json::{Value, json};

use super::partner;
use crate::bad_input::Files;

const REACHABLE: &str = "rejected-partner-reachable";
const PARTNERS: &str =
    "https://graph.microsoft.com/v1.0/$metadata#policies/crossTenantAccessPolicy/partners";
const DELETED: &str =
    "https://graph.microsoft.com/beta/$metadata#policies/deletedItems/crossTenantPartners";

/// What is said of a rejected partner that is not in the list, under a default that is open.
fn verdict(list: &Value) -> String {
    let register = json!({"partners": [
        {"tenantId": "44444444-4444-4444-8444-444444444444", "name": "Proseware", "status": "rejected"},
    ]});
    let done = Files::new()
        .with("register.yaml", register.to_string())
        .with(
            "exports/default.json",
            json!({"isServiceDefault": true}).to_string(),
        )
        .with("exports/partners.json", list.to_string())
        .check(&[
            "--register",
            "register.yaml",
            "--rule",
            REACHABLE,
            "exports",
        ]);
    let report = done.json();
    let findings = report["findings"].as_array().expect("a list");
    match findings.as_slice() {
        [] => "quiet".to_owned(),
        [one] => one["outcome"].as_str().unwrap_or_default().to_owned(),
        _ => panic!("{}", done.shown()),
    }
}

#[test]
fn a_list_is_complete_or_says_nothing_of_who_is_missing() {
    let one = partner("22222222-2222-4222-8222-222222222222");
    let other = partner("33333333-3333-4333-8333-333333333333");
    let mut gone = one.clone();
    gone["deletedDateTime"] = json!("2026-10-01T07:30:00Z");
    let mut entity = one.clone();
    entity["@odata.context"] = json!(format!("{PARTNERS}/$entity"));
    let next =
        "https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/partners?$skiptoken=x";
    let mut wrong = Vec::new();
    for (what, list, expected) in [
        (
            "a collection",
            json!({"@odata.context": PARTNERS, "value": [one]}),
            "fail",
        ),
        (
            "a collection of none",
            json!({"@odata.context": PARTNERS, "value": []}),
            "fail",
        ),
        ("a list under its key", json!({"partners": [one]}), "fail"),
        (
            "a list of none under its key",
            json!({"partners": []}),
            "fail",
        ),
        ("null under its key", json!({"partners": null}), "unknown"),
        (
            "a collection of null",
            json!({"@odata.context": PARTNERS, "value": null}),
            "unknown",
        ),
        (
            "a collection of null under the key",
            json!({"partners": {"value": null}, "default": null}),
            "unknown",
        ),
        (
            "a page",
            json!({"@odata.context": PARTNERS, "@odata.nextLink": next, "value": [one]}),
            "unknown",
        ),
        (
            "all pages, saved as they came",
            json!([
                {"@odata.context": PARTNERS, "@odata.nextLink": next, "value": [one]},
                {"@odata.context": PARTNERS, "value": [other]},
            ]),
            "unknown",
        ),
        (
            "all pages, joined",
            json!({"@odata.context": PARTNERS, "value": [one, other]}),
            "fail",
        ),
        (
            "a page of none",
            json!({"@odata.context": PARTNERS, "@odata.nextLink": next, "value": []}),
            "unknown",
        ),
        ("a list", json!([one]), "fail"),
        ("one partner alone", one.clone(), "unknown"),
        ("the answer for one partner", entity.clone(), "unknown"),
        (
            "answers for one partner each, put together",
            json!([entity, entity]),
            "unknown",
        ),
        (
            "the same under the key",
            json!({"partners": [entity]}),
            "unknown",
        ),
        (
            "an answer that wraps one object",
            json!({"@odata.context": PARTNERS, "value": one}),
            "unknown",
        ),
        (
            "a list that counts more than it holds",
            json!({"@odata.context": PARTNERS, "@odata.count": 14, "value": [one]}),
            "unknown",
        ),
        (
            "the same without a context",
            json!({"@odata.count": 14, "value": [one]}),
            "unknown",
        ),
        (
            "a list that counts what it holds",
            json!({"@odata.context": PARTNERS, "@odata.count": 1, "value": [one]}),
            "fail",
        ),
        (
            "a batch with one partner",
            json!({"responses": [{"id": "1", "status": 200, "body": entity}]}),
            "unknown",
        ),
        (
            "the recycle bin",
            json!({"@odata.context": DELETED, "value": [gone]}),
            "unknown",
        ),
        (
            "no partners at all",
            json!({"isServiceDefaultOf": "nobody"}),
            "unknown",
        ),
    ] {
        let found = verdict(&list);
        if found != expected {
            wrong.push(format!("{what}: must be {expected}, is {found}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
