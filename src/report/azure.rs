//! Logging commands of Azure Pipelines: errors and warnings of a job, with their places.

use std::io::Write;

use super::concise;
use super::text::safe;
use super::{Class, Entry, Places, Report};

/// Write a line for each of the `most` gravest, and how many are left out.
pub fn write(
    report: &Report,
    places: &Places<'_>,
    most: usize,
    out: &mut dyn Write,
) -> std::io::Result<()> {
    let entries = report.by_gravity();
    for entry in entries.iter().take(most) {
        writeln!(out, "{}", line(*entry, places))?;
    }
    let left_out = entries.len().saturating_sub(most);
    if left_out > 0 {
        writeln!(
            out,
            "##vso[task.logissue type=warning]{left_out} more not shown (--max-findings)"
        )?;
    }
    Ok(())
}

fn line(entry: Entry<'_>, places: &Places<'_>) -> String {
    let place = places.of(entry);
    let position = place.range.map(|range| range.start);
    let kind = match entry.class() {
        Class::Broken | Class::Error => "error",
        // What nobody can tell must be seen.
        Class::Warning | Class::Unknown => "warning",
        // There is no issue of that kind: a line of the log.
        Class::Info | Class::Known | Class::Waived => {
            let at = position.map_or_else(String::new, |at| format!(":{}:{}", at.line, at.column));
            return format!("{}{at}: {}", safe(place.path), concise::line(entry));
        }
    };
    let at = position.map_or_else(String::new, |at| {
        format!("linenumber={};columnnumber={};", at.line, at.column)
    });
    format!(
        "##vso[task.logissue type={kind};sourcepath={};{at}code={};]{}",
        property(place.path),
        property(entry.name()),
        data(&entry.marked(entry.message()))
    )
}

/// The message of a command.
fn data(text: &str) -> String {
    safe(text).replace('%', "%AZP25")
}

/// The value of a property.
fn property(text: &str) -> String {
    data(text).replace(';', "%3B").replace(']', "%5D")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_a_property_or_a_command() {
        assert_eq!(property("a;b]c%d\r\ne"), "a%3Bb%5Dc%AZP25d\\r\\ne");
        assert_eq!(
            data("100% [x];\n##vso[y]"),
            "100%AZP25 [x];\\n#\\u{23}vso[y]"
        );
    }
}
