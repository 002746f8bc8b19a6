//! The code quality report of GitLab.

use std::io::Write;

use serde::Serialize;

use super::fingerprint::Fingerprints;
use super::text::safe;
use super::{Class, Entry, Places, Report, json_text};

#[derive(Serialize)]
struct Issue<'a> {
    description: String,
    check_name: &'a str,
    fingerprint: String,
    severity: &'static str,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: u32,
    end: u32,
}

/// Write the report.
pub fn write(report: &Report, places: &Places<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    let issues: Vec<Issue<'_>> = report
        .entries()
        .map(|entry| Issue {
            description: safe(&entry.marked(entry.message())).into_owned(),
            check_name: entry.name(),
            fingerprint: fingerprints.next(entry, places),
            severity: severity(entry),
            location: location(entry, places),
        })
        .collect();
    json_text::write_pretty(&issues, out)
}

fn severity(entry: Entry<'_>) -> &'static str {
    match entry.class() {
        Class::Broken => "blocker",
        Class::Error => "critical",
        Class::Warning => "major",
        Class::Unknown | Class::Info => "minor",
        Class::Known | Class::Waived => "info",
    }
}

fn location<'a>(entry: Entry<'_>, places: &'a Places<'_>) -> Location<'a> {
    let place = places.of(entry);
    // GitLab takes nothing without a line.
    let lines = place
        .range
        .map_or((1, 1), |range| (range.start.line, range.end.line));
    Location {
        path: place.path,
        lines: Lines {
            begin: lines.0,
            end: lines.1,
        },
    }
}
