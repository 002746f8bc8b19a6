//! SARIF 2.1.0, as the standard has it and as code scanning on GitHub wants it.

mod location;
mod rules;

use std::collections::{BTreeMap, HashMap};
use std::io::Write;

use serde::Serialize;
use serde_json::{Value, json};

use super::entry::gravest;
use super::fingerprint::Fingerprints;
use super::text::safe;
use super::{Class, Entry, Places, Report, json_text};
use crate::exit::Exit;
use crate::finding::{Level, Standing};
use location::{Location, locations};
use rules::Rules;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// Results that GitHub takes of a run; it refuses a file with more.
const MAX_RESULTS: usize = 25_000;

#[derive(Serialize)]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Value,
    column_kind: &'static str,
    original_uri_base_ids: Value,
    invocations: Value,
    results: Vec<SarifResult<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    rule_index: usize,
    kind: &'static str,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    partial_fingerprints: BTreeMap<&'static str, String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    suppressions: Option<Vec<Value>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    baseline_state: Option<&'static str>,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

/// Write the report: findings and diagnostics are results; diagnostics are notifications of the invocation, too.
pub fn write(report: &Report, places: &Places<'_>, out: &mut dyn Write) -> std::io::Result<()> {
    let rules = Rules::new(report);
    let (entries, left_out) = gravest(report.entries().collect(), MAX_RESULTS);
    let any = |holds: fn(&Standing) -> bool| {
        let findings = report.findings.iter();
        findings.map(|finding| &finding.standing).any(holds)
    };
    let results = Results {
        rules: &rules,
        places,
        waived: any(|standing| matches!(standing, Standing::Waived(_))),
        compared: any(|standing| matches!(standing, Standing::Known)),
        lines: lines(&entries, places),
    };
    let mut fingerprints = Fingerprints::default();
    let log = Log {
        schema: SCHEMA,
        version: "2.1.0",
        runs: [Run {
            tool: json!({"driver": {
                "name": env!("CARGO_PKG_NAME"),
                "version": env!("CARGO_PKG_VERSION"),
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules.descriptors(),
            }}),
            column_kind: "utf16CodeUnits",
            // Without an address: the same bytes on every machine, and nothing told of its folders.
            original_uri_base_ids: json!({"SRCROOT": {
                "description": {"text": "The root of the repository that was checked."}
            }}),
            invocations: json!([invocation(report, places, left_out)]),
            results: entries
                .iter()
                .map(|entry| results.result(*entry, fingerprints.next(*entry, places)))
                .collect(),
        }],
    };
    json_text::write_pretty(&log, out)
}

/// How many results of a rule begin on a line.
type ByLine<'a> = HashMap<(&'a str, &'a str, u32), usize>;

fn lines<'a>(entries: &[Entry<'a>], places: &'a Places<'_>) -> ByLine<'a> {
    let mut lines = ByLine::new();
    for entry in entries {
        *lines.entry(line(*entry, places)).or_default() += 1;
    }
    lines
}

fn line<'a>(entry: Entry<'a>, places: &'a Places<'_>) -> (&'a str, &'a str, u32) {
    let place = places.of(entry);
    let line = place.range.map_or(1, |range| range.start.line);
    (entry.name(), place.path, line)
}

struct Results<'a> {
    rules: &'a Rules<'a>,
    places: &'a Places<'a>,
    /// Whether any finding is waived: then every result says whether it is.
    waived: bool,
    /// Whether a baseline knows any finding: then every result says whether it is new.
    compared: bool,
    lines: ByLine<'a>,
}

impl<'a> Results<'a> {
    fn result(&self, entry: Entry<'a>, fingerprint: String) -> SarifResult<'a> {
        let mut partial_fingerprints = BTreeMap::from([("tenantlint/v1", fingerprint.clone())]);
        // GitHub tells results apart by rule and line, and would make one alert of several on a line.
        let on_line = self.lines.get(&line(entry, self.places));
        if on_line.is_some_and(|results| *results > 1) {
            partial_fingerprints.insert("primaryLocationLineHash", fingerprint);
        }
        let (locations, related_locations) = locations(entry, self.places);
        SarifResult {
            rule_id: entry.name(),
            rule_index: self.rules.index(entry),
            // The rule ran, and had too little to go by.
            kind: if entry.is_unknown() { "open" } else { "fail" },
            // The standard: only what fails has a level.
            level: if entry.is_unknown() {
                "none"
            } else {
                level(entry.level())
            },
            message: Text {
                text: message(&entry.marked(entry.message())),
            },
            locations,
            related_locations,
            partial_fingerprints,
            // The standard: all results have them, or none.
            suppressions: self.waived.then(|| suppressions(entry)),
            baseline_state: self.compared.then(|| match entry.class() {
                Class::Known => "unchanged",
                _ => "new",
            }),
        }
    }
}

fn suppressions(entry: Entry<'_>) -> Vec<Value> {
    let acceptance = entry
        .finding()
        .and_then(|finding| finding.standing.acceptance());
    acceptance
        .map(|acceptance| {
            json!({
                "kind": "external",
                "status": "accepted",
                "justification": acceptance.reason,
                "properties": {
                    "owner": acceptance.owner,
                    "approvedBy": acceptance.approved_by,
                    "ticket": acceptance.ticket,
                    "expires": acceptance.expires.to_string(),
                },
            })
        })
        .into_iter()
        .collect()
}

/// How the run went: what could not be read or judged, and what this file leaves out.
fn invocation(report: &Report, places: &Places<'_>, left_out: usize) -> Value {
    let mut notifications: Vec<Value> = report
        .diagnostics
        .iter()
        .map(Entry::Diagnostic)
        .map(|entry| {
            json!({
                "descriptor": {"id": entry.name()},
                "level": level(entry.level()),
                "message": Text { text: message(&entry.message()) },
                "locations": locations(entry, places).0,
            })
        })
        .collect();
    if left_out > 0 {
        let text = format!(
            "{left_out} results are left out: GitHub takes no more than {MAX_RESULTS}. The JSON report has all."
        );
        notifications.push(json!({"level": "error", "message": Text { text }}));
    }
    let successful = left_out == 0
        && report
            .diagnostics
            .iter()
            .all(|diagnostic| diagnostic.code.exit() == Exit::Clean);
    json!({
        "executionSuccessful": successful,
        "toolExecutionNotifications": notifications,
    })
}

fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// Plain text of a message, fit to be shown: no placeholders, and no links that an export could bring.
fn message(text: &str) -> String {
    safe(text)
        .replace('{', "{{")
        .replace('}', "}}")
        .replace("](", "] (")
}
