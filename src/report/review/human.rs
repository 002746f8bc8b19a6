//! The review for people at a terminal.

use std::io::Write;

use super::{because, leave, place, sections, verdict};
use crate::finding::{Finding, Outcome};
use crate::report::count;
use crate::report::human::{View, write_diagnostics, write_finding};
use crate::report::text::safe;
use crate::review::{Review, list};
use crate::source::Sources;

/// Rows of a section that are shown; the rest is counted.
const MOST_ROWS: usize = 50;

/// Write the review.
pub fn write(
    review: &Review,
    sources: &Sources,
    view: &View,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    write_diagnostics(&review.diagnostics, sources, view, out)?;
    if !review.diagnostics_before.is_empty() {
        writeln!(
            out,
            "{} could not be read in full before the change:\n",
            safe(&review.base)
        )?;
        write_diagnostics(&review.diagnostics_before, sources, view, out)?;
    }
    writeln!(out, "{} -> {}\n", safe(&review.base), safe(&review.head))?;
    let several = review
        .changes
        .windows(2)
        .any(|pair| matches!(pair, [one, other] if one.tenant != other.tenant));
    for section in sections(&review.changes) {
        writeln!(out, "{}", section.heading)?;
        let most = if view.verbose { usize::MAX } else { MOST_ROWS };
        for row in section.rows.iter().take(most) {
            let change = row.first;
            let names = row.names();
            let who = match names.len() {
                1 => names.join(""),
                many if view.verbose => format!("{many} partners: {}", names.join(", ")),
                many => format!("{many} partners: {}", list(&names)),
            };
            let tenant = if several {
                format!("{}, ", safe(&change.tenant))
            } else {
                String::new()
            };
            writeln!(
                out,
                "  {tenant}{}, {}: {} -> {}",
                safe(&who),
                safe(&change.title),
                safe(&change.before.text),
                safe(&change.after.text),
            )?;
            let mut notes = vec![change.kind.as_str().to_owned()];
            notes.extend([because(change).to_owned(), leave(change)]);
            notes.extend(place(change, sources));
            notes.retain(|note| !note.is_empty());
            writeln!(out, "    {}", safe(&notes.join("; ")))?;
        }
        if section.rows.len() > most {
            writeln!(
                out,
                "  … and {} more (--verbose shows all)",
                section.rows.len() - most
            )?;
        }
        writeln!(out)?;
    }
    findings(review, sources, view, out)?;
    writeln!(out, "{}", safe(&verdict(review)))
}

fn findings(
    review: &Review,
    sources: &Sources,
    view: &View,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let of = |findings: &'_ [Finding], outcome: Outcome| {
        findings
            .iter()
            .filter(|finding| finding.outcome == outcome)
            .count()
    };
    let added = &review.findings.added;
    for finding in added
        .iter()
        .filter(|finding| finding.outcome == Outcome::Fail)
    {
        write_finding(finding, sources, view, out)?;
    }
    let unknown = of(added, Outcome::Unknown);
    if unknown > 0 {
        writeln!(
            out,
            "{} can no longer be told (--verbose shows them)",
            count(unknown, "outcome", "outcomes")
        )?;
        if view.verbose {
            for finding in added
                .iter()
                .filter(|finding| finding.outcome == Outcome::Unknown)
            {
                write_finding(finding, sources, view, out)?;
            }
        }
    }
    writeln!(
        out,
        "Findings: {} added, {} fixed, {} as before",
        of(added, Outcome::Fail),
        of(&review.findings.fixed, Outcome::Fail),
        of(&review.findings.unchanged, Outcome::Fail),
    )
}
