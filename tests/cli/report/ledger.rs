//! The ledger balances: totals are the sum of the rules, each rule has an outcome for each of its subjects, and the
//! findings are those that the ledger counts.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{EXAMPLES, json, list};
use crate::runner::{root, tenantlint};

const OUTCOMES: [&str; 5] = ["pass", "fail", "unknown", "notApplicable", "waived"];

fn count(value: &Value) -> u64 {
    value.as_u64().expect("a count")
}

/// Rule id to what it judges: its `subjects`, or else the subject of its scope. METADATA is the only place that says.
fn subjects() -> BTreeMap<String, Vec<String>> {
    let rules = tenantlint()
        .args(["rules", "--format", "json"])
        .run()
        .json();
    let areas = std::fs::read_dir(root().join("policies")).expect("the rules");
    let areas: Vec<_> = areas.map(|area| area.expect("an area").path()).collect();
    rules
        .as_array()
        .expect("a list")
        .iter()
        .map(|rule| {
            let id = rule["id"].as_str().expect("an id");
            let text = areas
                .iter()
                .find_map(|area| std::fs::read_to_string(area.join(id).join("rule.rego")).ok())
                .expect("the rule's Rego");
            let named = text
                .lines()
                .find_map(|line| line.strip_prefix("#   subjects: ["));
            let scope = rule["scope"].as_str().expect("a scope");
            let named = named.map_or(scope, |line| line.trim_end_matches(']'));
            (
                id.to_owned(),
                named.split(", ").map(str::to_owned).collect(),
            )
        })
        .collect()
}

/// How many pairs the tenants of an example have, as rules see them.
fn pairs(example: &str) -> u64 {
    let example = format!("examples/{example}");
    let done = tenantlint().args(["input", &example, "--ndjson"]).run();
    let tenants = done.stdout.lines().map(|line| {
        let input: Value = serde_json::from_str(line).expect("an input");
        list(&input, "pairs").len() as u64
    });
    tenants.sum()
}

#[test]
fn the_totals_are_the_sum_of_the_rules() {
    for (example, ..) in EXAMPLES {
        let report = json(example);
        let ledger = &report["ledger"];
        let rules = ledger["byRule"].as_object().expect("the rules");
        for outcome in OUTCOMES {
            let sum: u64 = rules.values().map(|counts| count(&counts[outcome])).sum();
            assert_eq!(count(&ledger[outcome]), sum, "{example}: {outcome}");
        }
    }
}

#[test]
fn every_rule_has_an_outcome_for_each_of_its_subjects() {
    let subjects = subjects();
    for (example, defaults, _) in EXAMPLES {
        let report = json(example);
        let tenants = list(&report, "tenants");
        let pairs = pairs(example);
        let sum = |key: &str| {
            tenants
                .iter()
                .map(|tenant| count(&tenant[key]))
                .sum::<u64>()
        };
        for (rule, counts) in report["ledger"]["byRule"].as_object().expect("the rules") {
            let expected: u64 = subjects[rule]
                .iter()
                .map(|subject| match subject.as_str() {
                    "partner" => sum("partners"),
                    "policy" => sum("policies"),
                    "default" => defaults,
                    "pair" => pairs,
                    _ => tenants.len() as u64,
                })
                .sum();
            let found: u64 = OUTCOMES.iter().map(|outcome| count(&counts[outcome])).sum();
            assert_eq!(found, expected, "{example}: {rule}");
        }
    }
}

#[test]
fn the_findings_are_what_the_ledger_counts() {
    let rules = tenantlint()
        .args(["rules", "--format", "json"])
        .run()
        .json();
    for (example, ..) in EXAMPLES {
        let report = json(example);
        for rule in rules.as_array().expect("a list") {
            let id = rule["id"].as_str().expect("an id");
            // Not every rule runs in every profile.
            if report["ledger"]["byRule"][id].is_null() {
                continue;
            }
            let of_outcome = |outcome: &str| -> BTreeSet<(String, String)> {
                list(&report, "findings")
                    .iter()
                    .filter(|finding| finding["rule"] == id && finding["outcome"] == outcome)
                    .map(|finding| {
                        let subject = match rule["scope"].as_str() {
                            Some("tenant") => String::new(),
                            _ => format!(
                                "{} {}",
                                finding["subject"]["kind"], finding["subject"]["id"]
                            ),
                        };
                        (finding["tenant"].to_string(), subject)
                    })
                    .collect()
            };
            let counts = &report["ledger"]["byRule"][id];
            let failing = of_outcome("fail");
            assert_eq!(
                count(&counts["fail"]),
                failing.len() as u64,
                "{example}: {id}"
            );
            let unknown = of_outcome("unknown");
            // A missing input is said once, and makes every subject unknown.
            assert_eq!(
                count(&counts["unknown"]) > 0,
                !unknown.is_empty(),
                "{example}: {id}"
            );
            let both: Vec<_> = failing.intersection(&unknown).collect();
            assert!(
                both.is_empty(),
                "{example}: {id} fails and is unknown for {both:?}"
            );
        }
    }
}

#[test]
fn a_rule_that_is_off_is_not_counted() {
    let args = [
        "check",
        "examples/quickstart",
        "--format",
        "json",
        "--rule",
        "mfa-trust-missing",
    ];
    let report = tenantlint().args(args).run().json();
    let rules = report["ledger"]["byRule"].as_object().expect("the rules");
    assert_eq!(rules.keys().collect::<Vec<_>>(), ["mfa-trust-missing"]);
}
