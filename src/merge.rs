//! `tenantlint merge`: JSON reports of several jobs become one, as if one run had judged all their tenants.
//!
//! Reports are joined only when nothing can be lost between them: they are of one version, day, profile and set of rules, no
//! tenant is in two of them, and of shards every one is there and read the same files.

mod part;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::path::PathBuf;

use crate::diagnostic::{Code, Diagnostic};
use crate::report::Unshown;
use crate::report::json::{Document, JsonDiagnostic, JsonLedger};
use crate::since;
use crate::source::Sources;
use part::{Part, apart, sum};

/// Read the reports and join them.
///
/// # Errors
/// What is wrong with a report, or why they can't be joined, with places.
pub fn merge(
    paths: &[PathBuf],
    sources: &mut Sources,
) -> Result<Document<'static>, Vec<Diagnostic>> {
    let mut parts = Vec::new();
    let mut mistakes = Vec::new();
    for path in paths {
        match Part::load(path, sources) {
            Ok(part) => parts.push(part),
            Err(more) => mistakes.extend(more),
        }
    }
    if mistakes.is_empty() {
        mistakes = apart(&parts, sources);
    }
    if !mistakes.is_empty() {
        return Err(mistakes);
    }
    join(parts.into_iter().map(|part| part.document).collect())
        .ok_or_else(|| vec![Diagnostic::new(Code::ReportInvalid, "there is no report")])
}

/// One report of parts that belong together.
fn join(parts: Vec<Document<'static>>) -> Option<Document<'static>> {
    let mut parts = parts.into_iter();
    let mut whole = parts.next()?;
    let mut notes = BTreeSet::new();
    notes.extend(whole.unshown.as_ref().map(since::note));
    for part in parts {
        notes.extend(part.unshown.as_ref().map(since::note));
        whole.unshown = both(whole.unshown, part.unshown);
        whole.inputs.extend(part.inputs);
        whole.tenants.extend(part.tenants);
        whole.findings.extend(part.findings);
        whole.diagnostics.extend(part.diagnostics);
        whole.ledger = add(whole.ledger, &part.ledger)?;
    }
    whole.shard = None;
    whole.inputs.sort_by(|a, b| a.path.cmp(&b.path));
    whole.inputs.dedup();
    whole.tenants.sort_by(|a, b| a.name.cmp(&b.name));
    // A tenant is in one report, and there its findings are in order.
    whole.findings.sort_by(|a, b| a.tenant.cmp(&b.tenant));
    let since = Code::ChangedSince;
    whole
        .diagnostics
        .retain(|one| one.code != since.as_str() || !notes.contains(&*one.message));
    if let Some(unshown) = whole.unshown.as_ref().filter(|one| one.findings > 0) {
        whole.diagnostics.push(JsonDiagnostic {
            code: since.as_str().into(),
            level: since.level(),
            message: since::note(unshown).into(),
            help: None,
            labels: Vec::new(),
        });
    }
    whole.diagnostics.sort_by_cached_key(order);
    whole.diagnostics.dedup();
    Some(whole)
}

/// By file, offset, code, message and help: the order of [`crate::report::Report::sort`].
type Order = (Option<(String, u32)>, Option<Code>, String, Option<String>);

fn order(one: &JsonDiagnostic<'_>) -> Order {
    let place = one.labels.first();
    (
        place.map(|label| (label.path.to_string(), label.start.offset)),
        Code::of(&one.code),
        one.message.to_string(),
        one.help.as_ref().map(Cow::to_string),
    )
}

fn both(one: Option<Unshown>, other: Option<Unshown>) -> Option<Unshown> {
    match (one, other) {
        (Some(one), Some(other)) => Some(Unshown {
            findings: one.findings.saturating_add(other.findings),
            ..one
        }),
        (one, other) => one.or(other),
    }
}

fn add(one: JsonLedger<'static>, other: &JsonLedger<'_>) -> Option<JsonLedger<'static>> {
    let mut by_rule = one.by_rule.into_owned();
    for (rule, counts) in other.by_rule.iter() {
        let of_rule = by_rule.entry(rule.clone()).or_default();
        *of_rule = of_rule.checked_add(*counts)?;
    }
    Some(JsonLedger {
        total: sum(by_rule.values())?,
        by_rule: Cow::Owned(by_rule),
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const REPORT: &str = concat!(
        r#"{"version": 1, "tool": {"name": "tenantlint", "version": ""#,
        env!("CARGO_PKG_VERSION"),
        r#""}, "asOf": "2026-11-23", "profile": "strict", "shard": null, "unshown": {"since": "main", "findings": 1},
        "inputs": [{"path": "a.json", "format": "graph", "sha256": "0000000000000000000000000000000000000000000000000000000000000000"}],
        "tenants": [{"name": "a", "id": null, "partners": 1, "policies": 0, "missing": []}],
        "findings": [], "diagnostics": [{"code": "changed-since", "level": "info", "message": "x", "help": null,
          "labels": [{"path": "a.json", "pointer": "", "start": {"line": 1, "column": 1, "offset": 0},
            "end": {"line": 1, "column": 1, "offset": 0}, "text": "", "primary": true}]}],
        "ledger": {"pass": 2, "fail": 0, "unknown": 0, "notApplicable": 0, "waived": 0,
          "byRule": {"r": {"pass": 2, "fail": 0, "unknown": 0, "notApplicable": 0, "waived": 0}}}}"#
    );

    fn read(bytes: &[u8]) -> Result<Document<'static>, Vec<Diagnostic>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.json");
        std::fs::write(&path, bytes).unwrap();
        merge(&[path], &mut Sources::default())
    }

    #[test]
    fn a_sound_report_is_read() {
        let report = read(REPORT.as_bytes()).unwrap();
        assert_eq!(report.tenants.len(), 1);
        assert_eq!(report.diagnostics.len(), 2);
    }

    proptest! {
        /// Any bytes end in a report or in words about them, never in a panic.
        #[test]
        fn a_damaged_report_is_refused_or_read(at in 0..REPORT.len(), byte: u8, cut: bool) {
            let mut bytes = REPORT.as_bytes().to_vec();
            if cut {
                bytes.truncate(at);
            } else if let Some(one) = bytes.get_mut(at) {
                *one = byte;
            }
            if let Err(mistakes) = read(&bytes) {
                prop_assert!(!mistakes.is_empty());
            }
        }
    }
}
