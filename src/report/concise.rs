//! One line for each finding: `file:line:col: level[rule] message`.

use std::io::Write;

use super::Report;
use super::text::safe;
use crate::finding::{Label, Outcome};
use crate::source::Sources;

/// Write diagnostics, then findings, a line each.
pub fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> std::io::Result<()> {
    for diagnostic in &report.diagnostics {
        writeln!(
            out,
            "{}{}[{}] {}",
            place(&diagnostic.labels, sources),
            diagnostic.level().as_str(),
            diagnostic.code.as_str(),
            safe(&diagnostic.message)
        )?;
    }
    for finding in &report.findings {
        let word = match finding.outcome {
            Outcome::Unknown => "unknown",
            _ => finding.level.as_str(),
        };
        let name = match finding.outcome {
            // Messages name their subject; reasons need not.
            Outcome::Unknown => format!("{}: ", finding.subject.name),
            _ => String::new(),
        };
        writeln!(
            out,
            "{}{word}[{}] {}",
            place(&finding.labels, sources),
            finding.rule,
            safe(&format!("{name}{}", finding.message))
        )?;
    }
    Ok(())
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
