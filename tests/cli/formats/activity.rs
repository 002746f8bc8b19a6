//! Sign-ins across tenants, counted by tenant, in every form that they are kept in.

use serde_json::Value;

use crate::bad_input::Files;
use crate::runner::{TODAY, root, tenantlint};

const HOME: &str =
    "version: 1\ntenants: [{name: contoso, tenantId: 11111111-1111-4111-8111-111111111111}]\n";

fn seen(files: &Files) -> Value {
    let args = ["input", "--as-of", TODAY, "."];
    let done = tenantlint().dir(files.path()).args(args).run();
    done.json()["activity"].clone()
}

/// What rules see of a fixture, under the id of its tenant.
fn activity(fixture: &str) -> Value {
    let mut files = Files::new().with("tenantlint.yaml", HOME);
    let folder = root().join("tests/formats/activity").join(fixture);
    for file in super::files(&folder) {
        let name = file.file_name().and_then(|name| name.to_str());
        let name = name.expect("a name").to_owned();
        files = files.with(&name, std::fs::read(&file).expect("a fixture"));
    }
    seen(&files)
}

/// Sign-ins, failures and users of each tenant, in and out: what every form tells.
fn told(activity: &Value) -> Vec<String> {
    let tenants = activity["tenants"].as_array().expect("tenants");
    let flow = |flow: &Value| {
        format!(
            "{}/{}/{}",
            flow["sign_ins"], flow["failures"], flow["users"]
        )
    };
    tenants
        .iter()
        .map(|one| {
            format!(
                "{} in {} out {}",
                one["tenant_id"],
                flow(&one["inbound"]),
                flow(&one["outbound"])
            )
        })
        .collect()
}

const LOGS: [&str; 3] = ["graph", "lines", "list"];
const TABLES: [&str; 2] = ["workbook", "script"];

#[test]
fn every_form_tells_the_same_numbers() {
    for fixture in LOGS.iter().chain(&["workbook"]) {
        assert_eq!(
            told(&activity(fixture)),
            [
                r#""22222222-2222-4222-8222-222222222222" in 3/1/2 out 1/0/1"#,
                r#""b3246f44-b4gb-5678-96c6-25b18fa2c910" in 0/0/0 out 1/0/1"#,
            ],
            "{fixture}"
        );
    }
    // The script writes no row for a direction without sign-ins.
    assert_eq!(
        told(&activity("script")),
        [
            r#""22222222-2222-4222-8222-222222222222" in 3/1/2 out 1/0/1"#,
            r#""b3246f44-b4gb-5678-96c6-25b18fa2c910" in 0/null/null out 1/0/1"#,
        ]
    );
}

#[test]
fn only_a_log_tells_its_days_and_how_people_came() {
    for fixture in LOGS {
        let activity = activity(fixture);
        assert_eq!(activity["days"], 81, "{fixture}");
        assert_eq!(activity["non_interactive"], true, "{fixture}");
        assert_eq!(activity["unplaced"], 0, "{fixture}");
        let fabrikam = &activity["tenants"][0];
        assert_eq!(fabrikam["inbound"]["direct_connect"], true, "{fixture}");
        assert_eq!(fabrikam["inbound"]["active_days"], 2, "{fixture}");
        assert_eq!(fabrikam["outbound"]["direct_connect"], false, "{fixture}");
        // The ids say that it went elsewhere, the type denies it.
        let other = &activity["tenants"][1];
        assert_eq!(
            other["outbound"]["direct_connect"],
            Value::Null,
            "{fixture}"
        );
    }
    for fixture in TABLES {
        let activity = activity(fixture);
        assert_eq!(activity["days"], Value::Null, "{fixture}");
        let inbound = &activity["tenants"][0]["inbound"];
        assert_eq!(inbound["direct_connect"], Value::Null, "{fixture}");
    }
}

#[test]
fn nobody_is_named() {
    for fixture in LOGS {
        let text = activity(fixture).to_string();
        for word in ["fen", "sol", "mira", "example.com"] {
            assert!(!text.contains(word), "{fixture}: {word}\n{text}");
        }
    }
}

const EVENT: &str = r#"{"homeTenantId": "22222222-2222-4222-8222-222222222222", "resourceTenantId": "11111111-1111-4111-8111-111111111111", "crossTenantAccessType": "b2bDirectConnect", "userId": "u", "createdDateTime": "2026-10-01T00:00:00Z", "isInteractive": false, "status": {"errorCode": 0}}"#;

fn log(config: &str, text: &str) -> Value {
    seen(
        &Files::new()
            .with("tenantlint.yaml", config)
            .with("log.json", text),
    )
}

#[test]
fn what_an_event_lacks_is_not_known() {
    let without = |part: &str| {
        let event = EVENT.replace(part, "");
        assert_ne!(event, EVENT, "{part}");
        log(HOME, &format!("[{event}]"))
    };
    let inbound = |activity: &Value| activity["tenants"][0]["inbound"].clone();
    let untyped = without(r#""crossTenantAccessType": "b2bDirectConnect", "#);
    assert_eq!(inbound(&untyped)["direct_connect"], Value::Null);
    assert_eq!(inbound(&untyped)["sign_ins"], 1);
    let nobody = without(r#""userId": "u", "#);
    assert_eq!(inbound(&nobody)["users"], Value::Null);
    let undated = without(r#""createdDateTime": "2026-10-01T00:00:00Z", "#);
    assert_eq!(inbound(&undated)["active_days"], Value::Null);
    assert_eq!(undated["days"], Value::Null);
    let open = without(r#", "status": {"errorCode": 0}"#);
    assert_eq!(inbound(&open)["failures"], Value::Null);
    let homeless = without(r#""homeTenantId": "22222222-2222-4222-8222-222222222222", "#);
    assert_eq!(homeless["unplaced"], 1);
}

#[test]
fn a_page_of_a_log_is_no_log() {
    let activity = log(
        HOME,
        &format!(r#"{{"@odata.nextLink": "x", "value": [{EVENT}]}}"#),
    );
    assert_eq!(activity["partial"], true);
}

#[test]
fn without_the_id_of_our_tenant_nothing_is_counted() {
    let activity = log("version: 1\n", &format!("[{EVENT}]"));
    assert!(activity["reason"].is_string(), "{activity}");
    assert_eq!(activity["tenants"], Value::Array(Vec::new()));
}

#[test]
fn two_values_on_a_line_are_refused() {
    let files = Files::new()
        .with("tenantlint.yaml", HOME)
        .with("log.jsonl", format!("{EVENT} {EVENT}\n"));
    let done = files.check(&["."]);
    assert_eq!(done.code, 4, "{}", done.shown());
    assert!(done.stdout.contains("a value a line"), "{}", done.shown());
}
