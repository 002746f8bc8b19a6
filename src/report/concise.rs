//! One line for each finding: `file:line:col: level[rule] message`.

use std::io::Write;

use super::entry::gravest;
use super::text::safe;
use super::{Entry, Report};
use crate::finding::Label;
use crate::source::Sources;

/// Write diagnostics, then findings, a line each: the `most` gravest, and how many are left out.
pub fn write(
    report: &Report,
    sources: &Sources,
    most: usize,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let (entries, left_out) = gravest(report.entries().collect(), most);
    for entry in entries {
        writeln!(out, "{}{}", place(entry.labels(), sources), line(entry))?;
    }
    if left_out > 0 {
        writeln!(out, "{left_out} more not shown (--max-findings)")?;
    }
    Ok(())
}

/// `level[rule] message`
pub(super) fn line(entry: Entry<'_>) -> String {
    let said = entry.marked(entry.said());
    format!("{}[{}] {}", entry.word(), safe(entry.name()), safe(&said))
}

fn place(labels: &[Label], sources: &Sources) -> String {
    let Some((label, file)) = labels
        .first()
        .and_then(|label| Some((label, sources.get(label.file)?)))
    else {
        return String::new();
    };
    let position = file.position(label.span.start);
    format!(
        "{}:{}:{}: ",
        safe(&file.path),
        position.line,
        position.column
    )
}
