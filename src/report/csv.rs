//! A table for spreadsheets, RFC 4180 but for line breaks, which are `\n`.

use std::borrow::Cow;
use std::io::Write;

use super::text::{safe, shorten};
use super::{Entry, Places, Report};

const COLUMNS: [&str; 18] = [
    "level",
    "outcome",
    "standing",
    "rule",
    "tenant",
    "subject kind",
    "subject id",
    "subject",
    "setting",
    "message",
    "expected",
    "actual",
    "file",
    "line",
    "column",
    "accepted",
    "help",
    "identity",
];

/// Characters kept of a cell. Spreadsheets take no more than 32,767.
const MAX_CELL: usize = 2_000;

/// Write a line of names, then diagnostics and findings, a line each.
pub fn write(report: &Report, places: &Places<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    line(COLUMNS.map(Cow::Borrowed), out)?;
    for entry in report.entries() {
        line(cells(entry, places), out)?;
    }
    Ok(())
}

fn cells<'a>(entry: Entry<'a>, places: &'a Places<'_>) -> [Cow<'a, str>; 18] {
    let place = places.of(entry);
    let (row, column) = place.range.map_or_else(Default::default, |range| {
        (range.start.line.to_string(), range.start.column.to_string())
    });
    let finding = entry.finding();
    let of =
        |text: fn(&'a crate::finding::Finding) -> &'a str| Cow::Borrowed(finding.map_or("", text));
    [
        entry.level().as_str().into(),
        match (finding, entry.is_unknown()) {
            (None, _) => "diagnostic",
            (_, true) => "unknown",
            (_, false) => "fail",
        }
        .into(),
        of(|finding| finding.standing.as_str()),
        entry.name().into(),
        of(|finding| &finding.tenant),
        of(|finding| finding.subject.kind.as_str()),
        of(|finding| &finding.subject.id),
        of(|finding| &finding.subject.name),
        of(|finding| &finding.setting),
        match entry {
            Entry::Diagnostic(diagnostic) => diagnostic.message.as_str().into(),
            Entry::Finding(finding) => finding.message.as_str().into(),
        },
        of(|finding| finding.expected.as_deref().unwrap_or_default()),
        of(|finding| finding.actual.as_deref().unwrap_or_default()),
        place.path.into(),
        row.into(),
        column.into(),
        entry.standing().unwrap_or_default().into(),
        entry.help().unwrap_or_default().into(),
        finding
            .map_or_else(String::new, |finding| finding.identity())
            .into(),
    ]
}

fn line(cells: [Cow<'_, str>; 18], out: &mut dyn Write) -> std::io::Result<()> {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.write_all(b",")?;
        }
        out.write_all(written(cell).as_bytes())?;
    }
    out.write_all(b"\n")
}

/// A cell as it is written. What a spreadsheet would take for a formula gets an apostrophe before it, also behind a
/// semicolon: in many countries that is where a spreadsheet begins a new cell.
fn written(cell: &str) -> String {
    let cell = &*shorten(cell, MAX_CELL);
    let guard = if is_formula(cell) { "'" } else { "" };
    let text = guarded(safe(cell));
    if text.contains([',', '"', '\'']) || text.trim() != text {
        format!("\"{guard}{}\"", text.replace('"', "\"\""))
    } else {
        format!("{guard}{text}")
    }
}

fn guarded(text: Cow<'_, str>) -> Cow<'_, str> {
    let mut parts = text.split(';');
    let first = parts.next().unwrap_or_default();
    if !parts.clone().any(is_formula) {
        return text;
    }
    let mut out = first.to_owned();
    for part in parts {
        out.push_str(if is_formula(part) { ";'" } else { ";" });
        out.push_str(part);
    }
    Cow::Owned(out)
}

/// Whether a spreadsheet may calculate a cell. Some do not mind spaces before it, or signs of full width.
fn is_formula(cell: &str) -> bool {
    let formula = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];
    cell.starts_with(['\t', '\r', '\n']) || cell.trim_start().starts_with(formula)
}

#[cfg(test)]
mod tests {
    use super::written;

    #[test]
    fn cells_are_quoted_and_no_formulas() {
        for (cell, text) in [
            ("Fabrikam", "Fabrikam"),
            ("", ""),
            ("Fabrikam, \"Inc.\"", "\"Fabrikam, \"\"Inc.\"\"\""),
            ("=1+1", "'=1+1"),
            ("+1,2", "\"'+1,2\""),
            ("-1", "'-1"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\t=1", "\"' =1\""),
            ("\rx", "'\\rx"),
            (" =1", "\"' =1\""),
            ("＝1", "'＝1"),
            ("a\nb", "a\\nb"),
            ("a-b", "a-b"),
            ("a; b;=1; -2", "\"a; b;'=1;' -2\""),
        ] {
            assert_eq!(written(cell), text, "{cell:?}");
        }
    }
}
