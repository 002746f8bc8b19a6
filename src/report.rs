//! What a run found, in each form it can be given. All forms carry the same findings.

pub mod access;
pub mod concise;
pub mod diagnostic;
pub mod excerpt;
pub mod human;
pub mod json;
pub mod markdown;
pub mod review;
pub mod text;

use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::config::RuleProfile;
use crate::diagnostic::Diagnostic;
use crate::finding::{Finding, Label, Ledger, Level};
use crate::load::InputFile;
use crate::rule::Rule;
use crate::shard::Shard;
use crate::source::Sources;

/// A tenant of the run, for the report.
#[derive(Debug, Clone)]
pub struct TenantLine {
    pub name: String,
    pub id: Option<String>,
    pub partners: usize,
    pub policies: usize,
    /// What its rules could not see, for want of an export.
    pub missing: Vec<String>,
}

/// What `--changed-since` leaves out of a report.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unshown {
    /// The revision, as the command line has it.
    pub since: String,
    pub findings: usize,
}

/// Everything a run found.
pub struct Report {
    pub as_of: Date,
    pub profile: RuleProfile,
    /// The share of the tenants that was judged; all, when there is none.
    pub shard: Option<Shard>,
    pub unshown: Option<Unshown>,
    pub inputs: Vec<InputFile>,
    pub tenants: Vec<TenantLine>,
    /// The rules that ran.
    pub rules: Vec<Arc<Rule>>,
    /// Sorted by place; see [`Report::sort`].
    pub findings: Vec<Finding>,
    pub diagnostics: Vec<Diagnostic>,
    pub ledger: Ledger,
    /// Files passed over, and why.
    pub skipped: Vec<(String, String)>,
}

impl Report {
    /// Put findings and diagnostics in an order that depends on nothing but what they say.
    pub fn sort(&mut self, sources: &Sources) {
        let place = |labels: &[Label]| {
            labels
                .first()
                .map(|label| (sources.path(label.file).to_owned(), label.span.start))
        };
        self.findings.sort_by_cached_key(|finding| {
            (
                finding.tenant.clone(),
                place(&finding.labels),
                finding.rule.clone(),
                finding.subject.clone(),
                finding.setting.clone(),
                finding.message.clone(),
            )
        });
        self.diagnostics.sort_by_cached_key(|diagnostic| {
            (
                place(&diagnostic.labels),
                diagnostic.code,
                diagnostic.message.clone(),
                diagnostic.help.clone(),
            )
        });
        // What fails in two tenants alike is said once.
        self.diagnostics.dedup();
        self.tenants.sort_by(|a, b| a.name.cmp(&b.name));
        self.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    }

    /// The level of the gravest finding that stands open.
    pub fn gravest_open(&self) -> Option<Level> {
        self.fails().map(|finding| finding.level).max()
    }

    pub fn of_level(&self, level: Level) -> usize {
        self.fails()
            .filter(|finding| finding.level == level)
            .count()
    }

    fn fails(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.is_open())
    }
}

/// "1 partner", "2 partners".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
