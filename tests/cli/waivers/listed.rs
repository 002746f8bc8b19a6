//! `tenantlint waivers`: every waiver with its state.

use super::{CLOSED, OPEN, RULE, UNCLEAR, entry, files, run};

#[test]
fn each_state_is_told_for_people_and_for_programs() {
    let one = |rule: &str, partner: &str, more: &str| {
        format!("  - {{rule: {rule}, partner: {partner}, reason: 'why: so', owner: o{more}}}\n")
    };
    let waivers = [
        "waivers:\n".to_owned(),
        one(RULE, OPEN, ", ticket: CAB-1, expires: 2027-06-30"),
        one(RULE, OPEN, ", accepted: 1, expires: 2027-06-30"),
        one(RULE, OPEN, ", expires: 2026-12-01"),
        one(RULE, OPEN, ", expires: 2026-11-22"),
        one(RULE, CLOSED, ", expires: 2027-06-30"),
        one(RULE, UNCLEAR, ", expires: 2027-06-30"),
        one(
            "default-collaboration-inbound-open",
            OPEN,
            ", expires: 2027-06-30",
        ),
    ]
    .concat();
    let files = files(&waivers);
    let done = run(&files, &["waivers", "."]);
    assert_eq!(
        (done.code, done.stderr.as_str()),
        (0, ""),
        "{}",
        done.shown()
    );
    insta::assert_snapshot!(done.stdout, @r"
    waivers.yaml:2: in force until 2027-06-30: direct-connect-inbound-unscoped for abcdef22-2222-4222-8222-222222222222
      o, CAB-1: why: so
    waivers.yaml:3: void, until 2027-06-30: direct-connect-inbound-unscoped for abcdef22-2222-4222-8222-222222222222
      o: why: so
    waivers.yaml:4: expiring: in force until 2026-12-01: direct-connect-inbound-unscoped for abcdef22-2222-4222-8222-222222222222
      o: why: so
    waivers.yaml:5: expired on 2026-11-22: direct-connect-inbound-unscoped for abcdef22-2222-4222-8222-222222222222
      o: why: so
    waivers.yaml:6: unmatched, until 2027-06-30: direct-connect-inbound-unscoped for 33333333-3333-4333-8333-333333333333
      o: why: so
    waivers.yaml:7: untold, until 2027-06-30: direct-connect-inbound-unscoped for 44444444-4444-4444-8444-444444444444
      o: why: so
      its rule can't tell
    waivers.yaml:8: not-judged, until 2027-06-30: default-collaboration-inbound-open for abcdef22-2222-4222-8222-222222222222
      o: why: so
      its rule does not run here, or its tenant is not in the input
    ");
    let list = run(&files, &["waivers", ".", "--format", "json"]).json();
    let states: Vec<&str> = list
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["state"].as_str().expect("a state"))
        .collect();
    assert_eq!(
        states,
        [
            "in-force",
            "void",
            "expiring",
            "expired",
            "unmatched",
            "untold",
            "not-judged"
        ]
    );
    assert_eq!(list[0]["partner"], OPEN);
    assert_eq!(list[0]["line"], 2);
}

#[test]
fn without_a_file_there_is_nothing_to_list() {
    let files = files("").with("tenantlint.yaml", "version: 1\n");
    let done = run(&files, &["waivers", "."]);
    assert_eq!(done.code, 2, "{}", done.shown());
    let done = run(&files, &["waivers", ".", "--waivers", "waivers.yaml"]);
    assert_eq!(done.code, 2, "{}", done.shown());
    let none = super::files("waivers: []\n");
    assert_eq!(run(&none, &["waivers"]).stdout, "no waivers\n");
}

#[test]
fn hostile_words_are_shown_escaped() {
    let waivers = entry(OPEN, ", ticket: \"\\e[31m\\u202e\", expires: 2027-06-30");
    let done = run(&files(&waivers), &["waivers"]);
    assert!(
        done.stdout.contains("\\u{1b}[31m\\u{202e}"),
        "{}",
        done.shown()
    );
}
