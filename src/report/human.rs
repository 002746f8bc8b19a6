//! The report for people: excerpts with the place underlined, then what could not be told, then one line that sums up.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::ops::Range;

use super::diagnostic::{Note, Severity, Style, render};
use super::entry::{MAX_NAME, gravest};
use super::excerpt::{Excerpt, Lines, Mark};
use super::text::{safe, shorten};
use super::{Class, Entry, Report, summary};
use crate::diagnostic::Diagnostic;
use crate::finding::{Finding, Label, Level};
use crate::source::{FileId, SourceFile, Sources};

/// Findings of one rule that are shown in full; the rest is counted.
const MOST_OF_A_RULE: usize = 50;

/// Characters kept of a reason why nobody can tell.
const MAX_REASON: usize = 500;

/// How to write for the reader at hand.
#[derive(Debug, Clone)]
pub struct View {
    pub style: Style,
    /// Show everything: each unknown outcome, what was read and passed over.
    pub verbose: bool,
}

/// Write the report, with no more than the `most` gravest findings.
pub fn write(
    report: &Report,
    sources: &Sources,
    view: &View,
    most: usize,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let mut of_rule: BTreeMap<&str, usize> = BTreeMap::new();
    let mut full: Vec<Entry<'_>> = Vec::new();
    for entry in report.entries() {
        let shown = match entry.class() {
            _ if view.verbose => true,
            Class::Unknown | Class::Known | Class::Waived => false,
            _ if entry.finding().is_none() => true,
            _ => {
                let shown = of_rule.entry(entry.name()).or_default();
                *shown += 1;
                *shown <= MOST_OF_A_RULE
            }
        };
        if shown {
            full.push(entry);
        }
    }
    let (mut full, left_out) = gravest(full, most);
    // What can't be told comes after what can.
    full.sort_by_key(|entry| entry.is_unknown());
    for entry in full {
        let note = note(entry, sources, view);
        writeln!(out, "{}", render(&note, &view.style))?;
    }
    for (rule, shown) in of_rule {
        if shown > MOST_OF_A_RULE {
            writeln!(
                out,
                "{rule}: {} more not shown (--verbose shows all)\n",
                shown - MOST_OF_A_RULE
            )?;
        }
    }
    if left_out > 0 {
        writeln!(out, "{left_out} more not shown (--max-findings)\n")?;
    }
    if !view.verbose {
        accepted(report, out)?;
        unknowns(report, out)?;
    }
    coverage(report, out)?;
    files(report, view, out)?;
    writeln!(out, "{}", summary::line(report))
}

/// How many findings are not shown because somebody accepts them.
fn accepted(report: &Report, out: &mut dyn Write) -> std::io::Result<()> {
    let accepted = summary::accepted(report);
    if accepted.is_empty() {
        return Ok(());
    }
    writeln!(out, "{} (--verbose shows them)\n", accepted.join(", "))
}

/// Write one finding in full.
pub fn write_finding(
    finding: &Finding,
    sources: &Sources,
    view: &View,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let note = note(Entry::Finding(finding), sources, view);
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
            render(
                &note(Entry::Diagnostic(diagnostic), sources, view),
                &view.style
            )
        )?;
    }
    Ok(())
}

/// What could not be told: how often, and why.
fn unknowns(report: &Report, out: &mut dyn Write) -> std::io::Result<()> {
    let unknown: Vec<&Finding> = report
        .entries()
        .filter(|entry| entry.class() == Class::Unknown)
        .filter_map(Entry::finding)
        .collect();
    if unknown.is_empty() {
        return Ok(());
    }
    // The same reason for the same subject is one line, however many rules it stops.
    let mut by_reason: BTreeMap<&str, BTreeMap<Cow<'_, str>, BTreeSet<&str>>> = BTreeMap::new();
    for finding in unknown {
        by_reason
            .entry(finding.message.as_str())
            .or_default()
            .entry(shorten(&finding.subject.name, MAX_NAME))
            .or_default()
            .insert(finding.rule.as_str());
    }
    writeln!(out, "Could not be told:")?;
    for (reason, subjects) in by_reason.iter().take(MOST_OF_A_RULE) {
        let mut names: Vec<&str> = subjects.keys().map(AsRef::as_ref).collect();
        let rules: BTreeSet<&str> = subjects.values().flatten().copied().collect();
        let rules: Vec<&str> = rules.into_iter().collect();
        let more = names.len().saturating_sub(3);
        names.truncate(3);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let reason = shorten(reason, MAX_REASON);
        writeln!(
            out,
            "  {}{more}: {}",
            safe(&names.join(", ")),
            safe(&reason)
        )?;
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
        let name = shorten(&tenant.name, MAX_NAME);
        writeln!(out, "  {}: {}", safe(&name), safe(&missing))?;
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

fn note(entry: Entry<'_>, sources: &Sources, view: &View) -> Note {
    Note {
        severity: if entry.is_unknown() {
            Severity::Info
        } else {
            severity(entry.level())
        },
        code: entry.name().to_owned(),
        message: entry.marked(entry.message()).into_owned(),
        help: entry.help().map(str::to_owned),
        url: None,
        excerpts: excerpts(entry.labels(), sources, view),
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
                .filter(|label| {
                    label.file == id && !(file.text.is_empty() || label.is_whole_file())
                })
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
