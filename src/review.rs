//! What a change opens and closes: two versions of the same tenants, compared by what is in force.
//!
//! Not by text: a default that changes touches every partner that inherits it, a deleted entry falls back to the default,
//! and a file that is written in another order or another format is no change at all.

mod compare;
mod cover;
pub mod open;
mod partners;
mod records;
mod side;
mod state;
mod teams;

use std::collections::HashMap;

use rayon::prelude::*;

use crate::diagnostic::Diagnostic;
use crate::finding::{Finding, Label, Ledger, Subject};

pub use cover::Cover;
pub use side::{Side, TenantSide};
pub use state::{State, list};

/// Which way a change goes, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeKind {
    /// Closed before, open after.
    Opened,
    /// Lets through what it let through before, and more.
    Widened,
    /// Which way it goes can't be told.
    Unknown,
    /// Lets through something new, and no longer something else.
    Sideways,
    /// Lets through less than before.
    Narrowed,
    /// Open before, closed after.
    Closed,
}

/// All of them, the gravest first.
pub const KINDS: [ChangeKind; 6] = [
    ChangeKind::Opened,
    ChangeKind::Widened,
    ChangeKind::Unknown,
    ChangeKind::Sideways,
    ChangeKind::Narrowed,
    ChangeKind::Closed,
];

impl ChangeKind {
    pub fn as_str(self) -> &'static str {
        match self {
            ChangeKind::Opened => "opened",
            ChangeKind::Widened => "widened",
            ChangeKind::Unknown => "unknown",
            ChangeKind::Sideways => "sideways",
            ChangeKind::Narrowed => "narrowed",
            ChangeKind::Closed => "closed",
        }
    }

    /// Whether somebody can do after the change what they could not do before, as far as is known.
    pub fn adds(self) -> bool {
        matches!(
            self,
            ChangeKind::Opened | ChangeKind::Widened | ChangeKind::Sideways
        )
    }

    /// The kind of the change taken back.
    pub fn reversed(self) -> ChangeKind {
        match self {
            ChangeKind::Opened => ChangeKind::Closed,
            ChangeKind::Closed => ChangeKind::Opened,
            ChangeKind::Widened => ChangeKind::Narrowed,
            ChangeKind::Narrowed => ChangeKind::Widened,
            same => same,
        }
    }
}

/// Why what is in force changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Cause {
    /// What the subject itself says.
    Own,
    /// The subject says nothing of its own, and the default changed.
    Default,
    /// The partner's entry is new.
    Added,
    /// The partner's entry is gone.
    Removed,
    /// Who holds the policy changed.
    Assignment,
    /// One side's export does not tell what the other's does.
    Export,
}

impl Cause {
    pub fn as_str(self) -> &'static str {
        match self {
            Cause::Own => "own",
            Cause::Default => "default",
            Cause::Added => "entry-added",
            Cause::Removed => "entry-removed",
            Cause::Assignment => "assignment",
            Cause::Export => "export",
        }
    }
}

/// One setting that is in force differently after a change.
#[derive(Debug, Clone)]
pub struct Change {
    pub tenant: String,
    pub subject: Subject,
    /// Canonical path of the setting, e.g. `inboundTrust.isMfaAccepted`; empty for the subject as a whole.
    pub setting: String,
    /// The setting as people say it.
    pub title: String,
    pub kind: ChangeKind,
    pub before: State,
    pub after: State,
    pub cause: Cause,
    /// The agreement that gives leave for it; only asked for where something is added.
    pub covered_by: Option<Cover>,
    /// Whether the register is asked at all: an agreement with a partner can't cover what opens to everybody.
    pub needs_cover: bool,
    /// Where it stands after the change.
    pub labels: Vec<Label>,
    /// Where it stood before.
    pub labels_before: Vec<Label>,
}

impl Change {
    /// Where it stands, the place after the change first. `text` says what is wrong there.
    pub fn places(&self, text: &str) -> Vec<Label> {
        let mut labels = self.labels.clone();
        match labels.first_mut() {
            Some(first) => first.text = text.to_owned(),
            None => {
                labels = self.labels_before.clone();
                return labels;
            }
        }
        labels.extend(self.labels_before.iter().map(|label| Label {
            text: format!("before: {}", label.text),
            primary: false,
            ..label.clone()
        }));
        labels
    }

    /// Something opens for a partner, and no agreement says so.
    pub fn is_uncovered(&self) -> bool {
        self.kind.adds() && self.needs_cover && self.covered_by.is_none()
    }
}

/// Everything that a review tells. All places are of one set of sources.
pub struct Review {
    /// What was compared, for people.
    pub base: String,
    pub head: String,
    pub changes: Vec<Change>,
    pub findings: FindingsChange,
    /// What is wrong with the files after the change.
    pub diagnostics: Vec<Diagnostic>,
    /// What was wrong with them before: what they did not tell can't be compared.
    pub diagnostics_before: Vec<Diagnostic>,
    /// Rule and subject outcomes of the side after the change.
    pub ledger: Ledger,
}

/// What a change does to the findings.
#[derive(Debug, Default)]
pub struct FindingsChange {
    pub added: Vec<Finding>,
    pub fixed: Vec<Finding>,
    pub unchanged: Vec<Finding>,
}

/// Compare all tenants of two sides. Tenants belong together by id, else by name.
pub fn compare(base: &Side<'_>, head: &Side<'_>) -> Vec<Change> {
    let mut changes: Vec<Change> = side::pairs(base, head)
        .into_par_iter()
        .flat_map_iter(|(before, after)| match (before, after) {
            (Some(before), Some(after)) => {
                let mut changes = partners::compare(before, after);
                changes.extend(teams::compare(before, after));
                changes.extend(records::compare(before, after));
                changes
            }
            (Some(side), None) => vec![partners::gone_tenant(side)],
            (None, Some(side)) => vec![partners::new_tenant(side)],
            (None, None) => Vec::new(),
        })
        .collect();
    for change in &mut changes {
        cover::seek(change, base, head);
    }
    changes.sort_by_cached_key(|change| {
        (
            change.tenant.clone(),
            change.kind,
            change.subject.clone(),
            change.setting.clone(),
        )
    });
    changes
}

/// Which findings a change adds and fixes. Two with one identity count as two.
pub fn compare_findings(base: Vec<Finding>, head: Vec<Finding>) -> FindingsChange {
    let mut known: HashMap<String, Vec<Finding>> = HashMap::new();
    let key = |finding: &Finding| format!("{}{}", finding.outcome as u8, finding.identity());
    for finding in base.into_iter().rev() {
        known.entry(key(&finding)).or_default().push(finding);
    }
    let mut change = FindingsChange::default();
    for finding in head {
        match known.get_mut(&key(&finding)).and_then(Vec::pop) {
            Some(_) => change.unchanged.push(finding),
            None => change.added.push(finding),
        }
    }
    change.fixed = known.into_values().flatten().collect();
    for findings in [&mut change.added, &mut change.fixed, &mut change.unchanged] {
        findings.sort_by_cached_key(|finding| {
            (
                finding.tenant.clone(),
                std::cmp::Reverse(finding.level),
                finding.rule.clone(),
                finding.subject.clone(),
                finding.setting.clone(),
                finding.message.clone(),
            )
        });
    }
    change
}
