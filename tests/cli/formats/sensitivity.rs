//! Sensitivity labels, and what each says of outsiders in a team.

use serde_json::Value;

use super::{decoded, fixtures, seen};
use crate::bad_input::Files;

const CONFIG: &str =
    "version: 1\ntenants: [{name: contoso, tenantId: 11111111-1111-4111-8111-111111111111}]\n";

/// What rules see of the label that a team names.
fn label(named: &str, labels: &str) -> Value {
    let inventory = format!(
        r#"{{"homeTenantId": "11111111-1111-4111-8111-111111111111", "takenAt": "2026-11-20", "teams": [{{"id": "t", "label": "{named}", "channels": [{{"displayName": "Bids", "membershipType": "shared", "sharedWithTeams": [], "allMembers": []}}], "incomingChannels": []}}]}}"#
    );
    let files = Files::new()
        .with("tenantlint.yaml", CONFIG)
        .with("shared-channels.json", inventory)
        .with("labels.json", labels);
    seen(&files)["inventory"]["channels"][0]["label"].clone()
}

fn labels(form: &str) -> String {
    let path = fixtures().join("labels").join(form).join("labels.json");
    decoded(&std::fs::read(path).expect("a fixture")).0
}

const LABELS: [(&str, &str, bool); 4] = [
    ("Project", "1abe1000-0001-4ab0-8ab0-000000000001", false),
    ("Confidential", "1ABE1000-0002-4ab0-8ab0-000000000002", true),
    ("Retired", "1abe1000-0003-4ab0-8ab0-000000000003", false),
    ("Mail", "1abe1000-0004-4ab0-8ab0-000000000004", false),
];

#[test]
fn get_label_tells_whether_guests_are_forbidden() {
    for form in ["get-label", "detailed"] {
        let text = labels(form);
        for (name, id, forbids) in LABELS {
            for named in [id, name] {
                let label = label(named, &text);
                assert_eq!(label["name"], name, "{form} {named}");
                assert_eq!(label["forbids_guests"], forbids, "{form} {named}");
                assert_eq!(label["reason"], Value::Null, "{form} {named}");
            }
        }
    }
    let of_teams = |form| label("Project", &labels(form))["forbids_outside_teams"].clone();
    assert_eq!(of_teams("detailed"), true);
    assert_eq!(of_teams("get-label"), Value::Null);
}

fn is_unknown(label: &Value, words: &str) {
    assert_eq!(label["forbids_guests"], Value::Null, "{label}");
    let reason = label["reason"].as_str().unwrap_or_default();
    assert!(reason.contains(words), "{words}: {label}");
}

#[test]
fn what_is_not_told_is_unknown() {
    let id = "1abe1000-0001-4ab0-8ab0-000000000001";
    is_unknown(&label(id, &labels("graph")), "is not in the export");
    let text = labels("get-label");
    is_unknown(&label("nobody's", &text), "not among the labels");
    let page = format!(r#"{{"@odata.nextLink": "x", "value": {text}}}"#);
    is_unknown(&label("nobody's", &page), "goes on elsewhere");
    for (from, to) in [
        // Not the word it should be, not the setting, no JSON, and nothing at all.
        (r#"\"Value\":\"true\""#, r#"\"Value\":\"maybe\""#),
        ("allowaccesstoguestusers", "privacy2"),
        (r#"{\"Type\""#, r#"{{\"Type\""#),
        ("LabelActions", "Actions"),
    ] {
        let broken = text.replacen(from, to, 1);
        assert_ne!(broken, text, "{from}");
        is_unknown(&label(id, &broken), "could not be read");
    }
    // Two labels of one name.
    is_unknown(
        &label("Project", &text.replace("\"Mail\"", "\"Project\"")),
        "not among",
    );
}

/// Of two lists with the same label the one that tells counts.
#[test]
fn the_same_label_in_two_lists_is_one() {
    let (told, untold) = (labels("get-label"), labels("graph"));
    let value = untold.split_once("\"value\":").expect("a list").1;
    let value = value.trim().trim_end_matches('}');
    for both in [format!("[{told}, {value}]"), format!("[{value}, {told}]")] {
        let both = both.replace("],\n", "],");
        let label = label("1abe1000-0001-4ab0-8ab0-000000000001", &both);
        assert_eq!(label["forbids_guests"], false, "{label}");
        assert_eq!(label["reason"], Value::Null, "{label}");
    }
}

#[test]
fn an_action_that_is_no_json_is_refused_where_it_stands() {
    let text = labels("get-label").replacen(r#"{\"Type\""#, r#"{{\"Type\""#, 1);
    let files = Files::new().with("labels.json", &text);
    let report = files.check(&["--fail-on", "never", "."]).json();
    let said = report["diagnostics"].as_array().expect("a list");
    let said = said.iter().find(|one| one["code"] == "json-invalid");
    assert!(said.is_some(), "{report}");
}

#[test]
fn without_labels_in_the_input_there_is_nothing_to_say() {
    assert_eq!(label("Project", "[]"), Value::Null);
}
