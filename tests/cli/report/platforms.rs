//! What GitHub, GitLab and pull requests take, and no more.

use std::collections::BTreeSet;
use std::fs;

use serde_json::Value;

use super::by_hand::{rendered, report};
use super::forms::{count, write_all};
use super::{EXAMPLES, holds};
use crate::bad_input::Files;
use crate::runner::{Done, TODAY, root, tenantlint};

#[test]
fn gitlab_gets_the_shape_it_documents() {
    let path = root().join("tests/schemas/gitlab-code-quality.schema.json");
    let schema = fs::read_to_string(path).expect("the schema");
    for (example, ..) in EXAMPLES {
        let written = write_all(&format!("examples/{example}"), &[]);
        let issues: Value = serde_json::from_str(&written.texts["gitlab"]).expect("JSON");
        holds(&schema, &issues);
        let issues = issues.as_array().expect("a list");
        // GitLab shows one of those that are alike.
        let prints: BTreeSet<&str> = issues
            .iter()
            .filter_map(|issue| issue["fingerprint"].as_str())
            .collect();
        assert_eq!(prints.len(), issues.len(), "{example}");
    }
}

fn github(summary: &str) -> Done {
    tenantlint()
        .args([
            "check",
            "examples/quickstart",
            "--as-of",
            TODAY,
            "--format",
            "github",
        ])
        .env("GITHUB_STEP_SUMMARY", summary)
        .run()
}

#[test]
fn github_gets_ten_of_each_kind_the_gravest_and_the_rest_in_the_summary() {
    let files = Files::new().with("summary.md", "# Before\n");
    let path = files.path().join("summary.md");
    let done = github(&path.display().to_string());
    assert_eq!(done.code, 1, "{}", done.shown());
    for (kind, most) in [("::error ", 10), ("::warning ", 10), ("::notice ", 10)] {
        let number = done
            .stdout
            .lines()
            .filter(|line| line.starts_with(kind))
            .count();
        assert!(number > 0 && number <= most, "{kind}: {}", done.shown());
    }
    let summary = fs::read_to_string(&path).expect("the summary");
    assert!(
        summary.starts_with("# Before\n**tenantlint found 16 errors"),
        "{summary}"
    );
    assert_eq!(count("markdown", &summary), count("github", &done.stdout));
}

#[test]
fn the_summary_of_a_step_stays_below_what_github_takes() {
    let files = Files::new().with("summary.md", "x".repeat(995_000));
    let path = files.path().join("summary.md");
    let done = github(&path.display().to_string());
    let text = fs::read_to_string(&path).expect("the summary");
    assert!(text.len() <= 1_000_000, "{}", text.len());
    let expected = count("github", &done.stdout);
    assert_eq!(count("markdown", &text), expected);
    assert!(text.contains(" left out here"), "{}", done.shown());
    // A summary that is lost loses findings.
    let lost = github(&files.path().display().to_string());
    assert_eq!(lost.code, 70, "{}", lost.shown());
    assert!(
        lost.stderr.contains("could not be written"),
        "{}",
        lost.shown()
    );
}

#[test]
fn a_comment_stays_below_what_github_takes_and_counts_the_rest() {
    let (mut report, sources) = report("partners.json");
    let one = report.findings.clone();
    for _ in 0..3_000 {
        report.findings.extend(one.iter().cloned());
    }
    let all = report.findings.len() + report.diagnostics.len();
    for most in [None, Some(5), Some(0)] {
        let text = rendered("markdown", &report, &sources, false, most);
        assert!(text.len() <= 60_000, "{}", text.len());
        assert_eq!(count("markdown", &text), all);
        let opened = text.matches("<details>").count();
        assert_eq!(opened, text.matches("</details>").count());
    }
}

#[test]
fn people_are_shown_no_more_than_they_ask_for_the_gravest_first() {
    let (report, sources) = report("partners.json");
    for form in ["human", "concise", "github", "azure", "markdown"] {
        let text = rendered(form, &report, &sources, false, Some(2));
        assert!(text.contains("json-invalid"), "{form}: {text}");
        assert!(text.contains("Fabrikam: it is open"), "{form}: {text}");
        assert!(!text.contains("Litware"), "{form}: {text}");
        let words = if form == "markdown" {
            "7 findings are left out"
        } else {
            " more not shown"
        };
        assert!(text.contains(words), "{form}: {text}");
    }
    // What reads the others counts on all being there.
    for form in ["json", "jsonl", "sarif", "junit", "gitlab", "csv"] {
        let text = rendered(form, &report, &sources, false, Some(2));
        assert_eq!(count(form, &text), 9, "{form}: {text}");
    }
}
