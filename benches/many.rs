//! A report with any number of invented findings, each at a line of its own, some about hostile names. The bench times it,
//! and a test of the reports (`tests/cli/report/many.rs`) counts what is shown of it.

use std::fmt::Write as _;
use std::sync::Arc;

use serde_json::json;
use tenantlint::config::RuleProfile;
use tenantlint::finding::{
    Counts, Finding, Label, Ledger, Level, Outcome, Standing, Subject, SubjectKind,
};
use tenantlint::report::Report;
use tenantlint::source::{Sources, Span};

const RULES: usize = 40;

/// What an export may call a partner.
const NAMES: [&str; 4] = [
    "Fabrikam",
    "Wood\u{1b}[31mgrove\u{202e}",
    "Tail<spin> | `Toys` @octocat",
    "Adatum ##vso[x]\n::error::",
];

/// Three errors to one warning, and one of twenty that nobody can tell.
pub fn report(findings: usize) -> (Report, Sources) {
    let mut text = String::new();
    let mut report = Report {
        as_of: "2026-11-23".parse().expect("a date"),
        profile: RuleProfile::Baseline,
        shard: None,
        unshown: None,
        inputs: Vec::new(),
        tenants: Vec::new(),
        rules: Vec::new(),
        findings: Vec::with_capacity(findings),
        diagnostics: Vec::new(),
        ledger: Ledger::default(),
        skipped: Vec::new(),
    };
    let mut sources = Sources::default();
    let mut starts = Vec::with_capacity(findings);
    for index in 0..findings {
        starts.push(text.len() as u32 + 2);
        writeln!(
            text,
            "  {{\"tenantId\": \"{index:08}\", \"isMfaAccepted\": true}},"
        )
        .expect("text");
    }
    let file = sources.add("exports/partners.json".to_owned(), Arc::from(text.as_str()));
    for (index, start) in starts.into_iter().enumerate() {
        let name = NAMES[if index % 50 == 0 {
            index / 50 % NAMES.len()
        } else {
            0
        }];
        let rule = format!("rule-{}", index % RULES);
        let outcome = if index % 20 == 19 {
            Outcome::Unknown
        } else {
            Outcome::Fail
        };
        let counts = report.ledger.by_rule.entry(rule.clone()).or_default();
        *counts += match outcome {
            Outcome::Unknown => Counts {
                unknown: 1,
                ..Counts::default()
            },
            _ => Counts {
                fail: 1,
                ..Counts::default()
            },
        };
        report.findings.push(Finding {
            rule,
            level: if index % 4 == 3 {
                Level::Warning
            } else {
                Level::Error
            },
            outcome,
            tenant: "contoso".to_owned(),
            subject: Subject {
                kind: SubjectKind::Partner,
                id: format!("{index:08}"),
                name: format!("{name} {index}"),
            },
            setting: "inboundTrust.isMfaAccepted".to_owned(),
            message: format!(
                "{name} {index}: sign-ins from there pass without a second factor of ours"
            ),
            expected: Some("false".to_owned()),
            actual: None,
            value: json!(true),
            labels: vec![Label {
                file,
                pointer: format!("/value/{index}/inboundTrust/isMfaAccepted"),
                span: Span {
                    start,
                    end: start + 30,
                },
                text: "here".to_owned(),
                primary: true,
            }],
            help: Some(
                "Accept it of partners only whose conditional access you have seen.".to_owned(),
            ),
            standing: Standing::Open,
        });
    }
    report.sort(&sources);
    (report, sources)
}
