//! The review for programs, version 1: `schemas/review.schema.json`.

use std::io::Write;

use serde::Serialize;

use crate::finding::{Finding, Subject};
use crate::report::json::{
    JsonDiagnostic, JsonFinding, JsonLabel, json_diagnostic, json_finding, labels,
};
use crate::report::json_text;
use crate::review::{Change, Review, State};
use crate::source::Sources;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    version: u32,
    base: &'a str,
    head: &'a str,
    changes: Vec<JsonChange<'a>>,
    findings: Findings<'a>,
    diagnostics: Vec<JsonDiagnostic<'a>>,
    diagnostics_before: Vec<JsonDiagnostic<'a>>,
}

#[derive(Serialize)]
struct Findings<'a> {
    added: Vec<JsonFinding<'a>>,
    fixed: Vec<JsonFinding<'a>>,
    unchanged: Vec<JsonFinding<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct JsonChange<'a> {
    tenant: &'a str,
    subject: &'a Subject,
    setting: &'a str,
    title: &'a str,
    kind: &'static str,
    before: JsonState<'a>,
    after: JsonState<'a>,
    cause: &'static str,
    needs_cover: bool,
    covered_by: Option<JsonCover<'a>>,
    labels: Vec<JsonLabel<'a>>,
    labels_before: Vec<JsonLabel<'a>>,
}

#[derive(Serialize)]
struct JsonState<'a> {
    is: &'static str,
    text: &'a str,
    origin: Option<&'static str>,
}

#[derive(Serialize)]
struct JsonCover<'a> {
    entry: &'a str,
    reference: Option<&'a str>,
    new: bool,
}

/// Write the review as one JSON document with a line break at its end.
pub fn write(review: &Review, sources: &Sources, out: &mut dyn Write) -> std::io::Result<()> {
    let document = Document {
        version: 1,
        base: &review.base,
        head: &review.head,
        changes: review
            .changes
            .iter()
            .map(|change| json_change(change, sources))
            .collect(),
        findings: Findings {
            added: findings(&review.findings.added, sources),
            fixed: findings(&review.findings.fixed, sources),
            unchanged: findings(&review.findings.unchanged, sources),
        },
        diagnostics: review
            .diagnostics
            .iter()
            .map(|diagnostic| json_diagnostic(diagnostic, sources))
            .collect(),
        diagnostics_before: review
            .diagnostics_before
            .iter()
            .map(|diagnostic| json_diagnostic(diagnostic, sources))
            .collect(),
    };
    json_text::write_pretty(&document, out)
}

fn findings<'a>(findings: &'a [Finding], sources: &'a Sources) -> Vec<JsonFinding<'a>> {
    findings
        .iter()
        .map(|finding| json_finding(finding, sources))
        .collect()
}

fn json_change<'a>(change: &'a Change, sources: &'a Sources) -> JsonChange<'a> {
    JsonChange {
        tenant: &change.tenant,
        subject: &change.subject,
        setting: &change.setting,
        title: &change.title,
        kind: change.kind.as_str(),
        before: state(&change.before),
        after: state(&change.after),
        cause: change.cause.as_str(),
        needs_cover: change.needs_cover,
        covered_by: change.covered_by.as_ref().map(|cover| JsonCover {
            entry: &cover.entry,
            reference: cover.reference.as_deref(),
            new: cover.is_new,
        }),
        labels: labels(&change.labels, sources),
        labels_before: labels(&change.labels_before, sources),
    }
}

fn state(state: &State) -> JsonState<'_> {
    JsonState {
        is: state.word,
        text: &state.text,
        origin: state.origin.map(|origin| origin.as_str()),
    }
}
