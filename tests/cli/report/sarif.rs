//! SARIF keeps the standard's schema, and what GitHub asks of it.

use std::collections::BTreeSet;

use serde_json::Value;

use super::forms::write_all;
use super::{EXAMPLES, holds, list};
use crate::bad_input::Files;
use crate::runner::{TODAY, root, tenantlint};

#[track_caller]
pub(crate) fn holds_against_the_standard(log: &Value) {
    let path = root().join("tests/schemas/sarif-2.1.0.schema.json");
    let text = std::fs::read_to_string(path).expect("the schema");
    // The one pattern in it that no regular expression of Rust is: a bracket closes that none opened.
    let (odd, meant) = ("{2}|^[a-zA-Z]{2}-[a-zA-Z]{2}]?$", "{2}(-[a-zA-Z]{2})?$");
    assert!(text.contains(odd));
    holds(&text.replace(odd, meant), log);
}

fn check(args: &[&str]) -> Value {
    let done = tenantlint()
        .args(["check", "--as-of", TODAY, "--format", "sarif"])
        .args(args)
        .run();
    done.json()
}

#[test]
fn results_are_what_the_standard_and_github_ask_for() {
    for (example, ..) in EXAMPLES {
        let written = write_all(&format!("examples/{example}"), &[]);
        let log: Value = serde_json::from_str(&written.texts["sarif"]).expect("JSON");
        let report: Value = serde_json::from_str(&written.texts["json"]).expect("JSON");
        holds_against_the_standard(&log);
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "utf16CodeUnits");
        let rules = list(&run["tool"]["driver"], "rules");
        let mut fingerprints = BTreeSet::new();
        for result in list(run, "results") {
            let rule = &rules[result["ruleIndex"].as_u64().expect("an index") as usize];
            assert_eq!(rule["id"], result["ruleId"]);
            for key in ["shortDescription", "fullDescription", "help"] {
                let text = rule[key]["text"].as_str().expect("a text");
                assert!(!text.trim().is_empty(), "{rule}");
            }
            let print = result["partialFingerprints"]["tenantlint/v1"].as_str();
            assert!(
                fingerprints.insert(print.expect("a fingerprint")),
                "{result}"
            );
            let unknown = result["kind"] == "open";
            assert_eq!(unknown, result["level"] == "none", "{result}");
            let locations = list(result, "locations");
            assert_eq!(locations.len(), 1, "{result}");
            let place = &locations[0]["physicalLocation"];
            assert_eq!(place["artifactLocation"]["uriBaseId"], "SRCROOT");
            let uri = place["artifactLocation"]["uri"]
                .as_str()
                .expect("an address");
            assert!(
                uri.starts_with("examples/") && root().join(uri).exists(),
                "{uri}"
            );
            assert!(place["region"]["startLine"].as_u64() > Some(0), "{result}");
        }
        let invocation = &run["invocations"][0];
        let said = list(invocation, "toolExecutionNotifications").len();
        assert_eq!(said, list(&report, "diagnostics").len());
        let broken = example == "broken-exports";
        assert_eq!(invocation["executionSuccessful"], !broken);
    }
}

#[test]
fn a_rule_has_the_page_that_rules_prints() {
    let log = check(&["examples/quickstart"]);
    let rules = list(&log["runs"][0]["tool"]["driver"], "rules");
    assert!(rules.len() > 50);
    // Each run takes its time: a few stand for all, for all come by the same way.
    for rule in rules.iter().step_by(25) {
        let id = rule["id"].as_str().expect("an id");
        let shown = |args: &[&str]| tenantlint().args(["rules", id]).args(args).run().stdout;
        assert_eq!(
            rule["help"]["markdown"],
            shown(&["--format", "markdown"]),
            "{id}"
        );
        let text = rule["help"]["text"].as_str().expect("a text");
        assert!(shown(&[]).contains(text), "{id}");
    }
    let pages = root().join("policies");
    for rule in rules {
        let id = rule["id"].as_str().expect("an id");
        let areas = std::fs::read_dir(&pages).expect("the rules").flatten();
        let page = areas
            .map(|area| area.path().join(id).join("doc.md"))
            .find(|page| page.exists());
        let page = std::fs::read_to_string(page.expect("a page")).expect("a page");
        assert_eq!(rule["help"]["markdown"], page, "{id}");
    }
}

/// The log of a check of these files.
fn log_of(files: &Files) -> Value {
    let args = [
        "check",
        "--no-config",
        "--as-of",
        TODAY,
        "--format",
        "sarif",
        ".",
    ];
    tenantlint().dir(files.path()).args(args).run().json()
}

#[test]
fn columns_count_units_of_utf_16_and_addresses_are_encoded() {
    let export = "{\"default\": {\"isServiceDefault\": true}, \"partners\": [{\"displayName\": \"😀é漢\", \"tenantId\": \"x\"}]}";
    let files = Files::new().with("b\u{e4} #1.json", export);
    let log = log_of(&files);
    holds_against_the_standard(&log);
    let results = list(&log["runs"][0], "results");
    let id = results
        .iter()
        .map(|result| &result["locations"][0]["physicalLocation"])
        .find(|place| place["region"]["startColumn"].as_u64() > Some(60))
        .expect("a result about the partner");
    assert_eq!(id["artifactLocation"]["uri"], "b%C3%A4%20%231.json");
    let start = export.find("\"tenantId\"").expect("the id");
    let units = |text: &str| text.encode_utf16().count() as u64;
    assert_eq!(id["region"]["startColumn"], units(&export[..start]) + 1);
    assert_eq!(
        id["region"]["endColumn"],
        units(&export[..export.len() - 3]) + 1
    );
}

#[test]
fn results_on_one_line_are_told_apart() {
    // GitHub would make one alert of them.
    let partner = |n: u8| {
        format!(
            "{{\"tenantId\": \"2222222{n}-2222-4222-8222-222222222222\", \"inboundTrust\": {{\"isMfaAccepted\": false}}}}"
        )
    };
    let export = format!(
        "{{\"default\": {{\"isServiceDefault\": true}}, \"partners\": [{}, {}]}}",
        partner(1),
        partner(2)
    );
    let files = Files::new().with("export.json", export);
    let log = log_of(&files);
    let mut seen = BTreeSet::new();
    let mut shared = 0;
    for result in list(&log["runs"][0], "results") {
        let rule = result["ruleId"].as_str().expect("an id");
        let line = result["partialFingerprints"]["primaryLocationLineHash"].as_str();
        shared += usize::from(line.is_some());
        assert!(seen.insert((rule, line)), "{result}");
    }
    assert!(shared > 0);
}
