//! Very many findings: every form tells how many there are, and those for people show no more than they are asked to.

use std::time::{Duration, Instant};

use super::by_hand::rendered;
use super::forms::{FORMS, count};

// The bench's own file, where everything is public.
#[allow(unreachable_pub)]
#[path = "../../../benches/many.rs"]
mod report;

/// Forms that show no more than `--max-findings`; the others carry all.
const FOR_PEOPLE: [&str; 5] = ["human", "concise", "github", "azure", "markdown"];
const MOST: usize = 1_000;

/// Render in time, and never what a terminal would obey. Without optimisation, on a machine that may be busy;
/// docs/performance.md has what a release build takes.
#[track_caller]
fn in_time(
    form: &str,
    (report, sources): &(tenantlint::report::Report, tenantlint::source::Sources),
) -> String {
    let start = Instant::now();
    let text = rendered(form, report, sources, false, Some(MOST));
    let took = start.elapsed();
    assert!(took < Duration::from_secs(30), "{form} took {took:?}");
    assert!(!text.contains(['\u{1b}', '\u{202e}']), "{form}");
    text
}

fn shown(text: &str) -> usize {
    text.matches("a second factor of ours").count()
}

#[test]
fn of_a_hundred_thousand_findings_people_see_some_and_the_true_totals() {
    const FINDINGS: usize = 100_000;
    // The report for people ends with some of what could not be told, beside the findings.
    const REASONS: usize = 50;
    let made = report::report(FINDINGS);
    for form in FOR_PEOPLE {
        let text = in_time(form, &made);
        let shown = shown(&text);
        assert!((1..=MOST + REASONS).contains(&shown), "{form}: {shown}");
        assert!(text.len() < MOST * 1_000, "{form}: {} bytes", text.len());
        match form {
            "human" => {
                let totals = "75000 errors, 20000 warnings, 0 infos; 5000 unknown";
                assert!(text.contains(totals), "{form}");
            }
            "concise" | "azure" => {
                assert_eq!(text.lines().count(), MOST + 1, "{form}");
                let left_out = format!("{} more not shown (--max-findings)", FINDINGS - MOST);
                assert!(text.trim_end().ends_with(&left_out), "{form}");
            }
            _ => assert_eq!(count(form, &text), FINDINGS, "{form}"),
        }
    }
}

#[test]
fn programs_get_all_of_them() {
    // GitHub takes no more of a run.
    const CODE_SCANNING: usize = 25_000;
    const FINDINGS: usize = CODE_SCANNING + 1_000;
    let made = report::report(FINDINGS);
    for form in FORMS.into_iter().filter(|form| !FOR_PEOPLE.contains(form)) {
        let text = in_time(form, &made);
        let told = count(form, &text);
        if form == "sarif" {
            assert_eq!(told, CODE_SCANNING);
            assert!(text.contains("1000 results are left out"), "{form}");
        } else {
            assert_eq!(told, FINDINGS, "{form}");
        }
        assert!(shown(&text) >= told, "{form}");
        assert!(
            text.len() < FINDINGS * 3_000,
            "{form}: {} bytes",
            text.len()
        );
    }
}
