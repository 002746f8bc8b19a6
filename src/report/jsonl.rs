//! The JSON report a line each: `schemas/report-line.schema.json`.

use std::io::Write;

use serde::Serialize;

use super::json::{
    Document, Input, JsonDiagnostic, JsonFinding, JsonLedger, Tenant, Tool, json_diagnostic,
    json_finding, run,
};
use super::{Entry, Report, Unshown, json_text};
use crate::config::RuleProfile;
use crate::shard::Shard;
use crate::source::Sources;

/// A line; its one key tells what it is.
#[derive(Serialize)]
#[serde(rename_all = "lowercase")]
enum Line<'a> {
    Diagnostic(JsonDiagnostic<'a>),
    Finding(Box<JsonFinding<'a>>),
    /// The last line: without it the report was cut off.
    Run(Box<Last<'a>>),
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Last<'a> {
    version: u32,
    tool: Tool<'a>,
    as_of: String,
    profile: RuleProfile,
    shard: Option<Shard>,
    unshown: Option<Unshown>,
    inputs: Vec<Input<'a>>,
    tenants: Vec<Tenant<'a>>,
    ledger: JsonLedger<'a>,
}

impl<'a> From<Document<'a>> for Last<'a> {
    fn from(run: Document<'a>) -> Last<'a> {
        Last {
            version: run.version,
            tool: run.tool,
            as_of: run.as_of,
            profile: run.profile,
            shard: run.shard,
            unshown: run.unshown,
            inputs: run.inputs,
            tenants: run.tenants,
            ledger: run.ledger,
        }
    }
}

/// Write diagnostics, then findings, a line each, then a line with the run and its ledger.
pub fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> std::io::Result<()> {
    for entry in report.entries() {
        let line = match entry {
            Entry::Diagnostic(one) => Line::Diagnostic(json_diagnostic(one, sources)),
            Entry::Finding(one) => Line::Finding(Box::new(json_finding(one, sources))),
        };
        json_text::write_line(&line, out)?;
    }
    json_text::write_line(&Line::Run(Box::new(run(report).into())), out)
}
