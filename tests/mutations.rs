//! No setting is looked over: examples/contoso, on which every rule passes, is changed in one setting after the other, and each
//! time the rule that owns the setting must speak up. `tests/mutations.yaml` is the table.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use jiff::civil::{Date, date};
use rayon::prelude::*;
use serde::{Deserialize, Deserializer};
use serde_json::Value;
use tenantlint::cli::Inputs;
use tenantlint::config::RuleProfile;
use tenantlint::finding::{Ledger, Outcome};
use tenantlint::judge::{judge, judge_changes};
use tenantlint::review::{Side, compare};
use tenantlint::rule::{self, Rule, Store};
use tenantlint::session::{Own, Session};
use tenantlint::source::decode;

/// The day on which the example is judged.
const TODAY: Date = date(2026, 11, 23);

/// The config of the example: a change of it may change the rules.
const CONFIG: &str = "tenantlint.yaml";

/// What was promised.
const AT_LEAST: usize = 120;

/// Rules that have nothing to judge on a sound tenant: an internal pilot, a house without a register, a default that calls
/// itself untouched, an exemption of somebody who is not approved.
const WITHOUT_SUBJECT: [&str; 4] = [
    "partner-looser-than-default",
    "pilot-open-to-outsiders",
    "service-default-contradicted",
    "service-provider-access-exempted",
];

/// A rule that speaks of two files that change at once: the register, and the settings it gives leave for.
const NEEDS_TWO: [&str; 1] = ["agreement-added-with-access"];

/// One line of the table.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Mutation {
    at: String,
    #[serde(default, deserialize_with = "even_null")]
    to: Option<Value>,
    #[serde(default, deserialize_with = "even_null")]
    add: Option<Value>,
    #[serde(default)]
    remove: bool,
    raises: String,
    #[serde(default)]
    outcome: Expected,
}

#[derive(Deserialize, Default, Clone, Copy)]
#[serde(rename_all = "lowercase")]
enum Expected {
    #[default]
    Fail,
    Unknown,
}

impl Expected {
    fn outcome(self) -> Outcome {
        match self {
            Expected::Fail => Outcome::Fail,
            Expected::Unknown => Outcome::Unknown,
        }
    }
}

/// `to: null` is a change, too.
fn even_null<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(deserializer).map(Some)
}

impl Mutation {
    fn change(&self) -> Change<'_> {
        match (&self.to, &self.add, self.remove) {
            (Some(value), None, false) => Change::To(value),
            (None, Some(value), false) => Change::Add(value),
            (None, None, true) => Change::Remove,
            _ => panic!("{}: one of `to`, `add` and `remove: true`", self.at),
        }
    }

    fn shown(&self) -> String {
        let change = match self.change() {
            Change::To(value) => format!("to {value}"),
            Change::Add(value) => format!("add {value}"),
            Change::Remove => "removed".to_owned(),
        };
        format!("{}: {change}", self.at)
    }
}

#[derive(Clone, Copy)]
enum Change<'a> {
    To(&'a Value),
    Add(&'a Value),
    Remove,
}

/// What the rules said of both tenants.
#[derive(Default)]
struct Heard {
    said: BTreeSet<(String, Outcome)>,
    ledger: Ledger,
    diagnostics: Vec<String>,
}

#[test]
fn every_rule_passes_on_the_example() {
    let rules = rules();
    let heard = hear(&example(), Some(&rules));
    assert!(heard.said.is_empty(), "{:?}", heard.said);
    assert!(heard.diagnostics.is_empty(), "{:?}", heard.diagnostics);
    // A review of the example against itself finds no change to judge.
    let on_changes: Vec<&str> = rules
        .iter()
        .filter(|rule| rule.is_on_changes())
        .map(|rule| rule.id.as_str())
        .collect();
    let known: Vec<String> = Store::built_in()
        .folders
        .into_iter()
        .map(|folder| folder.id)
        .filter(|id| !on_changes.contains(&id.as_str()))
        .collect();
    let silent: Vec<&str> = known
        .iter()
        .filter(|id| {
            let counts = heard.ledger.by_rule.get(*id);
            counts.is_none_or(|counts| counts.pass == 0)
        })
        .map(String::as_str)
        .filter(|id| !WITHOUT_SUBJECT.contains(id))
        .collect();
    assert!(silent.is_empty(), "these do not pass: {silent:?}");
}

#[test]
fn every_mutation_is_caught_by_the_rule_that_owns_the_setting() {
    let rules = rules();
    let missed: Vec<String> = table()
        .par_iter()
        .filter_map(|(file, mutation)| {
            let why = caught(file, mutation, &rules).err()?;
            Some(format!("{file} {}: {why}", mutation.shown()))
        })
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn the_table_is_large_and_covers_every_rule() {
    let table = table();
    let different: BTreeSet<(&str, String)> = table
        .iter()
        .map(|(file, mutation)| (file.as_str(), mutation.shown()))
        .collect();
    assert!(different.len() >= AT_LEAST, "{}", different.len());
    let twice: BTreeSet<(&str, String, &str)> = table
        .iter()
        .map(|(file, mutation)| (file.as_str(), mutation.shown(), mutation.raises.as_str()))
        .collect();
    assert_eq!(twice.len(), table.len(), "a line stands there twice");
    let raised: BTreeSet<&str> = table
        .iter()
        .map(|(_, mutation)| mutation.raises.as_str())
        .collect();
    let store = Store::built_in();
    let never: Vec<&str> = store
        .folders
        .iter()
        .map(|folder| folder.id.as_str())
        .filter(|id| !raised.contains(id) && !NEEDS_TWO.contains(id))
        .collect();
    assert!(never.is_empty(), "no mutation raises these: {never:?}");
}

fn example() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/contoso")
}

/// The rules as the example's config sets them.
fn rules() -> Vec<Arc<Rule>> {
    let mut session = open(&example()).unwrap_or_else(|said| panic!("{said:?}"));
    load(&mut session)
}

fn load(session: &mut Session) -> Vec<Arc<Rule>> {
    let set = rule::load(
        &session.store,
        &session.config,
        session.profile,
        &mut session.sources,
    );
    assert!(set.diagnostics.is_empty(), "{:?}", set.diagnostics);
    set.rules
}

/// The table, each line with its file.
fn table() -> Vec<(String, Mutation)> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mutations.yaml");
    let text = std::fs::read_to_string(path).unwrap();
    let files: BTreeMap<String, Vec<Mutation>> = serde_yaml::from_str(&text).unwrap();
    files
        .into_iter()
        .flat_map(|(file, mutations)| {
            mutations
                .into_iter()
                .map(move |mutation| (file.clone(), mutation))
        })
        .collect()
}

fn caught(file: &str, mutation: &Mutation, rules: &[Arc<Rule>]) -> Result<(), String> {
    let folder = tempfile::tempdir().unwrap();
    copy(&example(), folder.path());
    mutate(&folder.path().join(file), mutation)?;
    let rules = Some(rules).filter(|_| file != CONFIG);
    let mut heard = hear(folder.path(), rules);
    if let Some(rules) = rules {
        review(folder.path(), rules, &mut heard);
    }
    let wanted = (mutation.raises.clone(), mutation.outcome.outcome());
    if heard.said.contains(&wanted) {
        return Ok(());
    }
    Err(format!(
        "{wanted:?} expected, heard {:?} {:?}",
        heard.said, heard.diagnostics
    ))
}

/// Judge a folder strictly, as `tenantlint check` does; without `rules` those that its config asks for.
fn hear(folder: &Path, rules: Option<&[Arc<Rule>]>) -> Heard {
    let mut session = match open(folder) {
        Ok(session) => session,
        Err(diagnostics) => {
            return Heard {
                diagnostics,
                ..Heard::default()
            };
        }
    };
    let rules = match rules {
        Some(rules) => rules.to_vec(),
        None => load(&mut session),
    };
    let mut heard = Heard::default();
    heard.diagnostics.extend(
        session
            .loaded
            .diagnostics
            .iter()
            .map(|said| said.message.clone()),
    );
    let in_run = session.pairs_in_run();
    let shown = session.shown();
    for index in 0..session.tenants.len() {
        let judged = session.show(index, &in_run, &shown, |whole, pairs| {
            judge(whole, pairs, &rules, &|_| {})
        });
        let judgement = judged.unwrap();
        heard.diagnostics.extend(
            judgement
                .diagnostics
                .iter()
                .map(|said| said.message.clone()),
        );
        for finding in judgement.findings {
            heard.said.insert((finding.rule, finding.outcome));
        }
        for (id, counts) in judgement.ledger.by_rule {
            *heard.ledger.by_rule.entry(id).or_default() += counts;
        }
    }
    heard
}

/// Review the folder as a change of the example.
fn review(folder: &Path, rules: &[Arc<Rule>], heard: &mut Heard) {
    let (Ok(before), Ok(after)) = (open(&example()), open(folder)) else {
        return;
    };
    let (old, new) = (before.wholes(), after.wholes());
    let changes = compare(&Side::of(&old), &Side::of(&new));
    for whole in &new {
        let name = &whole.tenant.profile.name;
        let of_tenant = changes.iter().filter(|change| change.tenant == *name);
        let of_tenant: Vec<_> = of_tenant.cloned().collect();
        let judgement = judge_changes(whole, rules, &of_tenant);
        assert!(judgement.diagnostics.is_empty());
        for finding in judgement.findings {
            heard.said.insert((finding.rule, finding.outcome));
        }
    }
}

/// What a mutation breaks altogether, such as the register, is said in words.
fn open(folder: &Path) -> Result<Session, Vec<String>> {
    let inputs = Inputs {
        paths: vec![folder.to_path_buf()],
        profile: Some(RuleProfile::Strict),
        as_of: Some(TODAY),
        ..Inputs::default()
    };
    Session::open(&inputs, &Own::default(), &|| {}).map_err(|refusal| {
        refusal
            .diagnostics
            .iter()
            .map(|said| said.message.clone())
            .collect()
    })
}

/// The example without what tenantlint prints of it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        let there = to.join(entry.file_name());
        if !entry.file_type().unwrap().is_dir() {
            std::fs::copy(entry.path(), there).unwrap();
        } else if entry.file_name() != "expected" {
            copy(&entry.path(), &there);
        }
    }
}

/// Write the file anew with the change, whatever its encoding was.
fn mutate(path: &Path, mutation: &Mutation) -> Result<(), String> {
    let bytes = std::fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (text, _) = decode(bytes).map_err(|error| error.message)?;
    let is_yaml = path
        .extension()
        .is_some_and(|extension| extension == "yaml");
    let before: Value = if is_yaml {
        serde_yaml::from_str(&text).map_err(|error| error.to_string())?
    } else {
        serde_json::from_str(&text).map_err(|error| error.to_string())?
    };
    let keys: Vec<String> = mutation
        .at
        .split('/')
        .skip(1)
        .map(|key| key.replace("~1", "/").replace("~0", "~"))
        .collect();
    let mut after = before.clone();
    edit(&mut after, &keys, mutation.change())?;
    if after == before {
        return Err("nothing changed".to_owned());
    }
    let text = if is_yaml {
        serde_yaml::to_string(&after).unwrap()
    } else {
        after.to_string()
    };
    std::fs::write(path, text).map_err(|error| error.to_string())
}

fn edit(value: &mut Value, keys: &[String], change: Change<'_>) -> Result<(), String> {
    let [key, below @ ..] = keys else {
        return change_here(value, change);
    };
    if let Value::String(text) = value {
        let mut inside: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        edit(&mut inside, keys, change)?;
        *text = inside.to_string();
        return Ok(());
    }
    match (value, below, change) {
        (Value::Object(members), [], Change::To(new)) => {
            members.insert(key.clone(), new.clone());
            Ok(())
        }
        (Value::Object(members), [], Change::Remove) => {
            let gone = members.remove(key);
            gone.map(|_| ()).ok_or_else(|| nothing(key))
        }
        (Value::Array(items), [], Change::Remove) => {
            let index = index(key, items)?;
            items.remove(index);
            Ok(())
        }
        (Value::Object(members), _, _) => {
            let next = members.get_mut(key).ok_or_else(|| nothing(key))?;
            edit(next, below, change)
        }
        (Value::Array(items), _, _) => {
            let index = index(key, items)?;
            edit(&mut items[index], below, change)
        }
        _ => Err(nothing(key)),
    }
}

fn change_here(value: &mut Value, change: Change<'_>) -> Result<(), String> {
    match (value, change) {
        (value, Change::To(new)) => *value = new.clone(),
        (Value::Array(items), Change::Add(new)) => items.push(new.clone()),
        _ => return Err("no list to add to, or all of the file to be removed".to_owned()),
    }
    Ok(())
}

fn index(key: &str, items: &[Value]) -> Result<usize, String> {
    key.parse::<usize>()
        .ok()
        .filter(|index| *index < items.len())
        .ok_or_else(|| nothing(key))
}

fn nothing(key: &str) -> String {
    format!("there is no `{key}` there")
}
