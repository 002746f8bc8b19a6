//! What a run found, in each form it can be given. All forms carry the same findings.

pub mod access;
pub mod azure;
pub mod concise;
pub mod csv;
pub mod diagnostic;
mod entry;
pub mod excerpt;
mod fingerprint;
pub mod github;
pub mod gitlab;
pub mod human;
pub mod json;
mod json_text;
pub mod jsonl;
pub mod junit;
pub mod markdown;
pub mod page;
mod places;
pub mod review;
pub mod sarif;
mod summary;
pub mod text;

use std::io::Write;
use std::sync::Arc;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::cli::ReportFormat;
use crate::config::RuleProfile;
use crate::diagnostic::Diagnostic;
use crate::finding::{Finding, Label, Ledger, Level};
use crate::load::InputFile;
use crate::rule::Rule;
use crate::shard::Shard;
use crate::source::Sources;

pub use entry::{Class, Entry};
pub use places::Places;

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

/// Findings that the form for people shows when nobody says how many.
const MOST: usize = 1000;

/// Write the report in a form. `most` is how many findings the forms for people show.
pub fn write(
    form: ReportFormat,
    report: &Report,
    sources: &Sources,
    view: &human::View,
    most: Option<usize>,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let all = most.unwrap_or(usize::MAX);
    match form {
        ReportFormat::Human => {
            let usual = if view.verbose { usize::MAX } else { MOST };
            human::write(report, sources, view, most.unwrap_or(usual), out)
        }
        ReportFormat::Concise => concise::write(report, sources, all, out),
        ReportFormat::Json => json::write(report, sources, out),
        ReportFormat::Jsonl => jsonl::write(report, sources, out),
        ReportFormat::Sarif => sarif::write(report, &Places::new(report, sources), out),
        ReportFormat::Junit => junit::write(report, &Places::new(report, sources), out),
        ReportFormat::Github => github::write(report, &Places::new(report, sources), all, out),
        ReportFormat::Gitlab => gitlab::write(report, &Places::new(report, sources), out),
        ReportFormat::Azure => azure::write(report, &Places::new(report, sources), all, out),
        ReportFormat::Markdown => {
            let room = markdown::COMMENT;
            markdown::write(report, &Places::new(report, sources), all, room, out)
        }
        ReportFormat::Csv => csv::write(report, &Places::new(report, sources), out),
    }
}

/// Write what goes into the summary of a step on GitHub, which holds so many bytes already.
pub fn write_step_summary(
    report: &Report,
    sources: &Sources,
    taken: usize,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let room = markdown::STEP_SUMMARY.saturating_sub(taken);
    markdown::write(report, &Places::new(report, sources), usize::MAX, room, out)
}

/// "1 partner", "2 partners".
pub fn count(number: usize, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}
