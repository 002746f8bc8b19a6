//! The JSON report a line each: `schemas/report-line.schema.json`.

use std::io::Write;

use serde::Serialize;

use super::json::{
    JsonDiagnostic, JsonFinding, JsonLedger, Run, json_diagnostic, json_finding, ledger, run,
};
use super::{Entry, Report, json_text};
use crate::source::Sources;

/// A line; its one key tells what it is.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Line<'a> {
    Diagnostic(JsonDiagnostic<'a>),
    Finding(JsonFinding<'a>),
    /// The last line: without it the report was cut off.
    Run(Last<'a>),
}

#[derive(Serialize)]
struct Last<'a> {
    #[serde(flatten)]
    run: Run<'a>,
    ledger: JsonLedger<'a>,
}

/// Write diagnostics, then findings, a line each, then a line with the run and its ledger.
pub fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> std::io::Result<()> {
    for entry in report.entries() {
        let line = match entry {
            Entry::Diagnostic(one) => Line::Diagnostic(json_diagnostic(one, sources)),
            Entry::Finding(one) => Line::Finding(json_finding(one, sources)),
        };
        json_text::write_line(&line, out)?;
    }
    let last = Last {
        run: run(report),
        ledger: ledger(report),
    };
    json_text::write_line(&Line::Run(last), out)
}
