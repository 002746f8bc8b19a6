//! `templates/tenantlint.yml` on a merge request: what it is compared with, the review, and its one note.

use serde_json::{Value, json};

use crate::api::{Answer, Api};
use crate::gitlab::{SHELLS, job, script};
use crate::history::History;
use crate::stage::{Done, HOSTILE, Stage, hostile_review, marked, without_outputs};

/// A program that notes what it is asked to review, and writes what a hostile file name could lead to.
const PROGRAM: &str = r#"#!/usr/bin/env bash
if [ -n "${TENANTLINT_TOKEN-}" ]; then echo "the token is known"; exit 70; fi
[ "$1" = check ] && exit "${CHECKED:-0}"
printf '%s\0' "$@" > "$STAGE/arguments"
[ -n "${REVIEWED_NOTHING-}" ] && { echo "error: no base"; exit 2; }
printf '%s\n' '### opens `touch pwned` $(touch pwned)' ' /merge' '/close' 'a/b ü' > tenantlint-review.md
exit "${REVIEWED:-0}"
"#;

fn request(api: &Api) -> Stage {
    let stage = job()
        .with("TENANTLINT_ARGS", "")
        .with("TENANTLINT_PATHS", ".")
        .with("TENANTLINT_REVIEW", "true")
        .with("CI_MERGE_REQUEST_IID", "7")
        .with("CI_MERGE_REQUEST_PROJECT_ID", "42")
        .with("CI_MERGE_REQUEST_DIFF_BASE_SHA", "0123")
        .with("CI_JOB_NAME", HOSTILE[1])
        .with("CI_API_V4_URL", &api.address)
        .with("TENANTLINT_TOKEN", "secret");
    stage.program("tenantlint", PROGRAM);
    stage
}

fn run(stage: &Stage) -> Done {
    stage.run(SHELLS[1], &script())
}

/// An API of somebody with the number 5, on a merge request with these notes on two pages.
fn api(notes: [Value; 2]) -> Api {
    let [first, second] = notes;
    Api::serve(move |what| -> Answer {
        let (method, path) = what.split_once(' ').expect("two words");
        match (method, path) {
            ("GET", "/user") => (200, "", json!({"id": 5})),
            ("GET", path) if path.ends_with("page=1") => (200, "X-Next-Page: 2\r\n", first.clone()),
            ("GET", path) if path.ends_with("page=2") => (200, "X-Next-Page: \r\n", second.clone()),
            ("POST" | "PUT", _) => (201, "", json!({"id": 9})),
            _ => (404, "", json!({})),
        }
    })
}

const NOTES: &str = "/projects/42/merge_requests/7/notes";

#[test]
fn the_note_is_written_once_and_then_kept_up_to_date() {
    let none = api([json!([]), json!([])]);
    let done = run(&request(&none));
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
    assert!(
        done.stdout.contains("a note on the merge request"),
        "{}",
        done.stdout
    );
    let asked = none.asked();
    assert!(
        asked
            .iter()
            .all(|asked| asked.head.contains("private-token: secret\r\n"))
    );
    let last = asked.last().expect("asked");
    assert_eq!(last.what, format!("POST {NOTES}"));
    let text = last.body["body"].as_str().expect("a text").to_owned();
    let (mark, rest) = marked(&text);
    // GitLab obeys lines that begin with a slash.
    assert_eq!(
        rest,
        "### opens `touch pwned` $(touch pwned)\n &#47;merge\n&#47;close\na/b ü\n"
    );

    let by = |id: u32, who: u32, body: &str| json!({"id": id, "author": {"id": who}, "body": body});
    let old = format!("{mark}\nold");
    let some = api([
        json!([
            by(1, 6, &old),
            by(2, 5, "<!-- tenantlint review 0 -->"),
            by(3, 5, &format!("> {old}"))
        ]),
        json!([by(4, 5, &old), by(5, 5, &old)]),
    ]);
    let done = run(&request(&some));
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
    assert_eq!(some.requests().last(), Some(&format!("PUT {NOTES}/4")));
}

#[test]
fn what_can_not_be_posted_is_said_and_decides_nothing() {
    for code in ["0", "1", "4"] {
        let done = run(&request(&Api::broken()).with("REVIEWED", code));
        assert_eq!(done.code.to_string(), code, "{}", done.stderr);
        assert!(
            done.stderr.contains("Warning: no note could be written"),
            "{}",
            done.stderr
        );
        assert!(
            done.stdout.contains("kept with this job"),
            "{}",
            done.stdout
        );
    }
    let odd = Api::serve(|_| (200, "", json!(["something else"])));
    let done = run(&request(&odd));
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(done.stderr.contains("Warning"), "{}", done.stderr);
    // Without a token, as in the pipeline of a fork.
    let api = Api::broken();
    let done = run(&request(&api)
        .with("TENANTLINT_TOKEN", "")
        .with("REVIEWED", "1"));
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert!(
        done.stdout.contains("a variable TENANTLINT_TOKEN"),
        "{}",
        done.stdout
    );
    assert_eq!(api.requests(), [""; 0]);
    // An image without Python.
    let stage = request(&api);
    stage.program("python3", "#!/bin/sh\nexit 127\n");
    let done = run(&stage);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(done.stdout.contains("and not in a note"), "{}", done.stdout);
}

#[test]
fn the_job_ends_as_the_gravest_of_check_and_review() {
    for (checked, reviewed, code) in [
        ("0", "1", 1),
        ("1", "0", 1),
        ("4", "1", 4),
        ("1", "2", 2),
        ("0", "0", 0),
    ] {
        let api = Api::broken();
        let stage = request(&api)
            .with("CHECKED", checked)
            .with("REVIEWED", reviewed);
        assert_eq!(run(&stage).code, code, "{checked} {reviewed}");
    }
    let api = Api::broken();
    let done = run(&request(&api).with("REVIEWED_NOTHING", "yes"));
    assert_eq!(done.code, 2);
    assert!(done.stdout.contains("was not reviewed"), "{}", done.stdout);
    assert_eq!(api.requests(), [""; 0]);
}

#[test]
fn only_merge_requests_are_reviewed_and_only_if_asked() {
    let api = Api::broken();
    for (name, value) in [("CI_MERGE_REQUEST_IID", ""), ("TENANTLINT_REVIEW", "false")] {
        let stage = request(&api).with(name, value);
        assert_eq!(run(&stage).code, 0);
        assert!(!stage.path("arguments").exists(), "{name}");
    }
}

#[test]
fn nothing_given_to_the_review_is_run() {
    for shell in SHELLS {
        let api = api([json!([]), json!([])]);
        let stage = request(&api)
            .with("TENANTLINT_PATHS", &HOSTILE.join("\n"))
            .with("TENANTLINT_CONFIG", HOSTILE[1])
            .with("TENANTLINT_PROFILE", HOSTILE[2])
            .with("CI_MERGE_REQUEST_DIFF_BASE_SHA", HOSTILE[3]);
        // What a merge request brings is no module of Python.
        for module in ["json", "re", "hashlib", "sitecustomize"] {
            let text = "open('pwned', 'w')\n";
            std::fs::write(stage.path("work").join(format!("{module}.py")), text).expect("written");
        }
        let stage = stage.with_path("PYTHONPATH", "work");
        let done = stage.run(shell, &script());
        assert_eq!(done.code, 0, "{}", done.stderr);
        assert!(
            done.stdout.contains("a note on the merge request"),
            "{}",
            done.stderr
        );
        assert_eq!(
            without_outputs(&stage.arguments()),
            hostile_review(HOSTILE[3])
        );
    }
}

/// The job in a clone of `commit` with so much history, with the real program.
fn cloned(api: &Api, history: &History, commit: &str, depth: &str) -> Stage {
    let stage = request(api)
        .with("TENANTLINT_FAIL_ON", "never")
        .with("TENANTLINT_PATHS", "exports")
        .with("TENANTLINT_CACHE", "off");
    history.check_out(&stage, commit, depth);
    std::fs::remove_file(stage.path("bin/tenantlint")).expect("removed");
    let program = env!("CARGO_BIN_EXE_tenantlint");
    std::os::unix::fs::symlink(program, stage.path("bin/tenantlint")).expect("a link");
    stage
}

#[test]
fn the_base_is_fetched_where_the_clone_lacks_it() {
    let history = History::new();
    // A pipeline of merged results, and one of the merge request's own last commit.
    for (name, base, commit) in [
        (
            "CI_MERGE_REQUEST_TARGET_BRANCH_SHA",
            &history.target,
            &history.merged,
        ),
        (
            "CI_MERGE_REQUEST_DIFF_BASE_SHA",
            &history.parted,
            &history.head,
        ),
    ] {
        for depth in ["1", "100"] {
            let api = Api::broken();
            let done = run(&cloned(&api, &history, commit, depth).with(name, base));
            assert_eq!(done.code, 1, "{}{}", done.stdout, done.stderr);
            assert!(
                done.stdout.contains("adds 4 findings"),
                "{name} {depth}: {}",
                done.stdout
            );
        }
    }
}

#[test]
fn a_base_that_can_not_be_fetched_fails_the_job() {
    let history = History::new();
    let api = Api::broken();
    let stage = cloned(&api, &history, &history.merged, "1")
        .with("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", &history.target);
    history.gone();
    let done = run(&stage);
    assert_eq!(done.code, 2, "{}{}", done.stdout, done.stderr);
    assert!(done.stderr.contains("GIT_DEPTH: 0"), "{}", done.stderr);
    assert!(done.stdout.contains("was not reviewed"), "{}", done.stdout);
}
