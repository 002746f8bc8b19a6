//! The default and the partners before and after a change.

use std::collections::BTreeSet;

use super::compare::{direction, reach};
use super::side::TenantSide;
use super::state::State;
use super::{Cause, Change, ChangeKind};
use crate::export::PartnerList;
use crate::finding::Subject;
use crate::report::count;
use crate::rule::input::{MORE, Ref};
use crate::tenant::effective::{
    CONSENT, CONSENT_KEY, Default, Effective, Flag, Origin, Partner, SYNC, SYNC_KEY, TRUST,
    TRUST_KEY,
};

/// Members of an entry that no section holds.
const MEMBERS: [&str; 2] = ["isServiceProvider", "isInMultiTenantOrganization"];

/// Titles of the flags of trust, consent and sync, as people say them.
const TRUST_TITLES: [&str; 3] = [
    "MFA trust",
    "trust in compliant devices",
    "trust in hybrid joined devices",
];
const CONSENT_TITLES: [&str; 2] = ["inbound automatic consent", "outbound automatic consent"];
const SYNC_TITLES: [&str; 2] = ["user sync", "group sync"];

const NEW_TENANT: &str = "not in these files before, so there is nothing to compare it with";
const GONE_TENANT: &str = "no longer in these files, so what is in force can't be told";
const CUT_LIST: &str = "the export has no list of partners, or not the whole of it";
const NO_ENTRY: &str = "no entry";
const EMPTY_ENTRY: &str = "an entry without settings; if its tenant lives in another Microsoft cloud, the entry opens what the default opens. \
     The register can tell: `cloud`";

/// What is in force for one subject.
struct View<'v> {
    settings: &'v [Effective],
    trust: &'v [Flag; 3],
    consent: &'v [Flag; 2],
    /// The default has none.
    sync: Option<&'v [Flag; 2]>,
}

impl<'v> View<'v> {
    fn of_default(default: &'v Default) -> View<'v> {
        View {
            settings: &default.settings,
            trust: &default.trust,
            consent: &default.consent,
            sync: None,
        }
    }

    fn of_partner(partner: &'v Partner) -> View<'v> {
        View {
            settings: &partner.settings,
            trust: &partner.trust,
            consent: &partner.consent,
            sync: Some(&partner.sync),
        }
    }

    /// The flags: title, canonical path, value.
    fn flags(&self) -> Vec<(&'static str, String, &'v Flag)> {
        let trust = TRUST.iter().zip(TRUST_TITLES).zip(self.trust);
        let trust = trust.map(|((key, title), flag)| (title, format!("{TRUST_KEY}.{key}"), flag));
        let consent = CONSENT.iter().zip(CONSENT_TITLES).zip(self.consent);
        let consent =
            consent.map(|((key, title), flag)| (title, format!("{CONSENT_KEY}.{key}"), flag));
        let sync = self.sync.into_iter().flatten();
        let sync = SYNC
            .iter()
            .zip(SYNC_TITLES)
            .zip(sync)
            .map(|((key, title), flag)| (title, format!("{SYNC_KEY}.{key}.isSyncAllowed"), flag));
        trust.chain(consent).chain(sync).collect()
    }
}

pub(super) fn compare(before: &TenantSide<'_>, after: &TenantSide<'_>) -> Vec<Change> {
    let mut changes = defaults(before, after);
    changes.extend(lists(before, after));
    for id in ids(before, after) {
        changes.extend(partner(before, after, &id));
        changes.extend(twins(before, after, &id));
    }
    changes
}

/// A tenant that only the side after the change has.
pub(super) fn new_tenant(side: &TenantSide<'_>) -> Change {
    whole_tenant(side, NEW_TENANT, true)
}

/// A tenant that only the side before the change has.
pub(super) fn gone_tenant(side: &TenantSide<'_>) -> Change {
    whole_tenant(side, GONE_TENANT, false)
}

fn whole_tenant(side: &TenantSide<'_>, text: &str, is_new: bool) -> Change {
    let labels = side.locator.labels(Ref::Tenant, "", "here");
    let (before, after) = (
        State::absent("absent"),
        State::plain("set", "present".to_owned()),
    );
    let (before, after) = if is_new {
        (before, after)
    } else {
        (after, before)
    };
    let (labels, labels_before) = if is_new {
        (labels, Vec::new())
    } else {
        (Vec::new(), labels)
    };
    Change {
        tenant: side.name().to_owned(),
        subject: side.locator.subject(Ref::Tenant),
        setting: String::new(),
        title: format!("the tenant as a whole is {text}"),
        kind: ChangeKind::Unknown,
        before,
        after,
        cause: Cause::Export,
        covered_by: None,
        needs_cover: false,
        labels,
        labels_before,
    }
}

/// The partners of either side.
fn ids(before: &TenantSide<'_>, after: &TenantSide<'_>) -> BTreeSet<String> {
    let of = |side: &TenantSide<'_>| -> Vec<String> {
        side.partners
            .iter()
            .map(|partner| partner.tenant_id.clone())
            .collect()
    };
    of(before).into_iter().chain(of(after)).collect()
}

/// Whether a partner that is not among the side's records has no entry there.
fn is_told(side: &TenantSide<'_>) -> bool {
    !matches!(
        side.whole.tenant.partner_list,
        PartnerList::Absent | PartnerList::Incomplete
    )
}

/// One side does not tell which partners there are: said once, not of each.
fn lists(before: &TenantSide<'_>, after: &TenantSide<'_>) -> Option<Change> {
    if is_told(before) == is_told(after) {
        return None;
    }
    let state = |side: &TenantSide<'_>| {
        if is_told(side) {
            State::plain(
                "set",
                format!(
                    "{} in the export",
                    count(side.partners.len(), "partner", "partners")
                ),
            )
        } else {
            State::unknown(CUT_LIST)
        }
    };
    let comparison = Comparison {
        before,
        after,
        on: (Some(Ref::Tenant), Some(Ref::Tenant)),
        subject: after.locator.subject(Ref::Tenant),
    };
    let (one, other) = (state(before), state(after));
    let mut change = comparison.change("", "the list of partners", ChangeKind::Unknown, one, other);
    change.cause = Cause::Export;
    Some(change)
}

fn defaults(before: &TenantSide<'_>, after: &TenantSide<'_>) -> Vec<Change> {
    let comparison = Comparison {
        before,
        after,
        on: (Some(Ref::Default), Some(Ref::Default)),
        subject: after.locator.subject(Ref::Default),
    };
    match (&before.whole.default, &after.whole.default) {
        (None, None) => Vec::new(),
        (Some(one), Some(other)) => {
            comparison.views(&View::of_default(one), &View::of_default(other))
        }
        (one, _) => {
            let (missing, there) = (
                State::unknown("the default configuration is not in the export"),
                State::plain("set", "in the export".to_owned()),
            );
            let (first, second) = if one.is_some() {
                (there, missing)
            } else {
                (missing, there)
            };
            let mut change = comparison.change(
                "",
                "the default configuration",
                ChangeKind::Unknown,
                first,
                second,
            );
            change.cause = Cause::Export;
            vec![change]
        }
    }
}

fn partner(before: &TenantSide<'_>, after: &TenantSide<'_>, id: &str) -> Vec<Change> {
    let (old, new) = (before.partner(id), after.partner(id));
    let untold = (old.is_none() && !is_told(before)) || (new.is_none() && !is_told(after));
    if untold && is_told(before) != is_told(after) {
        // Said once, of the list.
        return Vec::new();
    }
    let subject = match (old, new) {
        (_, Some((index, _))) => after.locator.subject(Ref::Partner(index)),
        (Some((index, _)), None) => before.locator.subject(Ref::Partner(index)),
        (None, None) => return Vec::new(),
    };
    let resolved = |side: &TenantSide<'_>, found: Option<(usize, &Partner)>| match found {
        Some((_, partner)) => partner.clone(),
        None if is_abroad(before, id) || is_abroad(after, id) => Partner::shut_out(id),
        None => Partner::unlisted(id, side.whole.default.as_ref()),
    };
    let comparison = Comparison {
        before,
        after,
        on: (
            old.map(|(index, _)| Ref::Partner(index)),
            new.map(|(index, _)| Ref::Partner(index)),
        ),
        subject,
    };
    if untold {
        let state = |found: Option<(usize, &Partner)>| match found {
            Some(_) => State::plain("set", "an entry".to_owned()),
            None => State::unknown(CUT_LIST),
        };
        let states = (state(old), state(new));
        let mut change =
            comparison.change("", "its entry", ChangeKind::Unknown, states.0, states.1);
        change.cause = Cause::Export;
        return vec![change];
    }
    let (one, other) = (resolved(before, old), resolved(after, new));
    let mut changes = comparison.views(&View::of_partner(&one), &View::of_partner(&other));
    if old.is_none() && changes.is_empty() && cloud(after, id).is_none() {
        changes.push(comparison.change(
            "",
            "access across clouds",
            ChangeKind::Unknown,
            State::absent(NO_ENTRY),
            State::unknown(EMPTY_ENTRY),
        ));
    }
    changes
}

/// Further entries of a partner came, went or changed. The first was compared; which of them counts, nothing tells.
fn twins(before: &TenantSide<'_>, after: &TenantSide<'_>, id: &str) -> Option<Change> {
    let (old, mut left) = (before.twins(id), after.twins(id));
    if old.is_empty() && left.is_empty() {
        return None;
    }
    let (said_before, said_after) = (entries(before, id, &old), entries(after, id, &left));
    let comparison = |on| Comparison {
        before,
        after,
        on,
        subject: before.locator.subject(Ref::Tenant),
    };
    let is_count_same = old.len() == left.len();
    let all_found = old.into_iter().all(|(index, one)| {
        let same = left.iter().position(|(other_index, other)| {
            let on = (Some(Ref::Partner(index)), Some(Ref::Partner(*other_index)));
            let changes = comparison(on).views(&View::of_partner(one), &View::of_partner(other));
            changes.is_empty()
        });
        same.map(|at| left.remove(at)).is_some()
    });
    if is_count_same && all_found {
        return None;
    }
    let on = |side: &TenantSide<'_>| side.partner(id).map(|(index, _)| Ref::Partner(index));
    let on = (on(before), on(after));
    let subject = match on {
        (_, Some(entry)) => after.locator.subject(entry),
        (Some(entry), None) => before.locator.subject(entry),
        (None, None) => return None,
    };
    let comparison = Comparison {
        subject,
        ..comparison(on)
    };
    let title = "which of its entries counts";
    let mut change = comparison.change("", title, ChangeKind::Unknown, said_before, said_after);
    change.cause = Cause::Export;
    Some(change)
}

/// How many entries a partner has, whose further ones are these.
fn entries(side: &TenantSide<'_>, id: &str, twins: &[(usize, &Partner)]) -> State {
    match (side.partner(id), twins.len()) {
        (None, _) => State::absent(NO_ENTRY),
        (_, 0) => State::plain("set", "one entry".to_owned()),
        (_, more) => State::unknown(&format!("{} entries", more + 1)),
    }
}

/// In which Microsoft cloud the register has the tenant.
fn cloud<'a>(side: &TenantSide<'a>, id: &str) -> Option<&'a str> {
    let (_, entry) = side.whole.register?.find(id)?;
    entry.cloud.as_deref()
}

fn is_abroad(side: &TenantSide<'_>, id: &str) -> bool {
    let ours = side.whole.tenant.profile.cloud.as_deref();
    ours.zip(cloud(side, id))
        .is_some_and(|(ours, theirs)| ours != theirs)
}

/// One subject on both sides.
struct Comparison<'c, 'a> {
    before: &'c TenantSide<'a>,
    after: &'c TenantSide<'a>,
    /// Nothing where it has no entry of its own.
    on: (Option<Ref>, Option<Ref>),
    subject: Subject,
}

impl Comparison<'_, '_> {
    fn views(&self, before: &View<'_>, after: &View<'_>) -> Vec<Change> {
        let settings = before.settings.iter().zip(after.settings);
        let mut changes: Vec<Change> = settings
            .filter_map(|(one, other)| self.setting(one, other))
            .collect();
        let flags = before.flags().into_iter().zip(after.flags());
        changes.extend(
            flags.filter_map(|((title, path, one), (_, _, other))| {
                self.flag(title, &path, one, other)
            }),
        );
        changes.extend(
            MORE.iter()
                .chain(&MEMBERS)
                .filter_map(|key| self.section(key)),
        );
        changes
    }

    fn setting(&self, before: &Effective, after: &Effective) -> Option<Change> {
        let path = before.name.key();
        let kind = direction(reach(before), reach(after), || {
            before.unclear() == after.unclear() && self.is_written_alike(path)
        })?;
        let states = (State::of(before), State::of(after));
        let mut change = self.change(path, before.name.title(), kind, states.0, states.1);
        change.cause = self.cause(before.origin, after.origin);
        Some(change)
    }

    fn flag(&self, title: &str, path: &str, before: &Flag, after: &Flag) -> Option<Change> {
        let kind = direction(before.value.as_ref(), after.value.as_ref(), || {
            before.reason == after.reason && self.is_written_alike(path)
        })?;
        let states = (State::of_flag(before), State::of_flag(after));
        let mut change = self.change(path, title, kind, states.0, states.1);
        change.cause = self.cause(before.origin, after.origin);
        Some(change)
    }

    /// A section that has no order of more and less: that it changed is all that can be told.
    fn section(&self, key: &str) -> Option<Change> {
        let (before, after) = self.values(key);
        // A member that is off is as good as one that is not there.
        let told = |value: serde_json::Value| match value {
            serde_json::Value::Bool(false) if MEMBERS.contains(&key) => serde_json::Value::Null,
            value => value,
        };
        let (before, after) = (told(before), told(after));
        if before == after {
            return None;
        }
        let state = |value: &serde_json::Value| match value {
            serde_json::Value::Null => State::absent("nothing of its own"),
            value => State::plain(
                "set",
                crate::report::text::shorten(&value.to_string(), 80).into_owned(),
            ),
        };
        Some(self.change(key, key, ChangeKind::Unknown, state(&before), state(&after)))
    }

    fn is_written_alike(&self, path: &str) -> bool {
        let (before, after) = self.values(path);
        before == after
    }

    fn values(&self, path: &str) -> (serde_json::Value, serde_json::Value) {
        let value = |side: &TenantSide<'_>, on: Option<Ref>| {
            on.map_or(serde_json::Value::Null, |on| side.locator.value(on, path))
        };
        (value(self.before, self.on.0), value(self.after, self.on.1))
    }

    fn cause(&self, before: Origin, after: Origin) -> Cause {
        let (one, other) = self.on;
        let is_default = one == Some(Ref::Default);
        match (one, other, before, after) {
            (None, ..) => Cause::Added,
            (_, None, ..) => Cause::Removed,
            (_, _, Origin::Unknown, _) | (_, _, _, Origin::Unknown) => Cause::Export,
            (_, _, Origin::Own, _) | (_, _, _, Origin::Own) => Cause::Own,
            _ if is_default => Cause::Own,
            _ => Cause::Default,
        }
    }

    fn change(
        &self,
        path: &str,
        title: &str,
        kind: ChangeKind,
        before: State,
        after: State,
    ) -> Change {
        let labels = |side: &TenantSide<'_>, on: Option<Ref>, state: &State| {
            let on = on.unwrap_or(Ref::Default);
            side.locator.labels(on, path, &state.text)
        };
        Change {
            tenant: self.after.name().to_owned(),
            subject: self.subject.clone(),
            setting: path.to_owned(),
            title: title.to_owned(),
            kind,
            labels: labels(self.after, self.on.1, &after),
            labels_before: labels(self.before, self.on.0, &before),
            before,
            after,
            cause: match self.on {
                (None, _) => Cause::Added,
                (_, None) => Cause::Removed,
                _ => Cause::Own,
            },
            covered_by: None,
            needs_cover: false,
        }
    }
}
