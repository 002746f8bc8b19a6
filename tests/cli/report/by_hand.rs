//! Every form, as people and platforms see it: of the quickstart, and of a report made by hand in which findings are waived,
//! known to the baseline, unknown, without a place, and hostile.

use std::sync::Arc;

use serde_json::json;
use tenantlint::cli::ReportFormat;
use tenantlint::config::RuleProfile;
use tenantlint::diagnostic::{Code, Diagnostic};
use tenantlint::finding::{
    Acceptance, Counts, Finding, Label, Ledger, Level, Outcome, Standing, Subject, SubjectKind,
};
use tenantlint::report::diagnostic::Style;
use tenantlint::report::{Report, TenantLine, human, write};
use tenantlint::source::{FileId, Sources, Span};

use super::forms::{FORMS, count};
use super::{junit, sarif};
use crate::runner::{TODAY, tenantlint};

/// What a terminal, a page, a pipeline, a table or a document could take for more than text.
pub(crate) const HOSTILE: &str = "=1+1 \u{1b}[31m\u{202e}|`<img src=x>` @octocat #1 [x](https://evil.example)\n::error::##vso[task.complete]]]>\u{0}{0},\"'";

const EXPORT: &str = "{\"partners\": [\n  {\"tenantId\": \"é\", \"inboundTrust\": null},\n  {\"tenantId\": \"b\"}\n]}\n";

fn label(file: FileId, written: &str, text: &str) -> Label {
    let start = EXPORT.find(written).expect("it is in the export");
    Label {
        file,
        pointer: "/partners/0".to_owned(),
        span: Span {
            start: start as u32,
            end: (start + written.len()) as u32,
        },
        text: text.to_owned(),
        primary: true,
    }
}

fn finding(rule: &str, name: &str, labels: Vec<Label>) -> Finding {
    Finding {
        rule: rule.to_owned(),
        level: Level::Error,
        outcome: Outcome::Fail,
        tenant: "contoso".to_owned(),
        subject: Subject {
            kind: SubjectKind::Partner,
            id: name.to_lowercase(),
            name: name.to_owned(),
        },
        setting: "inboundTrust".to_owned(),
        message: format!("{name}: it is open"),
        expected: Some("closed".to_owned()),
        actual: None,
        value: json!(null),
        labels,
        help: Some("Close it.\nThen check again.".to_owned()),
        standing: Standing::Open,
    }
}

pub(crate) fn report(name: &str) -> (Report, Sources) {
    let mut sources = Sources::default();
    let file = sources.add(format!("exports/{name}"), Arc::from(EXPORT));
    let here = || vec![label(file, "\"inboundTrust\": null", "here")];
    let mut there = here();
    there.push(Label {
        primary: false,
        ..label(file, "\"tenantId\": \"b\"", "there")
    });
    let waived = Acceptance {
        reason: "in force until the merger is done".to_owned(),
        owner: "board@contoso.com".to_owned(),
        approved_by: Some("CISO".to_owned()),
        ticket: Some("CHG-1".to_owned()),
        expires: "2027-01-31".parse().expect("a date"),
    };
    let findings = vec![
        finding("some-rule", "Fabrikam", there),
        Finding {
            standing: Standing::Waived(Arc::new(waived)),
            ..finding("some-rule", "Woodgrove", here())
        },
        Finding {
            standing: Standing::Known,
            level: Level::Warning,
            ..finding("some-rule", "Tailspin", here())
        },
        Finding {
            outcome: Outcome::Unknown,
            message: "nobody exported it".to_owned(),
            ..finding("other-rule", "Proseware", here())
        },
        Finding {
            level: Level::Info,
            ..finding("other-rule", "Litware", Vec::new())
        },
        // Its twin, for which only an ordinal is left.
        Finding {
            level: Level::Info,
            ..finding("other-rule", "Litware", Vec::new())
        },
        finding("other-rule", HOSTILE, here()),
    ];
    let counts = |pass, fail, unknown, waived| Counts {
        pass,
        fail,
        unknown,
        not_applicable: 0,
        waived,
    };
    let by_rule = [
        ("other-rule", counts(0, 3, 1, 0)),
        ("quiet-rule", counts(2, 0, 0, 0)),
        ("some-rule", counts(0, 2, 0, 1)),
    ];
    let by_rule = by_rule.map(|(rule, counts)| (rule.to_owned(), counts));
    let tenant = TenantLine {
        name: "contoso".to_owned(),
        id: None,
        partners: 2,
        policies: 0,
        missing: Vec::new(),
    };
    let broken = Diagnostic::new(Code::JsonInvalid, format!("no JSON: {HOSTILE}"))
        .help("export it again")
        .label(label(file, "]}", "here"));
    let report = Report {
        shard: None,
        unshown: None,
        as_of: TODAY.parse().expect("a date"),
        profile: RuleProfile::Baseline,
        inputs: Vec::new(),
        tenants: vec![tenant],
        rules: Vec::new(),
        findings,
        diagnostics: vec![
            broken,
            Diagnostic::new(Code::KeyUnknown, "a key is not known"),
        ],
        ledger: Ledger {
            by_rule: by_rule.into_iter().collect(),
        },
        skipped: Vec::new(),
    };
    (report, sources)
}

pub(crate) fn rendered(
    form: &str,
    report: &Report,
    sources: &Sources,
    verbose: bool,
    most: Option<usize>,
) -> String {
    let form = <ReportFormat as clap::ValueEnum>::from_str(form, false).expect("a form");
    let style = Style {
        graphical: false,
        unicode: false,
        colour: false,
        width: 100,
        links: false,
    };
    let view = human::View { style, verbose };
    let mut out = Vec::new();
    write(form, report, sources, &view, most, &mut out).expect("memory takes everything");
    String::from_utf8(out).expect("text")
}

#[track_caller]
fn snapshot(name: String, text: &str) {
    let text = text.replace(env!("CARGO_PKG_VERSION"), "VERSION");
    insta::with_settings!({prepend_module_to_snapshot => false, omit_expression => true}, {
        insta::assert_snapshot!(name, text);
    });
}

/// Without the pages of rules in SARIF: another test holds them against what `rules` prints.
fn without_pages(text: &str) -> String {
    let page = |line: &str| {
        line.contains("\"markdown\": ") || (line.contains("\"text\": ") && line.contains("\\n\\n"))
    };
    let lines = text.lines().map(|line| match line.split_once(": ") {
        Some((key, _)) if page(line) => format!("{key}: …\n"),
        _ => format!("{line}\n"),
    });
    lines.collect()
}

#[test]
fn a_report_by_hand_in_every_form() {
    let (report, sources) = report("partners.json");
    for form in FORMS {
        let text = rendered(form, &report, &sources, true, None);
        assert_eq!(count(form, &text), 9, "{form}: {text}");
        snapshot(format!("by-hand-{form}"), &text);
    }
    let short = rendered("human", &report, &sources, false, None);
    snapshot("by-hand-human-short".to_owned(), &short);
}

#[test]
fn waived_and_known_are_marked_in_every_form() {
    let (report, sources) = report("partners.json");
    for form in FORMS {
        let text = rendered(form, &report, &sources, true, None);
        let words = match form {
            "json" | "jsonl" => ["in force until the merger is done", "\"known\""],
            _ => [
                "waived until 2027-01-31: in force until",
                "known to the baseline",
            ],
        };
        // Lines of the form for people are wrapped.
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        for words in words {
            assert!(
                text.replace(": \"", ":\"").contains(words),
                "{form}: {text}"
            );
        }
    }
}

#[test]
fn made_by_hand_it_keeps_the_standards() {
    let (report, sources) = report("partners.json");
    let text = rendered("sarif", &report, &sources, false, None);
    let log: serde_json::Value = serde_json::from_str(&text).expect("JSON");
    sarif::holds_against_the_standard(&log);
    let results = super::list(&log["runs"][0], "results");
    // All say whether they are suppressed and new, since some are.
    assert!(
        results
            .iter()
            .all(|result| result["suppressions"].is_array())
    );
    let states: Vec<&str> = results
        .iter()
        .filter_map(|r| r["baselineState"].as_str())
        .collect();
    assert_eq!(states.len(), results.len());
    assert_eq!(
        states.iter().filter(|state| **state == "unchanged").count(),
        1
    );
    // A finding without a place stands at a file of its tenant; a diagnostic without one where a mistake is put right.
    let uri = |index: usize| {
        &results[index]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    };
    assert_eq!(*uri(6), "exports/partners.json");
    assert_eq!(*uri(1), "tenantlint.yaml");
    junit::holds(&rendered("junit", &report, &sources, false, None));
}

#[test]
fn the_quickstart_in_every_form() {
    for form in FORMS {
        let done = tenantlint()
            .args([
                "check",
                "examples/quickstart",
                "--as-of",
                TODAY,
                "--format",
                form,
            ])
            .args([
                "--rule",
                "agreement-expired",
                "--rule",
                "shared-channels-open",
            ])
            .args(["--rule", "capability-unagreed"])
            .run();
        assert_eq!(done.code, 1, "{}", done.shown());
        snapshot(format!("quickstart-{form}"), &without_pages(&done.stdout));
    }
}
