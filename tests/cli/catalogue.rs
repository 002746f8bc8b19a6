//! `tenantlint rules`: `policies/README.md` is what it prints, and a page is readable on a terminal.
//!
//! `UPDATE_EXPECTED=1 cargo test --test cli catalogue` writes `policies/README.md` anew: read the difference.

use crate::bad_input::Files;
use crate::runner::{root, tenantlint};

#[test]
fn the_catalogue_is_what_the_program_prints() {
    let done = tenantlint().args(["rules", "--format", "markdown"]).run();
    assert_eq!(done.code, 0, "{}", done.shown());
    let path = root().join("policies/README.md");
    if std::env::var_os("UPDATE_EXPECTED").is_some() {
        std::fs::write(&path, &done.stdout).expect("the file is written");
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    let differs = written
        .lines()
        .zip(done.stdout.lines())
        .find(|(a, b)| a != b);
    assert!(
        written == done.stdout,
        "policies/README.md differs: `UPDATE_EXPECTED=1 cargo test --test cli catalogue` writes it anew\n{differs:?}"
    );
}

#[test]
fn every_link_of_the_catalogue_leads_to_a_page() {
    let text = tenantlint()
        .args(["rules", "--format", "markdown"])
        .run()
        .stdout;
    let links: Vec<&str> = text
        .lines()
        .filter(|line| line.starts_with("| ["))
        .filter_map(|line| line.split_once("](")?.1.split_once(')'))
        .map(|(link, _)| link)
        .collect();
    let list = tenantlint().args(["rules"]).run().stdout;
    assert_eq!(links.len(), list.lines().count());
    for link in links {
        assert!(root().join("policies").join(link).is_file(), "{link}");
    }
}

#[test]
fn the_catalogue_takes_rules_of_ones_own() {
    let rule = "# METADATA
# title: A | B
# description: D
# custom:
#   level: info
#   levels: {strict: warning}
#   scope: tenant
#   profiles: [strict]
#   requires: [register, default]
#   since: 0.1.0
#   status: preview
#   remediation: R
#   controls: [NIST 800-53 AC-6, SCuBA X]
package house.some_rule

fail contains {\"on\": \"tenant\", \"path\": \"\", \"message\": \"m\"} if input.tenant.id == \"\"
";
    let files = Files::new().with("own/area/some-rule/rule.rego", rule);
    let done = tenantlint()
        .dir(files.path())
        .args(["rules", "--format", "markdown", "--policies", "own"])
        .run();
    let row = "| [some-rule](own/area/some-rule/doc.md) | A \\| B | info (strict: warning) | tenant | S | register, default | NIST 800-53 AC-6; SCuBA X |";
    assert!(
        done.stdout.lines().any(|line| line == row),
        "{}",
        done.shown()
    );
    assert!(done.stdout.contains("\n## area\n"), "{}", done.shown());
}

#[test]
fn one_rule_is_its_page() {
    let page = root().join("policies/entra/mfa-trust-missing/doc.md");
    let page = std::fs::read_to_string(page).expect("the page");
    let markdown = ["rules", "mfa-trust-missing", "--format", "markdown"];
    assert_eq!(tenantlint().args(markdown).run().stdout, page);
    let human = tenantlint().args(["rules", "mfa-trust-missing"]).run();
    for text in [
        "mfa-trust-missing: A partner gets in",
        "\nlevel     error\n",
        "\nHow to fix\n----------\n",
        "\n    PATCH https://graph.microsoft.com/",
        "\nWhen not to\n-----------\n",
        "\nsee  https://",
    ] {
        assert!(human.stdout.contains(text), "{text}: {}", human.shown());
    }
    let marked = |line: &str| line.starts_with('#') || line.contains("```");
    assert!(!human.stdout.lines().any(marked), "{}", human.shown());
}
