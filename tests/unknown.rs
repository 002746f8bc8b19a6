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
const ANSWERED: [(&str, &str); 11] = [
    // What is left is an object full of nulls, which is a null, and inherits.
    ("setting-incomplete", "usersAndGroups"),
    // Sections of the beta, which an export of v1.0 never has.
    ("app-service-connect-unagreed", "appServiceConnectInbound"),
    (
        "cross-cloud-meetings-unapproved",
        "crossCloudMeetingConfiguration",
    ),
    ("m365-collaboration-unagreed", "m365CollaborationInbound"),
    (
        "service-provider-access-exempted",
        "blockServiceProviderOutboundAccess",
    ),
    // The mark that is asked about: Graph leaves it null for most, and older modules have no such switch.
    ("service-provider-unregistered", "isServiceProvider"),
    ("service-default-contradicted", "isServiceDefault"),
    ("channel-switches-disagree", "AllowSharedChannelCreation"),
    ("channel-switches-disagree", "AllowCreateSharedChannel"),
    // What is left is `{}`, as PowerShell writes that all domains are allowed.
    ("external-access-policy-reopens-federation", "AllowedDomain"),
    ("federation-block-list-ignored", "AllowedDomain"),
];

/// Rules that hand a subject over to another rule when data is lost, which must then speak.
const HANDED_OVER: [(&str, &str); 2] = [
    // A policy that only reports asks for nothing, whatever is known of it.
    ("mfa-policy-report-only", "mfa-not-demanded"),
    // With all domains allowed, there is no list to vet.
    ("federation-domain-unvetted", "teams-federation-open"),
];

#[test]
fn a_rule_does_not_fall_silent_when_a_key_is_taken_away() {
    let store = Store::built_in();
    let rules = rule::load_all(&store, &mut Sources::default());
    assert!(rules.diagnostics.is_empty());
    let mut silent = Vec::new();
    let mut tried = 0;
    for folder in &store.folders {
        let rule = find(&rules.rules, &folder.id).unwrap();
        let case = folder.fail.as_ref().unwrap();
        let whole: Value = serde_yaml::from_str(&case.text).unwrap();
        // What is not known of the other side of a pair is not known, either.
        let sides = ["export", "counterpart"].into_iter();
        let cuts =
            sides.flat_map(|side| keys(&whole[side]).into_iter().map(move |path| (side, path)));
        for (side, path) in cuts {
            let last = path.last().unwrap().clone();
            let known = |key: &str| last.as_str() == Some(key);
            let answered = ANSWERED
                .iter()
                .any(|(id, key)| *id == folder.id && known(key));
            if NAMES.iter().any(|key| known(key)) || answered {
                continue;
            }
            let mut cut = whole.clone();
            take(&mut cut[side], &path);
            tried += 1;
            let heir = HANDED_OVER.iter().find(|(id, _)| *id == folder.id);
            let speakers = [
                Some(rule),
                heir.and_then(|(_, heir)| find(&rules.rules, heir)),
            ];
            if !speakers
                .into_iter()
                .flatten()
                .any(|rule| speaks(rule, case, &cut))
            {
                silent.push(format!("{}: without {} of {side}", folder.id, shown(&path)));
            }
        }
    }
    assert!(tried > 50, "{tried}");
    assert!(silent.is_empty(), "{}", silent.join("\n"));
}

fn find<'a>(rules: &'a [Arc<Rule>], id: &str) -> Option<&'a Arc<Rule>> {
    rules.iter().find(|rule| rule.id == id)
}

fn speaks(rule: &Arc<Rule>, case: &Module, export: &Value) -> bool {
    let case = Module {
        path: case.path.clone(),
        text: serde_yaml::to_string(export).unwrap(),
    };
    let outcome = cases::run(&case, std::slice::from_ref(rule), &rule.id);
    // An export that is refused speaks for itself.
    !outcome.findings.is_empty() || !outcome.diagnostics.is_empty()
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
