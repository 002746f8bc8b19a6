//! The policies that stand beside, before and after a change: Conditional Access, invitations, SharePoint and so on.
//!
//! tenantlint has no order of more and less for them. That one changed is said, and the rules judge what it means.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use super::side::TenantSide;
use super::state::State;
use super::{Cause, Change, ChangeKind};
use crate::export::Kind;
use crate::finding::normal;
use crate::report::text::shorten;
use crate::rule::input::{KINDS, Ref};
use crate::source::from_node;
use crate::tenant::effective::place;

/// Members that say who a record is, in the order of preference.
const NAMES: [&str; 5] = ["id", "tenantId", "Identity", "displayName", "name"];

/// Members that change with every export, or with every edit, and decide nothing.
const VOLATILE: [&str; 4] = [
    "createdDateTime",
    "modifiedDateTime",
    "lastModifiedDateTime",
    "templateId",
];

/// The most of a value that is shown, in characters.
const SHOWN: usize = 80;

pub(super) fn compare(before: &TenantSide<'_>, after: &TenantSide<'_>) -> Vec<Change> {
    KINDS
        .iter()
        .flat_map(|(kind, _)| of_kind(before, after, *kind))
        .collect()
}

/// A record: its index among those of its kind, and what it says.
struct Record {
    index: usize,
    value: Map<String, Value>,
}

/// The records of a kind by who they are. Of those that nothing tells apart, the order tells.
fn by_name(side: &TenantSide<'_>, kind: Kind) -> BTreeMap<(String, usize), Record> {
    let mut records = BTreeMap::new();
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    for (index, record) in side
        .whole
        .tenant
        .adjacent
        .get(&kind)
        .into_iter()
        .flatten()
        .enumerate()
    {
        let Some((tree, node)) = place(side.whole.documents, *record) else {
            continue;
        };
        let Ok(Value::Object(value)) = from_node::<Value>(tree, node).map(normal_record) else {
            continue;
        };
        let name = NAMES
            .iter()
            .find_map(|key| value.get(*key).and_then(Value::as_str))
            .unwrap_or_default()
            .to_ascii_lowercase();
        let twin = seen.entry(name.clone()).or_default();
        records.insert((name, *twin), Record { index, value });
        *twin += 1;
    }
    records
}

/// What a record says, without what changes by itself; null and absent are the same.
fn normal_record(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(key, value)| {
                !value.is_null() && !key.contains("@odata") && !VOLATILE.contains(&key.as_str())
            })
            .map(|(key, value)| {
                let value = normal(&key, value);
                (key, value)
            })
            .collect(),
        other => other,
    }
}

fn of_kind(before: &TenantSide<'_>, after: &TenantSide<'_>, kind: Kind) -> Vec<Change> {
    let (old, new) = (by_name(before, kind), by_name(after, kind));
    let names: BTreeSet<&(String, usize)> = old.keys().chain(new.keys()).collect();
    names
        .into_iter()
        .flat_map(|name| record(before, after, kind, old.get(name), new.get(name)))
        .collect()
}

fn record(
    before: &TenantSide<'_>,
    after: &TenantSide<'_>,
    kind: Kind,
    old: Option<&Record>,
    new: Option<&Record>,
) -> Vec<Change> {
    let nothing = Map::new();
    let (one, other) = (
        old.map_or(&nothing, |record| &record.value),
        new.map_or(&nothing, |record| &record.value),
    );
    let name = other.get("displayName").or(one.get("displayName"));
    let title = match name.and_then(Value::as_str) {
        Some(name) => format!("{} `{name}`", kind.title()),
        None => kind.title().to_owned(),
    };
    let change = |setting: &str, title: String, from: State, to: State, cause| {
        let labels = |side: &TenantSide<'_>, record: Option<&Record>, state: &State| {
            record.map_or_else(Vec::new, |record| {
                let on = Ref::Record(kind, record.index);
                side.locator.labels(on, setting, &state.text)
            })
        };
        Change {
            tenant: after.name().to_owned(),
            subject: after.locator.subject(Ref::Tenant),
            setting: setting.to_owned(),
            title,
            kind: ChangeKind::Unknown,
            labels: labels(after, new, &to),
            labels_before: labels(before, old, &from),
            before: from,
            after: to,
            cause,
            covered_by: None,
            needs_cover: false,
        }
    };
    let there = || State::plain("set", "there".to_owned());
    match (old, new) {
        (None, _) => {
            let absent = State::absent("not there");
            return vec![change("", title, absent, there(), Cause::Added)];
        }
        (_, None) => {
            let absent = State::absent("not there");
            return vec![change("", title, there(), absent, Cause::Removed)];
        }
        _ => {}
    }
    let keys: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    keys.into_iter()
        .filter(|key| one.get(*key) != other.get(*key))
        .map(|key| {
            let state = |value: Option<&Value>| match value {
                None => State::absent("not set"),
                Some(value) => State::plain("set", shorten(&value.to_string(), SHOWN).into_owned()),
            };
            let (from, to) = (state(one.get(key)), state(other.get(key)));
            change(key, format!("{title}, {key}"), from, to, Cause::Own)
        })
        .collect()
}
