//! Findings, with their places, of what rules said.

use serde_json::Value;

use super::Raw;
use crate::engine::Datum;
use crate::finding::{Finding, Label, Level, Outcome, Standing};
use crate::locate::Locator;
use crate::rule::Rule;
use crate::rule::input::Ref;

pub(super) fn finding(locator: &Locator<'_>, rule: &Rule, raw: &Raw, tenant: &str) -> Finding {
    let text = |key: &str| raw.datum.get_text(key);
    let path = text("path").unwrap_or_default();
    let said = match raw.outcome {
        Outcome::Unknown => text("reason"),
        _ => text("message"),
    };
    let expected = text("expected");
    let here = match (&expected, raw.outcome) {
        (_, Outcome::Unknown) => "unclear".to_owned(),
        (Some(expected), _) => format!("expected {expected}"),
        (None, _) => "here".to_owned(),
    };
    let mut labels = locator.labels(raw.on, &path, &here);
    for related in raw
        .datum
        .get("related")
        .map(|list| list.items())
        .unwrap_or_default()
    {
        let on = related.get_text("on").and_then(|on| Ref::read(&on));
        let Some(on) = on else { continue };
        let path = related.get_text("path").unwrap_or_default();
        let label = related.get_text("label").unwrap_or_default();
        labels.extend(
            locator
                .labels(on, &path, &label)
                .into_iter()
                .map(|label| Label {
                    primary: false,
                    ..label
                }),
        );
    }
    let actual = text("actual");
    let paths = raw.datum.get("paths").map(|list| list.items());
    let paths: Vec<String> = paths
        .unwrap_or_default()
        .iter()
        .filter_map(Datum::as_text)
        .map(str::to_owned)
        .collect();
    let value = match (path.as_str(), &actual) {
        ("", Some(actual)) => Value::String(actual.clone()),
        _ if paths.len() > 1 => locator.values(raw.on, &paths),
        _ => locator.value(raw.on, &path),
    };
    Finding {
        rule: rule.id.clone(),
        level: lowered(text("level"), rule.level),
        outcome: raw.outcome,
        tenant: tenant.to_owned(),
        subject: locator.subject(raw.on),
        setting: path,
        message: said.unwrap_or_default(),
        expected,
        actual,
        value,
        labels,
        help: Some(rule.metadata.custom.remediation.clone()),
        standing: Standing::Open,
    }
}

/// A finding may be less grave than its rule, never graver.
fn lowered(own: Option<String>, rule: Level) -> Level {
    match own.as_deref() {
        Some("info") => Level::Info,
        Some("warning") => rule.min(Level::Warning),
        _ => rule,
    }
}
