//! The example folders print what stands in their `expected/`, and keep what they promise.
//!
//! `UPDATE_EXPECTED=1 cargo test --test cli examples` writes the expected output anew: read the difference.

use std::collections::BTreeSet;
use std::path::Path;

use crate::runner::{Done, TODAY, root, tenantlint};

/// An example, what is asked of it beside the folder, and how it ends.
const EXAMPLES: [(&str, &[&str], i32); 5] = [
    ("quickstart", &[], 1),
    ("contoso", &[], 0),
    ("house-format", &[], 1),
    (
        "governance",
        &[
            "--baseline",
            "examples/governance/baseline.json",
            "--rule",
            "direct-connect-inbound-unscoped",
        ],
        1,
    ),
    // One rule is enough to see the diagnostics, and what a rule makes of such input.
    ("broken-exports", &["--rule", "mfa-trust-missing"], 4),
];

fn check(example: &str, args: &[&str]) -> Done {
    tenantlint()
        .args(["check", &format!("examples/{example}"), "--as-of", TODAY])
        .args(args)
        .run()
}

#[test]
fn every_example_prints_what_is_expected() {
    let update = std::env::var_os("UPDATE_EXPECTED").is_some();
    let mut wrong = Vec::new();
    for (example, args, code) in EXAMPLES {
        for format in ["concise", "human"] {
            let done = check(example, &[args, &["--format", format]].concat());
            if done.code != code || !done.stderr.is_empty() {
                wrong.push(format!("{example}: {}", done.shown()));
            }
            let path = root().join(format!("examples/{example}/expected/{format}.txt"));
            if update {
                write(&path, &done.stdout);
            }
            let expected = std::fs::read_to_string(&path).unwrap_or_default();
            if done.stdout != expected {
                wrong.push(format!(
                    "{} differs:\n{}",
                    path.display(),
                    first_difference(&expected, &done.stdout)
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}

pub(crate) fn write(path: &Path, text: &str) {
    std::fs::create_dir_all(path.parent().expect("a folder")).expect("the folder is made");
    std::fs::write(path, text).expect("the file is written");
}

pub(crate) fn first_difference(expected: &str, found: &str) -> String {
    let mut lines = expected.lines().zip(found.lines()).enumerate();
    match lines.find(|(_, (a, b))| a != b) {
        Some((index, (a, b))) => format!("line {}:\n- {a}\n+ {b}", index + 1),
        None => format!(
            "{} lines expected, {} found",
            expected.lines().count(),
            found.lines().count()
        ),
    }
}

/// What a newcomer meets first; the other rules have examples of their own.
const SHOWN_BY_QUICKSTART: [&str; 18] = [
    "agreement-expired",
    "block-list-leaves-rest-open",
    "direct-connect-applications-unscoped",
    "direct-connect-group-not-dedicated",
    "direct-connect-inbound-unscoped",
    "direct-connect-outbound-unscoped",
    "mfa-trust-missing",
    "partner-unvetted",
    "rejected-partner-reachable",
    "setting-incomplete",
    "shared-channels-open",
    "teams-consumer-contact-open",
    "teams-external-joining-open",
    "teams-external-sharing-open",
    "teams-federation-open",
    "teams-shared-channel-creation-unscoped",
    "tenant-restrictions-opened",
    "user-sync-unapproved",
];

#[test]
fn quickstart_shows_what_a_newcomer_meets_first() {
    let report = check("quickstart", &["--format", "json"]).json();
    let fired: BTreeSet<&str> = report["findings"]
        .as_array()
        .expect("a list")
        .iter()
        .filter(|finding| finding["outcome"] == "fail")
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    let silent: Vec<&&str> = SHOWN_BY_QUICKSTART
        .iter()
        .filter(|id| !fired.contains(**id))
        .collect();
    assert!(silent.is_empty(), "{silent:?}");
}

#[test]
fn contoso_is_clean_under_strict() {
    let done = check("contoso", &["--format", "json"]);
    let report = done.json();
    assert_eq!(done.code, 0, "{}", done.shown());
    assert_eq!(report["profile"], "strict");
    assert_eq!(report["findings"], serde_json::json!([]));
    assert_eq!(report["diagnostics"], serde_json::json!([]));
    assert_eq!(report["ledger"]["unknown"], 0);
    let partners: Vec<(&str, u64)> = report["tenants"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|tenant| Some((tenant["name"].as_str()?, tenant["partners"].as_u64()?)))
        .collect();
    assert_eq!(partners, [("contoso", 7), ("fabrikam", 2)]);
    let formats: BTreeSet<&str> = report["inputs"]
        .as_array()
        .expect("a list")
        .iter()
        .filter_map(|input| input["format"].as_str())
        .collect();
    let mixed = [
        "graph",
        "graph-powershell",
        "team-report",
        "teams-powershell",
    ];
    assert_eq!(formats, BTreeSet::from(mixed));
}

#[test]
fn contoso_keeps_the_shapes_of_windows_powershell() {
    let folder = root().join("examples/contoso/tenants/fabrikam");
    let bytes = std::fs::read(folder.join("entra/partners.json")).expect("the file");
    assert!(
        bytes.starts_with(&[0xFF, 0xFE, b'[', 0]),
        "UTF-16LE with BOM"
    );
    let breaks = bytes
        .windows(4)
        .filter(|four| *four == [b'\r', 0, b'\n', 0])
        .count();
    assert!(breaks > 100, "CRLF");
    let bytes = std::fs::read(folder.join("teams/federation.json")).expect("the file");
    assert!(bytes.starts_with(&[0xEF, 0xBB, 0xBF]), "UTF-8 with BOM");
}

#[test]
fn every_example_says_that_it_is_invented() {
    for (example, _, _) in EXAMPLES {
        let folder = root().join("examples").join(example);
        let said = ["README.md", "tenantlint.yaml"]
            .iter()
            .filter_map(|name| std::fs::read_to_string(folder.join(name)).ok())
            .any(|text| text.to_lowercase().contains("invented"));
        assert!(said, "{example}");
    }
}
