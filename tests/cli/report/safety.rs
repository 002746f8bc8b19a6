//! Text from an export is hostile: what a terminal, a pipeline's agent, a page or a table would obey never reaches it.

use std::time::{Duration, Instant};

use super::by_hand::{HOSTILE, rendered, report};
use super::forms::{FORMS, write_all_in};
use crate::bad_input::Files;

/// Escape, bell, a bidirectional override, a carriage return, commands of pipelines.
const EVIL: &str = "a\\u001b[31mb\\u0007c\\u202ed\\re##vso[x]\\n::error::f";

fn export() -> String {
    format!(
        r#"{{"default": {{"isServiceDefault": true}}, "partners": [{{"tenantId": "x{EVIL}", "displayName": "y{EVIL}",
        "b2bDirectConnectInbound": {{"usersAndGroups": {{"accessType": "z{EVIL}", "targets": []}}, "applications": null}}}}],
        "channelPolicies": [{{"Identity": "Tag:{EVIL}", "AllowChannelSharingToExternalUser": "{EVIL}"}}]}}"#
    )
}

/// Nothing but our own commands stands in a text.
#[track_caller]
fn is_safe(form: &str, text: &str) {
    let raw = text.chars().find(|one| one.is_control() && *one != '\n');
    assert_eq!(raw, None, "{form}: {text:?}");
    assert!(!text.contains(['\u{202e}', '\u{feff}']), "{form}: {text:?}");
    for line in text.lines() {
        let line = line.trim_start();
        let own = ["::error file=", "::warning file=", "::notice "];
        let commands = own
            .iter()
            .any(|head| form == "github" && line.starts_with(head));
        assert!(commands || !line.starts_with("::"), "{form}: {line}");
        let rest = match form {
            "azure" => line
                .strip_prefix("##vso[task.logissue type=")
                .unwrap_or(line),
            _ => line,
        };
        assert!(
            !rest.contains("##v") && !rest.contains("##["),
            "{form}: {line}"
        );
    }
}

#[test]
fn control_characters_are_shown_escaped() {
    for name in [
        "export.json",
        "ev\u{1b}il.json",
        "::error::.json",
        " ##vso[x].json",
    ] {
        let files = Files::new().with(name, export());
        // Relative, the name is where a line begins.
        let written = write_all_in(files.path(), ".", &["--no-config", "--verbose"], "2");
        assert_eq!(written.done.code, 4, "{}", written.done.shown());
        is_safe("stderr", &written.done.stderr);
        for (form, text) in &written.texts {
            is_safe(form, text);
        }
    }
}

#[test]
fn hostile_words_are_words_in_every_form() {
    let (report, sources) = report("::error::|a,b;c]@octocat.json");
    for form in FORMS {
        let text = rendered(form, &report, &sources, true, None);
        is_safe(form, &text);
        assert!(!text.contains(HOSTILE), "{form}");
    }
    let markdown = rendered("markdown", &report, &sources, true, None);
    for words in ["<img", "](", "@octocat", "https://", "`<", " #1"] {
        assert!(!markdown.contains(words), "{words} in {markdown}");
    }
    for row in markdown.lines().filter(|line| line.starts_with("| error")) {
        assert_eq!(row.matches('|').count(), 5, "{row}");
    }
    let csv = rendered("csv", &report, &sources, true, None);
    assert!(csv.contains(",\"'=1+1 "), "{csv}");
}

#[test]
fn a_long_line_and_many_findings_are_quick_and_bounded() {
    let (mut report, _) = report("partners.json");
    let mut sources = tenantlint::source::Sources::default();
    // Ten megabytes on one line, not ASCII, with characters of two units.
    let text = "\"é😀abcdefgh\", ".repeat(600_000);
    let file = sources.add("long.json".to_owned(), std::sync::Arc::from(text.as_str()));
    let length = text.len() as u32;
    let mut one = report.findings[0].clone();
    report.findings.clear();
    one.labels.truncate(1);
    for n in 0..1_000_u32 {
        one.subject.id = n.to_string();
        one.labels[0].file = file;
        one.labels[0].span.start = length / 1_000 * n;
        one.labels[0].span.end = one.labels[0].span.start + 40;
        report.findings.push(one.clone());
    }
    for form in FORMS {
        let start = Instant::now();
        let text = rendered(form, &report, &sources, false, None);
        let took = start.elapsed();
        // Without optimisation; a release build takes a fraction (docs/output.md).
        assert!(took < Duration::from_secs(10), "{form} took {took:?}");
        assert!(text.len() < 30_000_000, "{form}: {} bytes", text.len());
    }
    let human = rendered("human", &report, &sources, true, Some(100));
    assert!(human.len() < 200_000, "{}", human.len());
}

#[test]
fn a_name_of_megabytes_is_cut() {
    let (mut report, sources) = report("partners.json");
    let long = "x".repeat(3_000_000);
    report.tenants[0].name.clone_from(&long);
    for finding in &mut report.findings {
        finding.subject.name.clone_from(&long);
        finding.message.clone_from(&long);
        finding.tenant.clone_from(&long);
    }
    report.diagnostics[0].message = long;
    for form in FORMS {
        // Programs get what there is.
        if form != "json" && form != "jsonl" {
            let text = rendered(form, &report, &sources, true, None);
            assert!(text.len() < 200_000, "{form}: {} bytes", text.len());
        }
    }
}
