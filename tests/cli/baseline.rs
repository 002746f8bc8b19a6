//! Baselines: what was there is known, what is new counts, what is mended can be taken out.

use serde_json::{Value, json};

use crate::bad_input::Files;
use crate::runner::Done;

const RULE: &str = "direct-connect-inbound-unscoped";
const FIRST: &str = "22222222-2222-4222-8222-222222222222";
const SECOND: &str = "33333333-3333-4333-8333-333333333333";
const CLOSED: &str = "null";
const OPEN: &str = "{usersAndGroups: {accessType: allowed, targets: [{target: AllUsers, targetType: user}]}, applications: {accessType: allowed, targets: [{target: Office365, targetType: application}]}}";
/// Open by a block list: another value where the finding is.
const OTHER: &str = "{usersAndGroups: {accessType: blocked, targets: [{target: 99999999-9999-4999-8999-999999999999, targetType: group}]}, applications: {accessType: allowed, targets: [{target: Office365, targetType: application}]}}";
/// Nobody can tell.
const HALF: &str = "{applications: {accessType: allowed, targets: [{target: Office365, targetType: application}]}}";

/// A tenant with two partners, each with this inbound direct connect.
fn export(first: &str, second: &str) -> String {
    let partner = |id: &str, setting: &str| {
        format!(
            "  - {{tenantId: {id}, inboundTrust: null, b2bCollaborationInbound: null, b2bCollaborationOutbound: null, b2bDirectConnectOutbound: null, tenantRestrictions: null, automaticUserConsentSettings: null, b2bDirectConnectInbound: {setting}}}\n"
        )
    };
    format!(
        "default: {{isServiceDefault: true}}\npartners:\n{}{}",
        partner(FIRST, first),
        partner(SECOND, second)
    )
}

fn check(files: &Files, args: &[&str]) -> Done {
    files.check(&[&[".", "--rule", RULE], args].concat())
}

/// A tenant with its baseline, and then with other settings.
fn after(then: (&str, &str), now: (&str, &str)) -> Files {
    let files = Files::new().with("tenant.yaml", export(then.0, then.1));
    let done = check(&files, &["--write-baseline", "baseline.json"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    files.with("tenant.yaml", export(now.0, now.1))
}

fn standings(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().expect("a list").iter();
    findings
        .filter(|finding| finding["outcome"] == "fail")
        .map(|finding| finding["standing"].as_str().expect("a standing"))
        .collect()
}

fn baseline(files: &Files) -> String {
    std::fs::read_to_string(files.path().join("baseline.json")).expect("the baseline")
}

/// What was, what is; then how the findings stand, what is said, and how the run ends.
#[test]
fn what_is_known_and_what_is_new() {
    type Row = (
        &'static str,
        (&'static str, &'static str),
        (&'static str, &'static str),
        &'static [&'static str],
        &'static str,
        i32,
    );
    let rows: [Row; 7] = [
        (
            "the same",
            (OPEN, CLOSED),
            (OPEN, CLOSED),
            &["known"],
            "",
            0,
        ),
        (
            "another partner",
            (OPEN, CLOSED),
            (OPEN, OPEN),
            &["known", "open"],
            "",
            1,
        ),
        (
            "another value",
            (OPEN, CLOSED),
            (OTHER, CLOSED),
            &["open"],
            "1 of 1 known findings are mended",
            1,
        ),
        (
            "one mended",
            (OPEN, OPEN),
            (OPEN, CLOSED),
            &["known"],
            "1 of 2 known findings are mended",
            0,
        ),
        (
            "nothing known",
            (CLOSED, CLOSED),
            (OPEN, CLOSED),
            &["open"],
            "",
            1,
        ),
        (
            "nothing left",
            (OPEN, CLOSED),
            (CLOSED, CLOSED),
            &[],
            "1 of 1 known findings are mended",
            0,
        ),
        // Who can't tell does not say that it is mended.
        ("unknown now", (OPEN, CLOSED), (HALF, CLOSED), &[], "", 0),
    ];
    for (row, then, now, expected, said, code) in rows {
        let files = after(then, now);
        let before = baseline(&files);
        let done = check(&files, &["--baseline", "baseline.json"]);
        assert_eq!(standings(&done.json()), expected, "{row}");
        assert_eq!(done.code, code, "{row}: {}", done.shown());
        assert!(
            done.stderr.contains(said) && done.stderr.is_empty() == said.is_empty(),
            "{row}: {}",
            done.shown()
        );
        assert_eq!(baseline(&files), before, "{row}: reading changes nothing");
    }
}

#[test]
fn a_baseline_reads_like_a_list_and_has_no_line_numbers() {
    let files = after((OPEN, CLOSED), (OPEN, CLOSED));
    insta::assert_snapshot!(baseline(&files), @r#"
    {
      "version": 1,
      "findings": [
        {
          "rule": "direct-connect-inbound-unscoped",
          "tenant": "tenant",
          "subject": {
            "kind": "partner",
            "id": "22222222-2222-4222-8222-222222222222",
            "name": "22222222-2222-4222-8222-222222222222"
          },
          "setting": "b2bDirectConnectInbound.usersAndGroups",
          "value": {
            "accessType": "allowed",
            "targets": [
              {
                "target": "AllUsers",
                "targetType": "user"
              }
            ]
          },
          "count": 1
        }
      ]
    }
    "#);
    // The place does not count.
    let moved = format!("# moved\n\n\n{}", export(OPEN, CLOSED));
    let done = check(
        &files.with("tenant.yaml", moved),
        &["--baseline", "baseline.json"],
    );
    assert_eq!(standings(&done.json()), ["known"]);
}

#[test]
fn unknown_is_never_known() {
    let files = after((HALF, CLOSED), (HALF, CLOSED));
    let args = ["--baseline", "baseline.json", "--profile", "strict"];
    assert_eq!(check(&files, &args).code, 1);
}

#[test]
fn pruning_takes_out_and_never_adds() {
    let files = after((OPEN, OPEN), (CLOSED, OTHER));
    let prune = ["--baseline", "baseline.json", "--prune-baseline"];
    let done = check(&files, &prune);
    assert_eq!(done.code, 1, "{}", done.shown());
    assert!(
        done.stderr.contains("2 taken out, 0 known findings stay"),
        "{}",
        done.shown()
    );
    let pruned: Value = serde_json::from_str(&baseline(&files)).expect("JSON");
    assert_eq!(pruned, json!({"version": 1, "findings": []}));
    // What is mended once and comes back is new.
    let back = files.with("tenant.yaml", export(OPEN, CLOSED));
    assert_eq!(
        standings(&check(&back, &["--baseline", "baseline.json"]).json()),
        ["open"]
    );
}

#[test]
fn what_was_not_judged_stays() {
    let files = after((OPEN, CLOSED), (CLOSED, CLOSED));
    let before = baseline(&files);
    let other = [".", "--rule", "mfa-trust-missing", "--fail-on", "never"];
    for args in [
        &["--baseline", "baseline.json", "--prune-baseline"][..],
        &["--write-baseline", "baseline.json"],
    ] {
        let done = files.check(&[&other[..], args].concat());
        assert_eq!(done.code, 0, "{}", done.shown());
        let there: Value = serde_json::from_str(&baseline(&files)).expect("JSON");
        let rules: Vec<&Value> = there["findings"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|one| &one["rule"])
            .collect();
        assert!(rules.contains(&&json!(RULE)), "{rules:?}");
    }
    assert!(baseline(&files).contains(before.lines().nth(3).expect("a line")));
}

#[test]
fn writing_again_takes_in_what_is_new_and_leaves_out_what_is_mended() {
    let files = after((OPEN, CLOSED), (CLOSED, OPEN));
    let done = check(&files, &["--write-baseline", "baseline.json"]);
    assert_eq!((done.code, standings(&done.json())), (0, vec!["known"]));
    let fresh = after((CLOSED, OPEN), (CLOSED, OPEN));
    assert_eq!(baseline(&files), baseline(&fresh));
}

#[test]
fn a_run_that_goes_wrong_leaves_the_file_alone() {
    let files = after((OPEN, CLOSED), (CLOSED, CLOSED)).with("broken.json", "{");
    let before = baseline(&files);
    for args in [
        &["--write-baseline", "baseline.json"][..],
        &["--baseline", "baseline.json", "--prune-baseline"],
    ] {
        let done = check(&files, args);
        assert_eq!(done.code, 4, "{}", done.shown());
        assert!(done.stderr.contains("was not written"), "{}", done.shown());
        assert_eq!(baseline(&files), before);
    }
}

#[test]
fn a_baseline_that_is_none_is_2() {
    let files = after((OPEN, CLOSED), (OPEN, CLOSED));
    let good = baseline(&files);
    let rows = [
        ("{".to_owned(), ""),
        (String::new(), "empty"),
        (good.replace("\"version\": 1", "\"version\": 2"), "version"),
        (good.replace("\"count\": 1", "\"count\": 0"), "count"),
        (
            good.replace("\"setting\"", "\"seting\""),
            "did you mean `setting`?",
        ),
        ("[]".to_owned(), "an object"),
    ];
    for (text, words) in rows {
        let files = Files::new()
            .with("tenant.yaml", export(OPEN, CLOSED))
            .with("bad.json", &text);
        for flag in ["--baseline", "--write-baseline"] {
            let done = check(&files, &[flag, "bad.json"]);
            assert_eq!(done.code, 2, "{text}: {}", done.shown());
            assert!(
                done.stdout.contains("baseline-invalid") && done.stdout.contains(words),
                "{}",
                done.shown()
            );
        }
    }
    let done = check(&files, &["--baseline", "nowhere.json"]);
    assert_eq!(done.code, 2, "{}", done.shown());
    let nowhere = check(&files, &["--write-baseline", "no/folder/baseline.json"]);
    assert_eq!(nowhere.code, 70, "{}", nowhere.shown());
    for args in [
        &["--prune-baseline"][..],
        &["--baseline", "a", "--write-baseline", "a"],
    ] {
        assert_eq!(check(&files, args).code, 2);
    }
}

#[test]
fn as_often_as_the_baseline_has_it() {
    let files = after((OPEN, CLOSED), (OPEN, CLOSED));
    let twice = baseline(&files).replace("\"count\": 1", "\"count\": 2");
    let files = files.with("baseline.json", twice);
    let done = check(&files, &["--baseline", "baseline.json"]);
    assert!(
        done.stderr.contains("1 of 2 known findings are mended"),
        "{}",
        done.shown()
    );
}

#[test]
fn what_is_waived_is_not_known_too() {
    let waivers = format!(
        "waivers:\n  - {{rule: {RULE}, partner: {FIRST}, reason: r, owner: o, expires: 2026-11-23}}\n"
    );
    let files = Files::new()
        .with("tenant.yaml", export(OPEN, OPEN))
        .with("waivers.yaml", waivers);
    let done = check(
        &files,
        &[
            "--waivers",
            "waivers.yaml",
            "--write-baseline",
            "baseline.json",
        ],
    );
    assert_eq!(done.code, 0, "{}", done.shown());
    // The finding about the waiver is not known either.
    assert_eq!(standings(&done.json()), ["waived", "known", "open"]);
    assert!(!baseline(&files).contains(FIRST) && baseline(&files).contains(SECOND));
}

#[test]
fn hostile_baselines_are_bounded() {
    let begun = std::time::Instant::now();
    let files = after((OPEN, CLOSED), (OPEN, CLOSED));
    let good: Value = serde_json::from_str(&baseline(&files)).expect("JSON");
    let many = json!({"version": 1, "findings": vec![good["findings"][0].clone(); 50_000]});
    let deep = format!("{{\"version\": 1, \"findings\": {}", "[".repeat(100_000));
    let huge = good
        .to_string()
        .replace("\"count\":1", "\"count\":18446744073709551615");
    for (text, code) in [(many.to_string(), 0), (deep, 2), (huge, 0)] {
        let files = Files::new()
            .with("tenant.yaml", export(OPEN, CLOSED))
            .with("baseline.json", text);
        let done = check(&files, &["--baseline", "baseline.json"]);
        assert_eq!(done.code, code, "{}", done.stderr);
    }
    assert!(
        begun.elapsed() < std::time::Duration::from_secs(30),
        "{:?}",
        begun.elapsed()
    );
}
