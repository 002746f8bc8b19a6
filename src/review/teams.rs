//! Teams channel policies and external access before and after a change.

use std::collections::{BTreeMap, BTreeSet};

use super::compare::direction;
use super::side::TenantSide;
use super::state::{State, list};
use super::{Cause, Change, ChangeKind};
use crate::rule::input::Ref;
use crate::tenant::access::Set;
use crate::tenant::effective::{Flag, place};
use crate::tenant::teams::{AllowedDomains, FEDERATION, Federation, SWITCHES};

/// What the switches let people do.
const DEEDS: [&str; 3] = [
    "creating shared channels",
    "sharing channels with outsiders",
    "joining shared channels of others",
];
const FEDERATION_TITLES: [&str; 3] = [
    "Teams federation with other organisations",
    "chat with personal Teams accounts",
    "chat begun by personal Teams accounts",
];

/// Stands for the users who hold a custom policy directly: they are in no export, and every custom policy may have some.
const DIRECTLY: &str = "users who hold it directly";

pub(super) fn compare(before: &TenantSide<'_>, after: &TenantSide<'_>) -> Vec<Change> {
    let mut changes = policies(before, after);
    changes.extend(federation(before, after));
    changes
}

/// A channel policy on one side, by its index.
fn by_key(side: &TenantSide<'_>) -> BTreeMap<String, usize> {
    let policies = side.whole.policies.iter().enumerate();
    policies
        // `Tag:Default` fills new policies and is assigned to nobody.
        .filter(|(_, policy)| !policy.is_template())
        .map(|(index, policy)| (policy.key(), index))
        .collect()
}

fn policies(before: &TenantSide<'_>, after: &TenantSide<'_>) -> Vec<Change> {
    let (old, new) = (by_key(before), by_key(after));
    // Policies that were never exported, or no longer are, are no change of policies.
    if old.is_empty() && new.is_empty() {
        return Vec::new();
    }
    if old.is_empty() || new.is_empty() {
        return vec![exported(before, after, new.is_empty())];
    }
    let keys: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    keys.into_iter()
        .flat_map(|key| policy(before, after, old.get(key).copied(), new.get(key).copied()))
        .collect()
}

/// The policies are in one export only.
fn exported(before: &TenantSide<'_>, after: &TenantSide<'_>, gone: bool) -> Change {
    let missing = State::unknown("Teams channel policies are not in the export");
    let there = State::plain("set", "in the export".to_owned());
    let states = if gone {
        (there, missing)
    } else {
        (missing, there)
    };
    Change {
        tenant: after.name().to_owned(),
        subject: after.locator.subject(Ref::Tenant),
        setting: String::new(),
        title: "Teams channel policies".to_owned(),
        kind: ChangeKind::Unknown,
        labels: after.locator.labels(Ref::Tenant, "", &states.1.text),
        labels_before: before.locator.labels(Ref::Tenant, "", &states.0.text),
        before: states.0,
        after: states.1,
        cause: Cause::Export,
        covered_by: None,
        needs_cover: false,
    }
}

/// One switch of one policy: whether it is on, and for whom.
struct Held {
    flag: Flag,
    holders: Set<String>,
    text: String,
}

impl Held {
    fn of(side: &TenantSide<'_>, index: usize, at: usize) -> Option<Held> {
        let policy = side.whole.policies.get(index)?;
        let flag = *policy.switches.get(at)?;
        if policy.is_global() {
            return Some(Held {
                flag,
                holders: Set::everything(),
                text: "everyone without another policy".to_owned(),
            });
        }
        let groups: BTreeSet<String> = side
            .whole
            .assignments_of(index)
            .map(|(_, assignment)| assignment.group.clone())
            .collect();
        let named: Vec<&String> = groups.iter().collect();
        let known = side
            .whole
            .tenant
            .listed
            .contains(&crate::export::Kind::GroupPolicyAssignment);
        let text = match (named.is_empty(), known) {
            (false, _) => format!("group {}", list(&named)),
            (true, true) => "no group; users may hold it directly".to_owned(),
            (true, false) => "whom it is assigned to is not in the export".to_owned(),
        };
        Some(Held {
            flag,
            holders: Set::only(groups.into_iter().chain([DIRECTLY.to_owned()])),
            text,
        })
    }

    /// A policy that is not there.
    fn nobody() -> Held {
        Held {
            flag: Flag::known(false, crate::tenant::effective::Origin::Own),
            holders: Set::nothing(),
            text: "no such policy".to_owned(),
        }
    }

    /// For whom the switch is on.
    fn reach(&self) -> Option<Set<String>> {
        self.flag.value.map(|on| {
            if on {
                self.holders.clone()
            } else {
                Set::nothing()
            }
        })
    }

    fn state(&self) -> State {
        let state = State::of_flag(&self.flag);
        State {
            text: format!("{} ({})", state.text, self.text),
            origin: None,
            ..state
        }
    }
}

fn policy(
    before: &TenantSide<'_>,
    after: &TenantSide<'_>,
    old: Option<usize>,
    new: Option<usize>,
) -> Vec<Change> {
    let subject = match (old, new) {
        (_, Some(index)) => after.locator.subject(Ref::Policy(index)),
        (Some(index), None) => before.locator.subject(Ref::Policy(index)),
        (None, None) => return Vec::new(),
    };
    let mut changes = Vec::new();
    for (at, (key, deed)) in SWITCHES.iter().zip(DEEDS).enumerate() {
        let held = |side: &TenantSide<'_>, index: Option<usize>| match index {
            Some(index) => Held::of(side, index, at),
            None => Some(Held::nobody()),
        };
        let (Some(one), Some(other)) = (held(before, old), held(after, new)) else {
            continue;
        };
        let kind = direction(one.reach().as_ref(), other.reach().as_ref(), || {
            one.flag.reason == other.flag.reason
        });
        let Some(kind) = kind else { continue };
        let labels = |side: &TenantSide<'_>, index: Option<usize>, held: &Held| {
            index.map_or_else(Vec::new, |index| {
                side.locator
                    .labels(Ref::Policy(index), key, &held.state().text)
            })
        };
        changes.push(Change {
            tenant: after.name().to_owned(),
            subject: subject.clone(),
            setting: (*key).to_owned(),
            title: deed.to_owned(),
            kind,
            labels: labels(after, new, &other),
            labels_before: labels(before, old, &one),
            cause: match (old, new) {
                (None, _) => Cause::Added,
                (_, None) => Cause::Removed,
                _ if one.flag.value == other.flag.value => Cause::Assignment,
                _ => Cause::Own,
            },
            before: one.state(),
            after: other.state(),
            covered_by: None,
            needs_cover: false,
        });
    }
    changes
}

fn federation(before: &TenantSide<'_>, after: &TenantSide<'_>) -> Vec<Change> {
    let read = |side: &TenantSide<'_>| {
        let (tree, node) = place(side.whole.documents, side.whole.tenant.federation?)?;
        Some(Federation::read(tree, node))
    };
    let change = |key: &str, title: &str, kind, one: State, other: State| Change {
        tenant: after.name().to_owned(),
        subject: after.locator.subject(Ref::Tenant),
        setting: key.to_owned(),
        title: title.to_owned(),
        kind,
        labels: after.locator.labels(Ref::Federation, key, &other.text),
        labels_before: before.locator.labels(Ref::Federation, key, &one.text),
        before: one,
        after: other,
        cause: Cause::Own,
        covered_by: None,
        needs_cover: false,
    };
    let (old, new) = match (read(before), read(after)) {
        (None, None) => return Vec::new(),
        (Some(old), Some(new)) => (old, new),
        (old, _) => {
            let missing = State::unknown("Teams external access is not in the export");
            let there = State::plain("set", "in the export".to_owned());
            let states = if old.is_some() {
                (there, missing)
            } else {
                (missing, there)
            };
            let mut change = change(
                "",
                "Teams external access",
                ChangeKind::Unknown,
                states.0,
                states.1,
            );
            change.cause = Cause::Export;
            return vec![change];
        }
    };
    let flags = FEDERATION.iter().zip(FEDERATION_TITLES);
    let flags = flags.zip(old.switches.iter().zip(&new.switches));
    let mut changes: Vec<Change> = flags
        .filter_map(|((key, title), (one, other))| {
            let kind = direction(one.value.as_ref(), other.value.as_ref(), || {
                one.reason == other.reason
            })?;
            Some(change(
                key,
                title,
                kind,
                State::of_flag(one),
                State::of_flag(other),
            ))
        })
        .collect();
    let kind = direction(domains(&old).as_ref(), domains(&new).as_ref(), || true);
    changes.extend(kind.map(|kind| {
        let title = "domains that Teams federation allows";
        change("AllowedDomains", title, kind, allowed(&old), allowed(&new))
    }));
    changes
}

fn domains(federation: &Federation) -> Option<Set<String>> {
    match &federation.allowed {
        AllowedDomains::AllowAll => Some(Set::everything()),
        AllowedDomains::List(domains) => Some(Set::only(domains.iter().cloned())),
        AllowedDomains::Unknown => None,
    }
}

fn allowed(federation: &Federation) -> State {
    match &federation.allowed {
        AllowedDomains::AllowAll => State::plain("everybody", "all domains".to_owned()),
        AllowedDomains::List(domains) => State::plain("listed", list(domains)),
        AllowedDomains::Unknown => State::unknown("which domains are allowed can't be read"),
    }
}
