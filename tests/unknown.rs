//! Unknown is never pass, for every rule: whatever key is taken out of an export on which a rule fires, the rule still fires
//! or says that it can't tell. A rule that falls silent took absence for an answer.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::sync::Arc;

use serde_yaml::Value;
use tenantlint::engine::Module;
use tenantlint::rule::{self, Rule, Store, cases};
use tenantlint::source::Sources;

/// Keys whose absence takes the subject or its name away, not what is known of it.
const NAMES: [&str; 16] = [
    "partners",
    "tenantId",
    "default",
    "displayName",
    "id",
    "Identity",
    "channelPolicies",
    "groupPolicyAssignments",
    "PolicyName",
    "GroupId",
    "PolicyType",
    "Rank",
    "name",
    "targets",
    "target",
    "targetType",
];

/// Rules and keys for which Microsoft documents what absence means, or what is asked is whether something is there at all.
const ANSWERED: [(&str, &str); 1] = [
    // What is left is an object full of nulls, which is a null, and inherits.
    ("setting-incomplete", "usersAndGroups"),
];

#[test]
fn a_rule_does_not_fall_silent_when_a_key_is_taken_away() {
    let store = Store::built_in();
    let rules = rule::load_all(&store, &mut Sources::default());
    assert!(rules.diagnostics.is_empty());
    let mut silent = Vec::new();
    let mut tried = 0;
    for folder in &store.folders {
        let rule = rules
            .rules
            .iter()
            .find(|rule| rule.id == folder.id)
            .unwrap();
        let case = folder.fail.as_ref().unwrap();
        let whole: Value = serde_yaml::from_str(&case.text).unwrap();
        for path in keys(&whole["export"]) {
            let last = path.last().unwrap().clone();
            let known = |key: &str| last.as_str() == Some(key);
            let answered = ANSWERED
                .iter()
                .any(|(id, key)| *id == folder.id && known(key));
            if NAMES.iter().any(|key| known(key)) || answered {
                continue;
            }
            let mut cut = whole.clone();
            take(&mut cut["export"], &path);
            tried += 1;
            if let Some(how) = falls_silent(rule, case, &whole, &cut) {
                silent.push(format!("{}: without {}: {how}", folder.id, shown(&path)));
            }
        }
    }
    assert!(tried > 50, "{tried}");
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

/// What became of the rule's finding, unless it still fires or says that it can't tell.
fn falls_silent(
    rule: &Arc<Rule>,
    case: &Module,
    whole: &Value,
    cut: &Value,
) -> Option<&'static str> {
    let run = |export: &Value| {
        let case = Module {
            path: case.path.clone(),
            text: serde_yaml::to_string(export).unwrap(),
        };
        cases::run(&case, std::slice::from_ref(rule), &rule.id)
    };
    let outcome = run(cut);
    // An export that is refused speaks for itself.
    if !outcome.findings.is_empty() || !outcome.diagnostics.is_empty() {
        return None;
    }
    let passes = outcome.ledger.total().pass > run(whole).ledger.total().pass;
    Some(if passes {
        "it passes"
    } else {
        "there is nothing to judge"
    })
}

/// Every key of every mapping, as the way to it; an item of a list by its index.
fn keys(value: &Value) -> Vec<Vec<Value>> {
    let mut found = Vec::new();
    let mut open = vec![(Vec::new(), value)];
    while let Some((path, value)) = open.pop() {
        let mut below = |key: Value, value| {
            let path: Vec<Value> = path.iter().cloned().chain([key]).collect();
            open.push((path.clone(), value));
            path
        };
        match value {
            Value::Mapping(members) => {
                for (key, value) in members {
                    found.push(below(key.clone(), value));
                }
            }
            Value::Sequence(items) => {
                for (index, item) in items.iter().enumerate() {
                    below(Value::from(index), item);
                }
            }
            _ => {}
        }
    }
    found
}

fn take(value: &mut Value, path: &[Value]) {
    match path {
        [last] => {
            value.as_mapping_mut().unwrap().remove(last);
        }
        [first, rest @ ..] => {
            let next = match first.as_u64() {
                Some(index) => &mut value[usize::try_from(index).unwrap()],
                None => &mut value[first.as_str().unwrap()],
            };
            take(next, rest);
        }
        [] => {}
    }
}

fn shown(path: &[Value]) -> String {
    let parts: Vec<String> = path
        .iter()
        .map(|part| serde_yaml::to_string(part).unwrap().trim().to_owned())
        .collect();
    parts.join(".")
}
