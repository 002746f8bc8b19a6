//! Mistakes in `waivers.yaml` end the run with 2 and their place; hostile files end it soon.

use std::time::{Duration, Instant};

use super::{CLOSED, OPEN, RULE, check, entry, files};
use crate::bad_input::{Expected, all_hold, judge};

const REST: &str = "reason: r, owner: o, expires: 2027-01-01}";

#[test]
fn each_has_its_place() {
    let rows = [
        (
            "unknown rule",
            "{rule: direct-conect-inbound-unscoped, REST",
            "waivers-invalid 2:6",
            "did you mean `direct-connect-inbound-unscoped`?",
        ),
        (
            "a check on waivers is no rule",
            "{rule: waiver-expired, REST",
            "waivers-invalid 2:6",
            "there is no rule",
        ),
        (
            "unknown key",
            "{rule: RULE, partnr: x, REST",
            "waivers-invalid 2:45",
            "did you mean `partner`?",
        ),
        (
            "partner and policy",
            "{rule: RULE, partner: ID, policy: Global, REST",
            "waivers-invalid 2:92",
            "not both",
        ),
        (
            "partner by name",
            "{rule: RULE, partner: Fabrikam, REST",
            "waivers-invalid 2:45",
            "no tenant id",
        ),
        (
            "no reason",
            "{rule: RULE, owner: o, expires: 2027-01-01}",
            "waivers-invalid 2:6",
            "`reason`",
        ),
        (
            "blank reason",
            "{rule: RULE, reason: ' ', owner: o, expires: 2027-01-01}",
            "waivers-invalid 2:45",
            "reason",
        ),
        (
            "no expiry",
            "{rule: RULE, reason: r, owner: o}",
            "waivers-invalid 2:6",
            "`expires`",
        ),
        (
            "no day",
            "{rule: RULE, reason: r, owner: o, expires: 2027-02-30}",
            "waivers-invalid 2:66",
            "no day of the calendar",
        ),
        (
            "no created day",
            "{rule: RULE, created: 2026-02-30, REST",
            "waivers-invalid 2:45",
            "no day of the calendar",
        ),
        (
            "not a day",
            "{rule: RULE, reason: r, owner: o, expires: soon}",
            "waivers-invalid 2:66",
            "YYYY-MM-DD",
        ),
        ("not a list", "", "waivers-invalid 1:1", "a list"),
    ];
    let wrong = rows
        .iter()
        .filter_map(|(row, text, said, words)| {
            let entry = text
                .replace("REST", REST)
                .replace("RULE", RULE)
                .replace("ID", OPEN);
            let waivers = match entry.as_str() {
                "" => "waivers: {}\n".to_owned(),
                entry => format!("waivers:\n  - {entry}\n"),
            };
            let done = check(&files(&waivers), &["."]);
            judge(
                row,
                &done,
                Expected {
                    said,
                    exit: 2,
                    words,
                },
            )
        })
        .collect();
    all_hold(wrong);
}

#[test]
fn tenants_are_those_of_the_config() {
    let two = "version: 1\nwaivers: waivers.yaml\ntenants:\n  - {name: contoso, paths: [exports]}\n  - {name: fabrikam, paths: [other]}\n";
    let rows = [
        (
            "several tenants, none named",
            "",
            "waivers-invalid 2:6",
            "contoso, fabrikam",
        ),
        (
            "a tenant that is none",
            ", tenant: contosso",
            "waivers-invalid 2:113",
            "did you mean `contoso`?",
        ),
    ];
    let wrong = rows
        .iter()
        .filter_map(|(row, more, said, words)| {
            let waivers = entry(OPEN, &format!("{more}, expires: 2027-01-01"));
            // One tenant in the input does not make it the only one.
            let files = files(&waivers).with("tenantlint.yaml", two);
            judge(
                row,
                &check(&files, &["exports"]),
                Expected {
                    said,
                    exit: 2,
                    words,
                },
            )
        })
        .collect();
    all_hold(wrong);
    let good = entry(OPEN, ", tenant: contoso, expires: 2027-01-01");
    let files = files(&good).with("tenantlint.yaml", two);
    assert_eq!(
        super::standing(&check(&files, &["exports"]).json()),
        "waived"
    );
}

#[test]
fn a_partner_by_name_is_told_its_id() {
    let register =
        format!("partners:\n  - {{tenantId: {OPEN}, name: Fabrikam, status: approved}}\n");
    let files = files(&entry("fabrikam", ", expires: 2027-01-01")).with("partners.yaml", register);
    let done = check(&files, &[".", "--register", "partners.yaml"]);
    assert_eq!(done.code, 2, "{}", done.shown());
    assert!(
        done.stdout
            .contains(&format!("Fabrikam is {OPEN} in the register")),
        "{}",
        done.shown()
    );
}

#[test]
fn files_that_are_none() {
    for (text, words) in [
        ("", "is empty"),
        ("waivers: [", "waivers-invalid"),
        ("waivers: []\n---\nwaivers: []\n", "more than one document"),
        ("waiver: []\n", "did you mean `waivers`?"),
    ] {
        let done = check(&files(text), &["."]);
        assert_eq!(done.code, 2, "{}", done.shown());
        assert!(done.stdout.contains(words), "{words}: {}", done.shown());
    }
    let nowhere = check(&files("waivers: []"), &["--waivers", "nowhere.yaml"]);
    assert_eq!(nowhere.code, 2, "{}", nowhere.shown());
}

#[test]
fn mistakes_in_the_config() {
    for (waivers, words) in [
        ("{maxLifetime: P1Y}", "`file`"),
        (
            "{file: waivers.yaml, maxLifetme: P1Y}",
            "did you mean `maxLifetime`?",
        ),
        ("{file: waivers.yaml, maxLifetime: 1 year}", "P1Y"),
        ("{file: waivers.yaml, requireTicket: yes}", "requireTicket"),
        ("{file: nowhere.yaml}", "nowhere.yaml"),
        ("[waivers.yaml]", "waivers"),
    ] {
        let config = format!("version: 1\nwaivers: {waivers}\n");
        let done = check(
            &files("waivers: []\n").with("tenantlint.yaml", config),
            &["."],
        );
        assert_eq!(done.code, 2, "{waivers}: {}", done.shown());
        assert!(
            done.stdout.contains("config-invalid") && done.stdout.contains(words),
            "{waivers}: {}",
            done.shown()
        );
    }
}

/// Deep, many, and many times the same: each ends in seconds, and none in a defect.
#[test]
fn hostile_files_are_bounded() {
    let one = entry(CLOSED, ", expires: 2027-01-01");
    let line = one.lines().nth(1).expect("the entry");
    let many = |count: usize| format!("waivers:\n{}", format!("{line}\n").repeat(count));
    let deep = format!("waivers:\n  - {{accepted: {}", "[".repeat(100_000));
    let aliases = {
        let mut text =
            "waivers:\n  - &a {rule: x, accepted: [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]}\n".to_owned();
        for _ in 0..30 {
            text.push_str("  - &a {rule: x, accepted: [*a, *a, *a, *a, *a, *a, *a, *a, *a, *a]}\n");
        }
        text
    };
    let long = format!(
        "{one}  - {{rule: {RULE}, accepted: {}, {REST}\n",
        "x".repeat(5_000_000)
    );
    for (row, text, code) in [
        ("too many", many(10_001), 2),
        ("as many as may be", many(10_000), 1),
        ("deep", deep, 2),
        ("aliases", aliases, 2),
        ("long", long, 1),
    ] {
        let begun = Instant::now();
        let done = check(&files(&text), &["."]);
        assert_eq!(done.code, code, "{row}: {}", done.stderr);
        assert!(
            begun.elapsed() < Duration::from_secs(20),
            "{row}: {:?}",
            begun.elapsed()
        );
    }
}
