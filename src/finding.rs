//! What the rules found, where it stands, and the count of every outcome.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::source::{FileId, Span};

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
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Subject {
    pub kind: SubjectKind,
    /// The partner's tenant id, or the policy's Identity.
    pub id: String,
    pub name: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SubjectKind {
    Tenant,
    Default,
    Partner,
    Policy,
    File,
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
    pub labels: Vec<Label>,
    pub help: Option<String>,
}

/// Outcomes by kind; `waived` is counted beside `fail`, never in it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize)]
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
