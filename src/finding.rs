//! What the rules found, where it stands, and the count of every outcome.

mod value;

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::digest;
use crate::source::{FileId, Span};

pub use value::{ORDERED, is_ordered, normal};

/// How grave a finding is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    Info,
    Warning,
    Error,
}

impl Level {
    pub fn as_str(self) -> &'static str {
        match self {
            Level::Info => "info",
            Level::Warning => "warning",
            Level::Error => "error",
        }
    }
}

/// What a rule said about one subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    Pass,
    Fail,
    /// Cannot tell.
    Unknown,
    NotApplicable,
}

/// What a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Subject {
    pub kind: SubjectKind,
    /// The partner's tenant id, or the policy's Identity.
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    Tenant,
    Default,
    Partner,
    Policy,
    File,
}

impl SubjectKind {
    pub fn as_str(self) -> &'static str {
        match self {
            SubjectKind::Tenant => "tenant",
            SubjectKind::Default => "default",
            SubjectKind::Partner => "partner",
            SubjectKind::Policy => "policy",
            SubjectKind::File => "file",
        }
    }
}

/// A place in a file, with a word about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub file: FileId,
    /// JSON pointer in the file, keys as written.
    pub pointer: String,
    pub span: Span,
    pub text: String,
    pub primary: bool,
}

impl Label {
    /// Whether it names a file and no place in it.
    pub fn is_whole_file(&self) -> bool {
        self.span.start == self.span.end && self.text.is_empty()
    }
}

/// A located `fail` or `unknown`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    pub rule: String,
    pub level: Level,
    /// `Fail` or `Unknown`.
    pub outcome: Outcome,
    pub tenant: String,
    pub subject: Subject,
    /// Canonical path of the setting, e.g. `inboundTrust.isMfaAccepted`; empty for the whole subject.
    pub setting: String,
    pub message: String,
    pub expected: Option<String>,
    pub actual: Option<String>,
    /// What the setting is, in normal form: a list in another order is the same value. `actual` where the finding is
    /// about the subject as a whole.
    pub value: Value,
    pub labels: Vec<Label>,
    pub help: Option<String>,
    pub standing: Standing,
}

impl Finding {
    /// Whether it is a `fail` that nobody has accepted and that the baseline does not know.
    pub fn is_open(&self) -> bool {
        self.outcome == Outcome::Fail && self.standing == Standing::Open
    }

    /// What makes it the same finding in another run: rule, tenant, subject, setting and value; never a line number.
    /// 64 hexadecimal digits.
    pub fn identity(&self) -> String {
        identity(
            &self.rule,
            &self.tenant,
            &self.subject,
            &self.setting,
            &self.value,
        )
    }
}

/// The identity of a finding with these parts; the name of the subject is none of them.
pub fn identity(
    rule: &str,
    tenant: &str,
    subject: &Subject,
    setting: &str,
    value: &Value,
) -> String {
    let kind = subject.kind.as_str();
    let value = value.to_string();
    digest::of_parts([rule, tenant, kind, &subject.id, setting, &value])
}

/// How a finding stands once waivers and the baseline are held against it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Standing {
    #[default]
    Open,
    /// Somebody accepts it, and the acceptance holds.
    Waived(Arc<Acceptance>),
    /// The baseline knows it.
    Known,
}

impl Standing {
    pub fn as_str(&self) -> &'static str {
        match self {
            Standing::Open => "open",
            Standing::Waived(_) => "waived",
            Standing::Known => "known",
        }
    }

    pub fn acceptance(&self) -> Option<&Acceptance> {
        match self {
            Standing::Waived(acceptance) => Some(acceptance),
            Standing::Open | Standing::Known => None,
        }
    }
}

/// Who accepts a finding, why, and until when: an entry of `waivers.yaml`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Acceptance {
    pub reason: String,
    pub owner: String,
    pub approved_by: Option<String>,
    pub ticket: Option<String>,
    pub expires: Date,
}

/// Outcomes by kind; `waived` is counted beside `fail`, never in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Counts {
    pub pass: u64,
    pub fail: u64,
    pub unknown: u64,
    pub not_applicable: u64,
    pub waived: u64,
}

impl Counts {
    pub fn add(&mut self, outcome: Outcome, times: u64) {
        match outcome {
            Outcome::Pass => self.pass += times,
            Outcome::Fail => self.fail += times,
            Outcome::Unknown => self.unknown += times,
            Outcome::NotApplicable => self.not_applicable += times,
        }
    }

    /// The sum, unless it is beyond counting.
    pub fn checked_add(self, other: Counts) -> Option<Counts> {
        Some(Counts {
            pass: self.pass.checked_add(other.pass)?,
            fail: self.fail.checked_add(other.fail)?,
            unknown: self.unknown.checked_add(other.unknown)?,
            not_applicable: self.not_applicable.checked_add(other.not_applicable)?,
            waived: self.waived.checked_add(other.waived)?,
        })
    }

    pub fn total(&self) -> u64 {
        self.pass + self.fail + self.unknown + self.not_applicable + self.waived
    }
}

impl std::ops::AddAssign for Counts {
    fn add_assign(&mut self, other: Counts) {
        self.pass += other.pass;
        self.fail += other.fail;
        self.unknown += other.unknown;
        self.not_applicable += other.not_applicable;
        self.waived += other.waived;
    }
}

/// The count of every rule x subject outcome.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ledger {
    pub by_rule: BTreeMap<String, Counts>,
}

impl Ledger {
    pub fn total(&self) -> Counts {
        let mut total = Counts::default();
        for counts in self.by_rule.values() {
            total += *counts;
        }
        total
    }
}
