//! `check --shard` and `merge`: the shards together are the whole run, byte for byte, and nothing gets lost between them.

use std::path::Path;

use proptest::prelude::*;
use serde_json::Value;

use crate::bad_input::{Files, SOUND};
use crate::exit_codes::{OPEN, WARNS};
use crate::runner::{Done, tenantlint};

/// Tenants in folders of their own, one sound and the next open; beside them what goes wrong in every run.
fn estate(names: &[String], config: bool) -> Files {
    let mut files = Files::new();
    let mut text = "version: 1\ntenants:\n".to_owned();
    for (index, name) in names.iter().enumerate() {
        let export = if index % 2 == 0 { OPEN } else { SOUND };
        files = files.with(&format!("{name}/export.yaml"), export);
        text.push_str(&format!(
            "  - {{name: \"{name}\", paths: [\"{name}/**\"]}}\n"
        ));
    }
    if config {
        files = files.with("tenantlint.yaml", text);
    }
    files
}

fn check(files: &Files, args: &[&str]) -> Done {
    files.check(&[args, &["."]].concat())
}

/// Each shard's report in a file; their names, the last first.
fn shards(files: &Files, count: u32, args: &[&str]) -> (Vec<String>, Vec<i32>) {
    let one = |index: u32| {
        let shard = format!("{index}/{count}");
        let done = check(files, &[args, &["--shard", &shard]].concat());
        // Hidden, so that no run takes it for an export.
        let name = format!(".shard-{index}.json");
        std::fs::write(files.path().join(&name), &done.stdout).expect("written");
        assert_eq!(done.json()["shard"]["index"], index);
        assert_eq!(done.json()["shard"]["count"], count);
        (name, done.code)
    };
    (1..=count).rev().map(one).unzip()
}

fn merge<S: AsRef<str>>(folder: &Path, reports: &[S]) -> Done {
    tenantlint()
        .dir(folder)
        .args(["merge"])
        .args(reports.iter().map(AsRef::as_ref))
        .run()
}

#[track_caller]
pub(crate) fn is_whole(files: &Files, count: u32, args: &[&str]) {
    let whole = check(files, args);
    let (reports, codes) = shards(files, count, args);
    let merged = merge(files.path(), &reports);
    assert_eq!(merged.stdout, whole.stdout, "{}", merged.stderr);
    assert_eq!(merged.code, whole.code, "{}", merged.stderr);
    // Whatever fails the whole run fails a job.
    assert_eq!(codes.iter().max(), Some(&whole.code));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 6, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn the_shards_of_a_run_are_the_run(
        names in proptest::collection::hash_set("[a-z][a-z0-9]{0,8}", 1..7),
        count in 1u32..6,
        config: bool,
    ) {
        let names: Vec<String> = names.into_iter().collect();
        is_whole(&estate(&names, config), count, &[]);
    }
}

fn named(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

#[test]
fn what_goes_wrong_is_merged_too() {
    let names = named(&["woodgrove", "contoso", "fabrikam"]);
    // A rule that speaks of what it may not judge fails in every tenant alike.
    let fails = WARNS
        .replace("always_warns", "always_fails")
        .replace("\"on\": \"tenant\"", "\"on\": \"nobody\"");
    let files = estate(&names, true)
        .with("contoso/broken.json", "{\"inboundTrust\": ")
        .with("house/always-warns/rule.rego", WARNS)
        .with("house/always-fails/rule.rego", fails);
    is_whole(&files, 3, &["--policies", "house"]);
    is_whole(&files, 2, &["--profile", "strict", "--exit-zero"]);
    // A run that can't begin.
    is_whole(&files, 2, &["--register", "nowhere.yaml"]);
}

#[test]
fn what_is_not_shown_adds_up() {
    let names = named(&["woodgrove", "contoso", "fabrikam", "northwind"]);
    let files = estate(&names, true);
    files.git(&["init", "-q", "-b", "main"]);
    files.commit();
    let files = files.with("woodgrove/export.yaml", format!("{OPEN}# a word\n"));
    is_whole(&files, 3, &["--changed-since", "main"]);
}

#[test]
fn a_shard_without_tenants_is_clean_and_says_so() {
    let files = estate(&named(&["contoso", "fabrikam"]), true);
    // contoso falls to the last of four, fabrikam to the third.
    for (shard, code, idle) in [("1/4", 0, true), ("3/4", 0, false), ("4/4", 1, false)] {
        let done = check(&files, &["--shard", shard]);
        assert_eq!(done.code, code, "{}", done.shown());
        let said = format!("nothing falls to shard {shard}, of 2 tenants");
        assert_eq!(done.stderr.contains(&said), idle, "{}", done.shown());
    }
    // Where there is nothing at all, nothing was checked.
    let done = check(&Files::new(), &["--shard", "1/4"]);
    assert_eq!(done.code, 3, "{}", done.shown());
    // A broken file fails every job.
    let files = files.with("contoso/broken.json", "{\"inboundTrust\": ");
    assert_eq!(check(&files, &["--shard", "1/4"]).code, 4);
    for wrong in ["0/2", "3/2", "x", "1/0"] {
        assert_eq!(check(&files, &["--shard", wrong]).code, 2, "{wrong}");
    }
}

#[test]
fn merge_ends_as_check_does() {
    let files = estate(&named(&["contoso", "fabrikam"]), true);
    let (reports, _) = shards(&files, 2, &[]);
    let code = |more: &[&str]| {
        let args: Vec<&str> = reports
            .iter()
            .map(String::as_str)
            .chain(more.iter().copied())
            .collect();
        merge(files.path(), &args).code
    };
    assert_eq!(code(&[]), 1);
    assert_eq!(code(&["--fail-on", "never"]), 0);
    assert_eq!(code(&["--exit-zero"]), 0);
    assert_eq!(code(&["-o", "whole.json"]), 1);
    let whole = std::fs::read_to_string(files.path().join("whole.json")).expect("written");
    std::fs::remove_file(files.path().join("whole.json")).expect("removed");
    assert_eq!(whole, check(&files, &[]).stdout);
    assert_eq!(code(&["-o", "nowhere/whole.json"]), 70);
    assert_eq!(code(&["--fail-on", "fatal"]), 2);
    assert_eq!(merge(files.path(), &[""; 0]).code, 2);
}

#[test]
fn reports_of_whole_runs_over_different_tenants_are_joined() {
    let files = estate(&named(&["contoso", "fabrikam"]), true);
    for name in ["contoso", "fabrikam"] {
        let done = files.check(&[name]);
        std::fs::write(files.path().join(format!(".{name}.json")), done.stdout).expect("written");
    }
    let merged = merge(files.path(), &[".fabrikam.json", ".contoso.json"]);
    assert_eq!(merged.stdout, check(&files, &[]).stdout);
    let twice = merge(files.path(), &[".contoso.json", ".contoso.json"]);
    refused(&twice, "the tenant contoso is there already");
}

#[track_caller]
fn refused(done: &Done, words: &str) {
    assert_eq!(done.code, 4, "{}", done.shown());
    assert_eq!(done.stdout, "");
    let said = done.stderr.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(said.contains(words), "{words:?} is not in {}", done.shown());
}

#[test]
fn nothing_gets_lost_between_shards() {
    let files = estate(&named(&["contoso", "fabrikam", "woodgrove"]), true);
    let (reports, _) = shards(&files, 3, &[]);
    let folder = files.path();
    refused(&merge(folder, &reports[..2]), "shard 1/3 is missing");
    refused(
        &merge(folder, &reports[1..2]),
        "shards 1/3, 3/3 are missing",
    );
    let twice = [&reports[0], &reports[1], &reports[1], &reports[2]];
    refused(
        &merge(folder, &twice),
        "shard 2/3 is there already, in .shard-2.json",
    );
    // Of other days, profiles, rules, files, and kinds of runs.
    let beside = |words: &str, args: &[&str]| {
        let done = tenantlint()
            .dir(folder)
            .args(["check", "--format", "json", "."])
            .args(args)
            .run();
        std::fs::write(folder.join(".other.json"), done.stdout).expect("written");
        refused(
            &merge(folder, &[".shard-1.json", ".other.json", ".shard-3.json"]),
            words,
        );
    };
    let (day, shard) = (["--as-of", "2026-11-23"], ["--shard", "2/3"]);
    beside(
        "the report is as of 2026-11-24",
        &["--as-of", "2026-11-24", "--shard", "2/3"],
    );
    beside(
        "the profile is strict",
        &[&day[..], &shard, &["--profile", "strict"]].concat(),
    );
    beside(
        "other rules ran",
        &[&day[..], &shard, &["--rule", "mfa-trust-missing"]].concat(),
    );
    beside(
        "this is one of 4 shards",
        &[&day[..], &["--shard", "2/4"]].concat(),
    );
    beside("this is the report of a whole run", &day);
    std::fs::write(folder.join("contoso/more.yaml"), "channelPolicies: []\n").expect("written");
    beside("other files were read", &[&day[..], &shard].concat());
}

#[test]
fn a_broken_report_is_refused_where_it_is_broken() {
    let files = estate(&named(&["contoso"]), true);
    let whole = check(&files, &[]).stdout;
    let report: Value = serde_json::from_str(&whole).expect("a report");
    let with = |edit: &dyn Fn(&mut Value)| {
        let mut report = report.clone();
        edit(&mut report);
        report.to_string()
    };
    let set = |pointer: &'static str, value: Value| {
        with(&move |report| *report.pointer_mut(pointer).expect(pointer) = value.clone())
    };
    let huge = u64::MAX;
    let rows = [
        (String::new(), "is empty"),
        ("{".to_owned(), ""),
        ("[]".to_owned(), ""),
        (whole.replacen("\"version\": 1", "\"version\": 2", 1), ""),
        (whole.replacen("\"asOf\"", "\"asof\"", 1), "asOf"),
        (format!("{{\"version\": 1, {}", &whole[1..]), "twice"),
        (
            set("/tool/version", "9.9.9".into()),
            "written by tenantlint 9.9.9",
        ),
        (set("/ledger/pass", 0.into()), "does not balance"),
        (set("/ledger/pass", (-1).into()), ""),
        (
            set("/ledger/byRule/mfa-trust-missing/fail", huge.into()),
            "does not balance",
        ),
        (
            set("/findings/0/labels/0/start/line", 4_294_967_296_u64.into()),
            "",
        ),
        (set("/findings/0/level", "fatal".into()), "fatal"),
        (
            set("/shard", serde_json::json!({"index": 3, "count": 2})),
            "there is no shard 3/2",
        ),
        (
            set("/shard", serde_json::json!({"index": 1, "count": 10000})),
            "9989 more are missing",
        ),
        (
            set(
                "/diagnostics",
                serde_json::json!([{"code": "x\u{1b}[31m", "level": "info", "message": "m", "help": null, "labels": []}]),
            ),
            "there is no diagnostic",
        ),
    ];
    for (text, words) in rows {
        std::fs::write(files.path().join(".report.json"), &text).expect("written");
        let done = merge(files.path(), &[".report.json"]);
        refused(&done, words);
        assert!(done.stderr.contains("report-invalid") || done.stderr.contains("reports-apart"));
        assert!(!done.stderr.contains('\u{1b}'), "{}", done.shown());
    }
    refused(
        &merge(files.path(), &["nowhere.json"]),
        "nowhere.json could not be read",
    );
    // What is sound comes out as it went in, however it was written.
    std::fs::write(files.path().join(".report.json"), report.to_string()).expect("written");
    assert_eq!(merge(files.path(), &[".report.json"]).stdout, whole);
}
