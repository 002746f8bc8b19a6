//! Annotations of GitHub Actions, by workflow commands.

use std::io::Write;

use super::text::safe;
use super::{Class, Entry, Places, Report, summary};

/// Annotations of each kind that GitHub shows of a step. It shows 50 of a job, which may have other steps.
const OF_A_KIND: usize = 10;

/// Write the gravest as annotations, as many as GitHub shows and no more than `most`. A last notice counts the rest,
/// which is in the summary of the step.
pub fn write(
    report: &Report,
    places: &Places<'_>,
    most: usize,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let entries = report.by_gravity();
    let of_kind = |kind: &'static str| entries.iter().filter(move |entry| kind_of(**entry) == kind);
    let fits = entries.len() <= most
        && ["error", "warning", "notice"]
            .into_iter()
            .all(|kind| of_kind(kind).count() <= OF_A_KIND);
    // The count of the rest is a notice itself.
    let notices = if fits { OF_A_KIND } else { OF_A_KIND - 1 };
    let mut shown = 0;
    for (kind, room) in [
        ("error", OF_A_KIND),
        ("warning", OF_A_KIND),
        ("notice", notices),
    ] {
        for entry in of_kind(kind).take(room.min(most.saturating_sub(shown))) {
            writeln!(out, "{}", annotation(*entry, places))?;
            shown += 1;
        }
    }
    if !fits {
        let text = format!(
            "{} more not shown here: see the summary of the step, or another form of report. {}",
            entries.len() - shown,
            summary::verdict(report)
        );
        writeln!(out, "::notice title=tenantlint::{}", data(&text))?;
    }
    Ok(())
}

fn kind_of(entry: Entry<'_>) -> &'static str {
    match entry.class() {
        Class::Broken | Class::Error => "error",
        Class::Warning => "warning",
        Class::Unknown | Class::Info | Class::Known | Class::Waived => "notice",
    }
}

fn annotation(entry: Entry<'_>, places: &Places<'_>) -> String {
    let place = places.of(entry);
    let mut at = format!("file={}", property(place.path));
    if let Some(range) = &place.range {
        let (from, to) = (range.start, range.end);
        at.push_str(&format!(",line={},endLine={}", from.line, to.line));
        // GitHub shows no columns over several lines.
        if from.line == to.line {
            let (column, end) = range.utf16_columns();
            at.push_str(&format!(",col={column},endColumn={end}"));
        }
    }
    let message = entry.marked(entry.message());
    let help = entry.help().into_iter().flat_map(str::lines);
    let lines: Vec<String> = std::iter::once(message.as_ref())
        .chain(help)
        .map(data)
        .collect();
    format!(
        "::{} {at},title={}::{}",
        kind_of(entry),
        property(entry.name()),
        lines.join("%0A")
    )
}

/// The message of a command, on one line.
fn data(text: &str) -> String {
    safe(text).replace('%', "%25")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_property_or_a_command() {
        assert_eq!(property("a,b:c%d\r\ne"), "a%2Cb%3Ac%25d\\r\\ne");
        assert_eq!(
            data("100%, a: b\n::error::x"),
            "100%25, a: b\\n:\\u{3a}error:\\u{3a}x"
        );
    }
}
