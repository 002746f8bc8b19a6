//! The JSON report, version 1: `schemas/report.schema.json`.

use std::collections::BTreeMap;
use std::io::Write;

use serde::Serialize;
use serde_json::Value;

use super::{Report, json_text};
use crate::diagnostic::Diagnostic;
use crate::finding::{Acceptance, Counts, Finding, Label, Level, Outcome, Subject};
use crate::source::{Position, Sources};

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    #[serde(flatten)]
    run: Run<'a>,
    findings: Vec<JsonFinding<'a>>,
    diagnostics: Vec<JsonDiagnostic<'a>>,
    ledger: JsonLedger<'a>,
}

/// What was run, on what.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Run<'a> {
    version: u32,
    tool: Tool,
    as_of: String,
    profile: &'a str,
    inputs: Vec<Input<'a>>,
    tenants: Vec<Tenant<'a>>,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    version: &'static str,
}

#[derive(Serialize)]
struct Input<'a> {
    path: &'a str,
    format: &'a str,
    sha256: &'a str,
}

#[derive(Serialize)]
struct Tenant<'a> {
    name: &'a str,
    id: Option<&'a str>,
    partners: usize,
    policies: usize,
    missing: &'a [String],
}

#[derive(Serialize)]
pub(super) struct JsonFinding<'a> {
    rule: &'a str,
    level: Level,
    outcome: &'static str,
    tenant: &'a str,
    subject: &'a Subject,
    setting: &'a str,
    message: &'a str,
    expected: Option<&'a str>,
    actual: Option<&'a str>,
    value: &'a Value,
    identity: String,
    standing: &'static str,
    waiver: Option<Waiver<'a>>,
    labels: Vec<JsonLabel<'a>>,
    help: Option<&'a str>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Waiver<'a> {
    reason: &'a str,
    owner: &'a str,
    approved_by: Option<&'a str>,
    ticket: Option<&'a str>,
    expires: String,
}

#[derive(Serialize)]
pub(super) struct JsonDiagnostic<'a> {
    code: &'static str,
    level: Level,
    message: &'a str,
    help: Option<&'a str>,
    labels: Vec<JsonLabel<'a>>,
}

#[derive(Serialize)]
struct JsonLabel<'a> {
    path: &'a str,
    pointer: &'a str,
    start: Place,
    end: Place,
    text: &'a str,
    primary: bool,
}

/// Lines and columns count from 1, columns in characters; offsets are bytes of the decoded text.
#[derive(Serialize)]
struct Place {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct JsonLedger<'a> {
    #[serde(flatten)]
    total: Counts,
    by_rule: &'a BTreeMap<String, Counts>,
}

impl From<Position> for Place {
    fn from(position: Position) -> Place {
        Place {
            line: position.line,
            column: position.column,
            offset: position.offset,
        }
    }
}

/// Write the report as one JSON document with a line break at its end.
pub fn write(report: &Report, sources: &Sources, out: &mut dyn Write) -> std::io::Result<()> {
    let findings = report.findings.iter();
    let diagnostics = report.diagnostics.iter();
    let document = Document {
        run: run(report),
        findings: findings.map(|one| json_finding(one, sources)).collect(),
        diagnostics: diagnostics
            .map(|one| json_diagnostic(one, sources))
            .collect(),
        ledger: ledger(report),
    };
    json_text::write_pretty(&document, out)
}

pub(super) fn run(report: &Report) -> Run<'_> {
    Run {
        version: 1,
        tool: Tool {
            name: env!("CARGO_PKG_NAME"),
            version: env!("CARGO_PKG_VERSION"),
        },
        as_of: report.as_of.to_string(),
        profile: report.profile.as_str(),
        inputs: report
            .inputs
            .iter()
            .map(|input| Input {
                path: &input.path,
                format: input.format,
                sha256: &input.sha256,
            })
            .collect(),
        tenants: report
            .tenants
            .iter()
            .map(|tenant| Tenant {
                name: &tenant.name,
                id: tenant.id.as_deref(),
                partners: tenant.partners,
                policies: tenant.policies,
                missing: &tenant.missing,
            })
            .collect(),
    }
}

pub(super) fn ledger(report: &Report) -> JsonLedger<'_> {
    JsonLedger {
        total: report.ledger.total(),
        by_rule: &report.ledger.by_rule,
    }
}

pub(super) fn json_diagnostic<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
) -> JsonDiagnostic<'a> {
    JsonDiagnostic {
        code: diagnostic.code.as_str(),
        level: diagnostic.level(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        labels: labels(&diagnostic.labels, sources),
    }
}

pub(super) fn json_finding<'a>(finding: &'a Finding, sources: &'a Sources) -> JsonFinding<'a> {
    JsonFinding {
        rule: &finding.rule,
        level: finding.level,
        outcome: match finding.outcome {
            Outcome::Unknown => "unknown",
            _ => "fail",
        },
        tenant: &finding.tenant,
        subject: &finding.subject,
        setting: &finding.setting,
        message: &finding.message,
        expected: finding.expected.as_deref(),
        actual: finding.actual.as_deref(),
        value: &finding.value,
        identity: finding.identity(),
        standing: finding.standing.as_str(),
        waiver: finding.standing.acceptance().map(waiver),
        labels: labels(&finding.labels, sources),
        help: finding.help.as_deref(),
    }
}

fn waiver(acceptance: &Acceptance) -> Waiver<'_> {
    Waiver {
        reason: &acceptance.reason,
        owner: &acceptance.owner,
        approved_by: acceptance.approved_by.as_deref(),
        ticket: acceptance.ticket.as_deref(),
        expires: acceptance.expires.to_string(),
    }
}

fn labels<'a>(labels: &'a [Label], sources: &'a Sources) -> Vec<JsonLabel<'a>> {
    labels
        .iter()
        .filter_map(|label| {
            let file = sources.get(label.file)?;
            Some(JsonLabel {
                path: &file.path,
                pointer: &label.pointer,
                start: file.position(label.span.start).into(),
                end: file.position(label.span.end).into(),
                text: &label.text,
                primary: label.primary,
            })
        })
        .collect()
}
