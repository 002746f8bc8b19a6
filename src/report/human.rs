//! The report for people: excerpts with the place underlined, then what could not be told, then one line that sums up.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::ops::Range;

use super::diagnostic::{Note, Severity, Style, render};
use super::excerpt::{Excerpt, Lines, Mark};
use super::text::safe;
use super::{Report, count};
use crate::diagnostic::Diagnostic;
use crate::finding::{Finding, Label, Level, Outcome};
use crate::source::{FileId, SourceFile, Sources};

/// Findings of one rule that are shown in full; the rest is counted.
const MOST_OF_A_RULE: usize = 50;

/// How to write for the reader at hand.
#[derive(Debug, Clone)]
pub struct View {
    pub style: Style,
    /// Show everything: each unknown outcome, what was read and passed over.
    pub verbose: bool,
}

/// Write the report.
pub fn write(
    report: &Report,
    sources: &Sources,
    view: &View,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    write_diagnostics(&report.diagnostics, sources, view, out)?;
    let mut shown: BTreeMap<&str, usize> = BTreeMap::new();
    for finding in &report.findings {
        if finding.outcome != Outcome::Fail {
            continue;
        }
        let shown = shown.entry(finding.rule.as_str()).or_default();
        *shown += 1;
        if *shown <= MOST_OF_A_RULE || view.verbose {
            write_finding(finding, sources, view, out)?;
        }
    }
    for (rule, shown) in shown {
        if shown > MOST_OF_A_RULE && !view.verbose {
            writeln!(
                out,
                "{rule}: {} more not shown (--verbose shows all)\n",
                shown - MOST_OF_A_RULE
            )?;
        }
    }
    unknowns(report, sources, view, out)?;
    coverage(report, out)?;
    files(report, view, out)?;
    summary(report, out)
}

/// Write one finding in full.
pub fn write_finding(
    finding: &Finding,
    sources: &Sources,
    view: &View,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let note = of_finding(finding, sources, view);
    writeln!(out, "{}", render(&note, &view.style))
}

/// Write what is wrong with the input.
pub fn write_diagnostics(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    view: &View,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    for diagnostic in diagnostics {
        writeln!(
            out,
            "{}",
            render(&of_diagnostic(diagnostic, sources, view), &view.style)
        )?;
    }
    Ok(())
}

/// What could not be told: every one when asked for, else how often and why.
fn unknowns(
    report: &Report,
    sources: &Sources,
    view: &View,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let unknown: Vec<&Finding> = report
        .findings
        .iter()
        .filter(|finding| finding.outcome == Outcome::Unknown)
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    if view.verbose {
        for finding in unknown {
            write_finding(finding, sources, view, out)?;
        }
        return Ok(());
    }
    // The same reason for the same subject is one line, however many rules it stops.
    let mut by_reason: BTreeMap<&str, BTreeMap<&str, BTreeSet<&str>>> = BTreeMap::new();
    for finding in unknown {
        by_reason
            .entry(finding.message.as_str())
            .or_default()
            .entry(finding.subject.name.as_str())
            .or_default()
            .insert(finding.rule.as_str());
    }
    writeln!(out, "Could not be told:")?;
    for (reason, subjects) in by_reason.iter().take(MOST_OF_A_RULE) {
        let mut names: Vec<&str> = subjects.keys().copied().collect();
        let rules: BTreeSet<&str> = subjects.values().flatten().copied().collect();
        let rules: Vec<&str> = rules.into_iter().collect();
        let more = names.len().saturating_sub(3);
        names.truncate(3);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        writeln!(out, "  {}{more}: {}", safe(&names.join(", ")), safe(reason))?;
        writeln!(out, "    {}", rules.join(", "))?;
    }
    if by_reason.len() > MOST_OF_A_RULE {
        writeln!(
            out,
            "  … and {} more (--verbose shows all)",
            by_reason.len() - MOST_OF_A_RULE
        )?;
    }
    writeln!(out)
}

/// Tenants that are named in the short word on coverage.
const MOST_TENANTS: usize = 5;

/// What nobody exported, in a line a tenant.
fn coverage(report: &Report, out: &mut dyn Write) -> std::io::Result<()> {
    let partial: Vec<_> = report
        .tenants
        .iter()
        .filter(|tenant| !tenant.missing.is_empty())
        .collect();
    if partial.is_empty() {
        return Ok(());
    }
    writeln!(
        out,
        "Not in the input (`tenantlint inspect` tells how to export it):"
    )?;
    for tenant in partial.iter().take(MOST_TENANTS) {
        let missing = tenant.missing.join("; ");
        writeln!(out, "  {}: {}", safe(&tenant.name), safe(&missing))?;
    }
    if partial.len() > MOST_TENANTS {
        writeln!(out, "  … and {} more tenants", partial.len() - MOST_TENANTS)?;
    }
    writeln!(out)
}

fn files(report: &Report, view: &View, out: &mut dyn Write) -> std::io::Result<()> {
    if !view.verbose {
        return Ok(());
    }
    for input in &report.inputs {
        writeln!(
            out,
            "read     {} ({}, {}, {})",
            safe(&input.path),
            input.format,
            input.language,
            input.encoding
        )?;
    }
    for (path, reason) in &report.skipped {
        writeln!(out, "skipped  {}: {}", safe(path), safe(reason))?;
    }
    writeln!(out)
}

/// `1 tenant, 5 partners, 3 policies; 21 rules: 4 errors, 1 warning, 0 infos; 3 unknown; 2 files skipped`
fn summary(report: &Report, out: &mut dyn Write) -> std::io::Result<()> {
    let partners: usize = report.tenants.iter().map(|tenant| tenant.partners).sum();
    let policies: usize = report.tenants.iter().map(|tenant| tenant.policies).sum();
    let total = report.ledger.total();
    let broken = report
        .diagnostics
        .iter()
        .filter(|diagnostic| diagnostic.level() == Level::Error)
        .count();
    let mut line = format!(
        "{}, {}, {}; {}: {}, {}, {}; {} unknown; {} skipped",
        count(report.tenants.len(), "tenant", "tenants"),
        count(partners, "partner", "partners"),
        count(policies, "policy", "policies"),
        count(report.rules.len(), "rule", "rules"),
        count(report.of_level(Level::Error), "error", "errors"),
        count(report.of_level(Level::Warning), "warning", "warnings"),
        count(report.of_level(Level::Info), "info", "infos"),
        total.unknown,
        count(report.skipped.len(), "file", "files"),
    );
    if broken > 0 {
        line.push_str(&format!(
            "; {}",
            count(broken, "problem with the input", "problems with the input")
        ));
    }
    writeln!(out, "{line}")
}

fn of_diagnostic(diagnostic: &Diagnostic, sources: &Sources, view: &View) -> Note {
    Note {
        severity: severity(diagnostic.level()),
        code: diagnostic.code.as_str().to_owned(),
        message: diagnostic.message.clone(),
        help: diagnostic.help.clone(),
        url: None,
        excerpts: excerpts(&diagnostic.labels, sources, view),
    }
}

fn of_finding(finding: &Finding, sources: &Sources, view: &View) -> Note {
    let unknown = finding.outcome == Outcome::Unknown;
    Note {
        severity: if unknown {
            Severity::Info
        } else {
            severity(finding.level)
        },
        code: finding.rule.clone(),
        message: if unknown {
            format!(
                "cannot tell for {}: {}",
                finding.subject.name, finding.message
            )
        } else {
            finding.message.clone()
        },
        help: if unknown { None } else { finding.help.clone() },
        url: None,
        excerpts: excerpts(&finding.labels, sources, view),
    }
}

fn severity(level: Level) -> Severity {
    match level {
        Level::Error => Severity::Error,
        Level::Warning => Severity::Warning,
        Level::Info => Severity::Info,
    }
}

/// One excerpt a file, in the order the labels come.
fn excerpts(labels: &[Label], sources: &Sources, view: &View) -> Vec<Excerpt> {
    let mut files: Vec<FileId> = Vec::new();
    for label in labels {
        if !files.contains(&label.file) {
            files.push(label.file);
        }
    }
    files
        .into_iter()
        .filter_map(|id| {
            let file = sources.get(id)?;
            let marks: Vec<Mark<'_>> = labels
                .iter()
                .filter(|label| label.file == id && !(file.text.is_empty() || whole_file(label)))
                .map(|label| Mark {
                    start: label.span.start as usize,
                    end: label.span.end as usize,
                    label: &label.text,
                    primary: label.primary,
                })
                .collect();
            Some(Excerpt::new(
                &file.path,
                &file.text,
                &FileLines(file),
                &marks,
                view.style.width,
            ))
        })
        .collect()
}

/// A label that names a file and no place in it.
fn whole_file(label: &Label) -> bool {
    label.span.start == label.span.end && label.text.is_empty()
}

/// The lines of a file, as excerpts want them.
struct FileLines<'a>(&'a SourceFile);

impl FileLines<'_> {
    fn offset(offset: usize) -> u32 {
        u32::try_from(offset).unwrap_or(u32::MAX)
    }
}

impl Lines for FileLines<'_> {
    fn line_of(&self, offset: usize) -> usize {
        (self.0.position(Self::offset(offset)).line as usize).saturating_sub(1)
    }

    fn line_range(&self, line: usize) -> Range<usize> {
        let span = self
            .0
            .line_index()
            .line_span(&self.0.text, Self::offset(line + 1));
        span.start as usize..span.end as usize
    }

    fn line_count(&self) -> usize {
        self.0.line_index().line_count() as usize
    }

    fn column_of(&self, _text: &str, offset: usize) -> usize {
        (self.0.position(Self::offset(offset)).column as usize).saturating_sub(1)
    }
}
