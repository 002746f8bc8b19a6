//! What a review says of a change: a table of hand-checked changes (`tests/review/changes.yaml`), and the laws that hold for
//! every change.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

#[path = "review/written.rs"]
mod written;

use std::path::Path;

use jiff::civil::date;
use proptest::prelude::*;
use serde::Deserialize;
use tenantlint::cli::Inputs;
use tenantlint::review::{Change, Side, compare};
use tenantlint::session::{Own, Session};

use written::{Tenant, name_of, short};

/// What was promised.
const AT_LEAST: usize = 60;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Scenario {
    name: String,
    /// Why the verdict is right.
    #[allow(dead_code)]
    why: String,
    base: Tenant,
    head: Tenant,
    /// `WHO SETTING KIND CAUSE [agreed | agreed-now | not-agreed]`
    changes: Vec<String>,
}

fn session(folder: &Path) -> Session {
    let register = folder.join("partners.yaml");
    let inputs = Inputs {
        paths: vec![folder.join("exports")],
        config: Some(folder.join("tenantlint.yaml")),
        register: register.exists().then_some(register),
        as_of: Some(date(2026, 11, 1)),
        ..Inputs::default()
    };
    match Session::open(&inputs, &Own::default(), &|| {}) {
        Ok(session) => {
            let said = &session.loaded.diagnostics;
            assert!(said.is_empty(), "{said:?}");
            session
        }
        Err(refusal) => panic!("{:?}", refusal.diagnostics),
    }
}

fn changes(base: &Session, head: &Session) -> Vec<Change> {
    let (old, new) = (base.wholes(), head.wholes());
    compare(&Side::of(&old), &Side::of(&new))
}

fn of(base: &Tenant, head: &Tenant) -> Vec<Change> {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    base.write(before.path());
    head.write(after.path());
    changes(&session(before.path()), &session(after.path()))
}

fn line(change: &Change) -> String {
    let who = name_of(&change.subject);
    let setting = short(&change.setting);
    let kind = change.kind.as_str();
    let cause = change.cause.as_str();
    let cover = match &change.covered_by {
        Some(cover) if cover.is_new => " agreed-now",
        Some(_) => " agreed",
        None if change.is_uncovered() => " not-agreed",
        None => "",
    };
    format!("{who} {setting} {kind} {cause}{cover}")
}

#[test]
fn every_change_of_the_table_has_its_verdict() {
    let table: Vec<Scenario> = serde_yaml::from_str(include_str!("review/changes.yaml")).unwrap();
    assert!(table.len() >= AT_LEAST, "{}", table.len());
    let mut wrong = Vec::new();
    for scenario in &table {
        let mut found: Vec<String> = of(&scenario.base, &scenario.head)
            .iter()
            .map(line)
            .collect();
        found.sort();
        let mut expected = scenario.changes.clone();
        expected.sort();
        if found != expected {
            wrong.push(format!(
                "{}\n  expected {expected:?}\n  found    {found:?}",
                scenario.name
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(40))]

    #[test]
    fn nothing_changes_between_a_tenant_and_itself(tenant in written::any_tenant()) {
        prop_assert!(of(&tenant, &tenant).is_empty());
    }

    /// However it is written: keys in another order and casing, lists in another order, YAML or JSON, UTF-8 or UTF-16.
    #[test]
    fn another_way_to_write_it_is_no_change(tenant in written::any_tenant()) {
        let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        tenant.write(before.path());
        tenant.write_otherwise(after.path());
        let found = changes(&session(before.path()), &session(after.path()));
        prop_assert!(found.is_empty(), "{:?}", found.iter().map(line).collect::<Vec<_>>());
    }

    #[test]
    fn taking_a_change_back_reverses_it(one in written::any_tenant(), other in written::any_tenant()) {
        let kinds = |changes: &[Change], reversed: bool| {
            let mut kinds: Vec<(String, String, &str)> = changes
                .iter()
                // A new empty entry may open access across clouds; that it goes needs no word.
                .filter(|change| !change.setting.is_empty())
                .map(|change| {
                    let kind = if reversed { change.kind.reversed() } else { change.kind };
                    (name_of(&change.subject), change.setting.clone(), kind.as_str())
                })
                .collect();
            kinds.sort();
            kinds
        };
        prop_assert_eq!(
            kinds(&of(&one, &other), false),
            kinds(&of(&other, &one), true)
        );
    }
}
