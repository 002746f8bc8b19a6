//! `check --changed-since`: everything is judged and counted; what the change can't have brought is not shown, and said.

use serde_json::Value;

use crate::bad_input::Files;
use crate::exit_codes::WARNS;
use crate::runner::{Done, TODAY, tenantlint};

const CONFIG: &str = "version: 1
register: partners.yaml
tenants:
  - {name: contoso, paths: [contoso/**]}
  - {name: fabrikam, paths: [fabrikam/**]}
";

const REGISTER: &str = "partners:
  - {tenantId: 22222222-2222-4222-8222-222222222222, name: Woodgrove, status: approved, allow: [direct-connect-inbound]}
";

const DEFAULT: &str = r#"{"isServiceDefault": true}"#;

/// A list of one partner that comes in by direct connect, every one of its users.
fn partners(id: &str) -> String {
    format!(
        r#"{{"value": [{{"tenantId": "{id}",
  "b2bDirectConnectInbound": {{
    "usersAndGroups": {{"accessType": "allowed", "targets": [{{"target": "AllUsers", "targetType": "user"}}]}},
    "applications": {{"accessType": "allowed", "targets": [{{"target": "Office365", "targetType": "application"}}]}}}}
}}]}}
"#
    )
}

const WOODGROVE: &str = "22222222-2222-4222-8222-222222222222";
const NORTHWIND: &str = "33333333-3333-4333-8333-333333333333";

/// Two tenants, committed on main, with findings in each.
fn repository() -> Files {
    let files = Files::new()
        .with("tenantlint.yaml", CONFIG)
        .with("partners.yaml", REGISTER)
        .with("contoso/default.json", DEFAULT)
        .with("contoso/partners.json", partners(WOODGROVE))
        .with("fabrikam/default.json", DEFAULT)
        .with("fabrikam/partners.json", partners(NORTHWIND));
    files.git(&["init", "-q", "-b", "main"]);
    files.commit();
    files
}

fn check(files: &Files, args: &[&str]) -> Done {
    files.check(&[&["--changed-since", "main", "."], args].concat())
}

/// Tenants of the findings shown.
fn tenants(report: &Value) -> Vec<&str> {
    let mut names: Vec<&str> = report["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|finding| finding["tenant"].as_str())
        .collect();
    names.dedup();
    names
}

/// The words of `--changed-since` about itself.
fn said(report: &Value) -> Vec<&str> {
    let diagnostics = report["diagnostics"].as_array().expect("a list");
    diagnostics
        .iter()
        .filter(|one| one["code"] == "changed-since")
        .filter_map(|one| one["message"].as_str())
        .collect()
}

#[track_caller]
fn shows(files: &Files, expected: &[&str], words: &str) {
    let done = check(files, &[]);
    let report = done.json();
    assert_eq!(tenants(&report), expected, "{}", done.shown());
    let said = said(&report).join("\n");
    assert!(said.contains(words), "{words:?} is not in {said:?}");
    // Counted is everything, whatever is shown.
    assert_eq!(report["ledger"], files.check(&["."]).json()["ledger"]);
    let failing = report["findings"].as_array().is_some_and(|findings| {
        findings
            .iter()
            .any(|one| one["level"] == "error" && one["outcome"] == "fail")
    });
    assert_eq!(done.code, i32::from(failing), "{}", done.shown());
}

#[test]
fn only_findings_in_files_that_changed_are_shown() {
    let files = repository();
    let whole = files.check(&["."]).json()["findings"]
        .as_array()
        .map(Vec::len);
    let all = format!(
        "{} findings in files that did not change since main are not shown",
        whole.unwrap_or(0)
    );
    shows(&files, &[], &all);
    // In a commit of a branch.
    files.git(&["checkout", "-q", "-b", "work"]);
    let files = files.with("contoso/partners.json", partners(WOODGROVE) + "\n");
    shows(&files, &["contoso"], "not shown");
    files.commit();
    shows(&files, &["contoso"], "not shown");
    // In a file that git does not know yet.
    let files = files.with("fabrikam/more.json", partners(WOODGROVE));
    shows(&files, &["contoso", "fabrikam"], "not shown");
    // An inherited value is shown when the default changed that it comes from.
    let files = repository().with("fabrikam/default.json", r#"{"isServiceDefault":  true}"#);
    shows(&files, &["fabrikam"], "not shown");
}

#[test]
fn every_format_says_what_is_not_shown() {
    let files = repository();
    for format in ["human", "concise", "json"] {
        let done = tenantlint()
            .dir(files.path())
            .args(["check", "--as-of", TODAY, "--changed-since", "main"])
            .args(["--format", format, "."])
            .run();
        assert_eq!(done.code, 0, "{}", done.shown());
        assert!(done.stdout.contains("not shown"), "{}", done.shown());
    }
}

#[test]
fn a_file_that_decides_about_all_findings_shows_all() {
    let both = &["contoso", "fabrikam"];
    for (name, text) in [
        ("tenantlint.yaml", format!("{CONFIG}profile: baseline\n")),
        ("partners.yaml", format!("{REGISTER}# a word\n")),
        (".gitignore", "*.tmp\n".to_owned()),
    ] {
        let files = repository().with(name, "# as it was\n".to_owned() + &text);
        files.git(&["add", "-A"]);
        shows(&files, both, &format!("{name} changed since main"));
    }
    let files = repository()
        .with("tenantlint.yaml", format!("{CONFIG}policies: [house]\n"))
        .with("house/always-warns/rule.rego", WARNS);
    files.commit();
    shows(&files, &[], "not shown");
    let files = files.with("house/always-warns/rule.rego", format!("{WARNS}# a word\n"));
    shows(
        &files,
        both,
        "house/always-warns/rule.rego changed since main",
    );
    // One that git does not know yet.
    files.commit();
    let files = files.with(
        "house/more/rule.rego",
        WARNS.replace("always_warns", "more"),
    );
    shows(&files, both, "house/more/rule.rego changed since main");
}

#[test]
fn an_export_that_is_gone_hides_nothing_of_its_tenant() {
    let files = repository();
    std::fs::remove_file(files.path().join("contoso/partners.json")).expect("removed");
    let words =
        "contoso/partners.json held settings at main, and holds none now: all findings of contoso";
    let files = files.with("tenantlint.yaml", CONFIG);
    let done = check(&files, &[]);
    assert!(
        said(&done.json()).join("\n").contains(words),
        "{}",
        done.shown()
    );
    // Emptied is gone, too.
    let files = repository().with("fabrikam/partners.json", "{}");
    let done = check(&files, &[]);
    assert!(
        said(&done.json())
            .join("\n")
            .contains("all findings of fabrikam"),
        "{}",
        done.shown()
    );
    // What the default leaves open is found in a file that did not change.
    let names = tenants(&done.json()).join(" ");
    assert_eq!(names, "fabrikam");
    // Without a config nobody can tell whose it was, also when the shell named the files that are left.
    let files = repository();
    std::fs::remove_file(files.path().join("contoso/partners.json")).expect("removed");
    for paths in [
        &["."][..],
        &[
            "contoso/default.json",
            "fabrikam/partners.json",
            "fabrikam/default.json",
        ],
    ] {
        let args = ["--no-config", "--changed-since", "main"];
        let done = files.check(&[&args, paths].concat());
        let report = done.json();
        assert!(
            said(&report).join("\n").contains("all findings are shown"),
            "{}",
            done.shown()
        );
        let whole = files.check(&[&["--no-config"], paths].concat()).json();
        assert_eq!(report["findings"], whole["findings"]);
    }
    // A file that never held settings may go.
    let files = repository().with("notes.json", "{\"a\": 1}");
    files.commit();
    std::fs::remove_file(files.path().join("notes.json")).expect("removed");
    shows(&files, &[], "not shown");
}

#[test]
fn a_finding_in_no_export_is_shown_when_an_export_changed() {
    let only = |files: &Files| {
        let rule = [
            "--profile",
            "strict",
            "--rule",
            "approved-partner-not-configured",
        ];
        let done = check(files, &rule);
        let report = done.json();
        let findings = report["findings"].as_array().expect("a list").clone();
        let in_export = findings.iter().any(|finding| {
            let labels = finding["labels"].to_string();
            labels.contains("fabrikam/")
        });
        assert!(!in_export, "{}", done.shown());
        findings.len()
    };
    let files = repository().with("fabrikam/partners.json", partners(WOODGROVE));
    files.commit();
    assert_eq!(only(&files), 0);
    // The partner is gone from a list that is still there; what says so stands in the register.
    let files = files.with("fabrikam/partners.json", partners(NORTHWIND));
    assert_eq!(only(&files), 1);
}

#[test]
fn nothing_grave_is_hidden() {
    let files = repository().with("contoso/broken.json", "{\"inboundTrust\": ");
    files.commit();
    let done = check(&files, &[]);
    assert_eq!(done.code, 4, "{}", done.shown());
    // Outcomes that can't be told fail a strict run only where something changed.
    let files = repository();
    assert_eq!(check(&files, &["--profile", "strict"]).code, 0);
    let files = files.with("contoso/default.json", r#"{"isServiceDefault":  true}"#);
    assert_eq!(check(&files, &["--profile", "strict"]).code, 1);
}

#[test]
fn standard_input_always_counts_as_changed() {
    let files = repository();
    let done = tenantlint()
        .dir(files.path())
        .args([
            "check",
            "--as-of",
            TODAY,
            "--no-config",
            "--changed-since",
            "main",
        ])
        .args(["--stdin-filename", "contoso/partners.json", "-"])
        .stdin(partners(WOODGROVE))
        .run();
    assert_eq!(done.code, 1, "{}", done.shown());
}

#[test]
fn a_revision_that_git_can_not_tell_about_is_2() {
    let files = repository();
    let said = |done: &Done, words: &str| {
        assert_eq!(done.code, 2, "{}", done.shown());
        assert!(done.stdout.contains("revision-invalid"), "{}", done.shown());
        assert!(done.stdout.contains(words), "{}", done.shown());
    };
    for (revision, words) in [
        ("--changed-since=nowhere", "knows no revision `nowhere`"),
        ("--changed-since=--output=x", "is no revision"),
        ("--changed-since=", "is no revision"),
    ] {
        said(&files.check(&[revision, "."]), words);
    }
    let plain = Files::new().with("export.json", partners(WOODGROVE));
    said(&check(&plain, &[]), "in no git work tree");
    let without = tenantlint()
        .dir(files.path())
        .args(["check", "--changed-since", "main", "."])
        .env("PATH", "/nowhere")
        .run();
    said(&without, "there is no git command");
}
