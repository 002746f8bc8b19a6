//! The JSON report, version 1: `schemas/report.schema.json`. Its shape stands here once, for writing and for reading.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::Write;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::{Report, Unshown, json_text};
use crate::config::RuleProfile;
use crate::diagnostic::Diagnostic;
use crate::finding::{Acceptance, Counts, Finding, Label, Level, Outcome, Subject};
use crate::shard::Shard;
use crate::source::{Position, Sources};

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Document<'a> {
    pub version: u32,
    pub tool: Tool<'a>,
    pub as_of: String,
    pub profile: RuleProfile,
    pub shard: Option<Shard>,
    pub unshown: Option<Unshown>,
    pub inputs: Vec<Input<'a>>,
    pub tenants: Vec<Tenant<'a>>,
    pub findings: Vec<JsonFinding<'a>>,
    pub diagnostics: Vec<JsonDiagnostic<'a>>,
    pub ledger: JsonLedger<'a>,
}

#[derive(Serialize, Deserialize)]
pub struct Tool<'a> {
    pub name: Cow<'a, str>,
    pub version: Cow<'a, str>,
}

#[derive(PartialEq, Serialize, Deserialize)]
pub struct Input<'a> {
    pub path: Cow<'a, str>,
    pub format: Cow<'a, str>,
    pub sha256: Cow<'a, str>,
}

#[derive(Serialize, Deserialize)]
pub struct Tenant<'a> {
    pub name: Cow<'a, str>,
    pub id: Option<Cow<'a, str>>,
    pub partners: usize,
    pub policies: usize,
    pub missing: Cow<'a, [String]>,
}

#[derive(Serialize, Deserialize)]
pub struct JsonFinding<'a> {
    pub rule: Cow<'a, str>,
    pub level: Level,
    pub outcome: Cow<'a, str>,
    pub tenant: Cow<'a, str>,
    pub subject: Cow<'a, Subject>,
    pub setting: Cow<'a, str>,
    pub message: Cow<'a, str>,
    pub expected: Option<Cow<'a, str>>,
    pub actual: Option<Cow<'a, str>>,
    pub value: Cow<'a, Value>,
    pub identity: String,
    pub standing: Cow<'a, str>,
    pub waiver: Option<Waiver<'a>>,
    pub labels: Vec<JsonLabel<'a>>,
    pub help: Option<Cow<'a, str>>,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Waiver<'a> {
    pub reason: Cow<'a, str>,
    pub owner: Cow<'a, str>,
    pub approved_by: Option<Cow<'a, str>>,
    pub ticket: Option<Cow<'a, str>>,
    pub expires: String,
}

#[derive(PartialEq, Serialize, Deserialize)]
pub struct JsonDiagnostic<'a> {
    pub code: Cow<'a, str>,
    pub level: Level,
    pub message: Cow<'a, str>,
    pub help: Option<Cow<'a, str>>,
    pub labels: Vec<JsonLabel<'a>>,
}

#[derive(PartialEq, Serialize, Deserialize)]
pub struct JsonLabel<'a> {
    pub path: Cow<'a, str>,
    pub pointer: Cow<'a, str>,
    pub start: Place,
    pub end: Place,
    pub text: Cow<'a, str>,
    pub primary: bool,
}

/// How a finding's outcome is called.
pub const FAIL: &str = "fail";
pub const UNKNOWN: &str = "unknown";

/// Lines and columns count from 1, columns in characters; offsets are bytes of the decoded text.
#[derive(PartialEq, Serialize, Deserialize)]
pub struct Place {
    pub line: u32,
    pub column: u32,
    pub offset: u32,
}

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct JsonLedger<'a> {
    #[serde(flatten)]
    pub total: Counts,
    pub by_rule: Cow<'a, BTreeMap<String, Counts>>,
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
    document(report, sources).write(out)
}

fn document<'a>(report: &'a Report, sources: &'a Sources) -> Document<'a> {
    Document {
        // Places and identities of many findings are worth all cores.
        findings: report
            .findings
            .par_iter()
            .map(|finding| json_finding(finding, sources))
            .collect(),
        diagnostics: report
            .diagnostics
            .iter()
            .map(|diagnostic| json_diagnostic(diagnostic, sources))
            .collect(),
        ..run(report)
    }
}

/// What was run, on what, and the ledger: a report without what was found.
pub(super) fn run(report: &Report) -> Document<'_> {
    Document {
        version: 1,
        tool: Tool {
            name: Cow::Borrowed(env!("CARGO_PKG_NAME")),
            version: Cow::Borrowed(env!("CARGO_PKG_VERSION")),
        },
        as_of: report.as_of.to_string(),
        profile: report.profile,
        shard: report.shard,
        unshown: report.unshown.clone(),
        inputs: report
            .inputs
            .iter()
            .map(|input| Input {
                path: Cow::Borrowed(&input.path),
                format: input.format.into(),
                sha256: Cow::Borrowed(&input.sha256),
            })
            .collect(),
        tenants: report
            .tenants
            .iter()
            .map(|tenant| Tenant {
                name: Cow::Borrowed(&tenant.name),
                id: tenant.id.as_deref().map(Cow::Borrowed),
                partners: tenant.partners,
                policies: tenant.policies,
                missing: Cow::Borrowed(&tenant.missing),
            })
            .collect(),
        findings: Vec::new(),
        diagnostics: Vec::new(),
        ledger: ledger(report),
    }
}

pub fn ledger(report: &Report) -> JsonLedger<'_> {
    JsonLedger {
        total: report.ledger.total(),
        by_rule: Cow::Borrowed(&report.ledger.by_rule),
    }
}

impl Document<'_> {
    /// Write it with a line break at its end.
    pub fn write(&self, out: &mut dyn Write) -> std::io::Result<()> {
        json_text::write_pretty(self, out)
    }
}

pub(super) fn json_diagnostic<'a>(
    diagnostic: &'a Diagnostic,
    sources: &'a Sources,
) -> JsonDiagnostic<'a> {
    JsonDiagnostic {
        code: diagnostic.code.as_str().into(),
        level: diagnostic.level(),
        message: Cow::Borrowed(&diagnostic.message),
        help: diagnostic.help.as_deref().map(Cow::Borrowed),
        labels: labels(&diagnostic.labels, sources),
    }
}

pub(super) fn json_finding<'a>(finding: &'a Finding, sources: &'a Sources) -> JsonFinding<'a> {
    JsonFinding {
        rule: Cow::Borrowed(&finding.rule),
        level: finding.level,
        outcome: Cow::Borrowed(match finding.outcome {
            Outcome::Unknown => UNKNOWN,
            _ => FAIL,
        }),
        tenant: Cow::Borrowed(&finding.tenant),
        subject: Cow::Borrowed(&finding.subject),
        setting: Cow::Borrowed(&finding.setting),
        message: Cow::Borrowed(&finding.message),
        expected: finding.expected.as_deref().map(Cow::Borrowed),
        actual: finding.actual.as_deref().map(Cow::Borrowed),
        value: Cow::Borrowed(&finding.value),
        identity: finding.identity(),
        standing: finding.standing.as_str().into(),
        waiver: finding.standing.acceptance().map(waiver),
        labels: labels(&finding.labels, sources),
        help: finding.help.as_deref().map(Cow::Borrowed),
    }
}

pub fn waiver(acceptance: &Acceptance) -> Waiver<'_> {
    Waiver {
        reason: Cow::Borrowed(&acceptance.reason),
        owner: Cow::Borrowed(&acceptance.owner),
        approved_by: acceptance.approved_by.as_deref().map(Cow::Borrowed),
        ticket: acceptance.ticket.as_deref().map(Cow::Borrowed),
        expires: acceptance.expires.to_string(),
    }
}

pub(super) fn labels<'a>(labels: &'a [Label], sources: &'a Sources) -> Vec<JsonLabel<'a>> {
    labels
        .iter()
        .filter_map(|label| {
            let file = sources.get(label.file)?;
            Some(JsonLabel {
                path: Cow::Borrowed(&file.path),
                pointer: Cow::Borrowed(&label.pointer),
                start: file.position(label.span.start).into(),
                end: file.position(label.span.end).into(),
                text: Cow::Borrowed(&label.text),
                primary: label.primary,
            })
        })
        .collect()
}
