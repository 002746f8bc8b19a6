//! `ci/azure-pipelines/tenantlint.yml` on a pull request: what it is compared with, the review, and its one comment.

use serde_json::{Value, json};

use crate::api::{Answer, Api};
use crate::azure::template;
use crate::history::History;
use crate::stage::{Done, HOSTILE, Stage, hostile_review, marked, without_outputs};

/// A program that notes what it is asked to review, and says what a hostile export would have it say.
const PROGRAM: &str = r#"#!/usr/bin/env bash
if [ -n "${SYSTEM_ACCESSTOKEN-}${TENANTLINT_TOKEN-}" ]; then echo "the token is known"; exit 70; fi
printf '%s\0' "$@" > "$STAGE/arguments"
echo 'x ##vso[task.setvariable variable=PATH]taken'
[ -n "${REVIEWED_NOTHING-}" ] && exit 2
while [ "$1" != --output ]; do shift; done
printf '%s\n' '### opens `touch pwned` $(touch pwned)' 'a/b ü' > "${2#*=}"
exit "${REVIEWED:-0}"
"#;

/// The step that reviews.
fn step() -> Value {
    let template = template();
    let steps = template["steps"].as_array().expect("a list");
    let key = "${{ if eq(parameters.review, true) }}";
    let step = steps.iter().find_map(|step| step.get(key));
    step.expect("the step")[0].clone()
}

fn request(api: &Api) -> Stage {
    let stage = Stage::new()
        .with_path("AGENT_TEMPDIRECTORY", "temp")
        .with("TENANTLINT_BINARY", "tenantlint")
        .with("TENANTLINT_PATHS", ".")
        .with("TENANTLINT_REVIEW_FAIL_ON", "new")
        .with("BUILD_SOURCEVERSION", "0123")
        .with("BUILD_REPOSITORY_PROVIDER", "TfsGit")
        .with("BUILD_REPOSITORY_ID", "repository")
        .with("SYSTEM_COLLECTIONURI", &format!("{}/contoso/", api.address))
        .with("SYSTEM_TEAMPROJECTID", "project")
        .with("SYSTEM_PULLREQUEST_PULLREQUESTID", "7")
        .with("SYSTEM_DEFINITIONID", "3")
        .with("SYSTEM_JOBNAME", HOSTILE[1])
        .with("SYSTEM_ACCESSTOKEN", "secret");
    stage.program("tenantlint", PROGRAM);
    stage
}

fn run(stage: &Stage) -> Done {
    let script = step()["bash"].as_str().expect("a script").to_owned();
    stage.run(&["bash", "--noprofile", "--norc"], &script)
}

/// An API of somebody called `me`, on a pull request with these threads.
fn api(threads: Value) -> Api {
    Api::serve(move |what| -> Answer {
        match what.split_once(' ').expect("two words") {
            ("GET", "/contoso/_apis/connectionData") => {
                (200, "", json!({"authenticatedUser": {"id": "me"}}))
            }
            ("GET", path) if path.starts_with(THREADS) => {
                (200, "", json!({"value": threads.clone()}))
            }
            ("POST" | "PATCH", _) => (200, "", json!({"id": 9})),
            _ => (404, "", json!({})),
        }
    })
}

const THREADS: &str = "/contoso/project/_apis/git/repositories/repository/pullRequests/7/threads";
const WARNING: &str =
    "##vso[task.logissue type=warning]The review is on the page of this run and not a comment";
const SUMMARY: &str = "##vso[task.uploadsummary]";

#[test]
fn the_comment_is_written_once_and_then_kept_up_to_date() {
    let none = api(json!([]));
    let done = run(&request(&none));
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
    assert!(
        done.stdout.contains("a comment on the pull request"),
        "{}",
        done.stdout
    );
    assert!(
        done.stdout.contains(SUMMARY) && !done.stdout.contains(WARNING),
        "{}",
        done.stdout
    );
    let asked = none.asked();
    assert!(
        asked
            .iter()
            .all(|asked| asked.head.contains("authorization: bearer secret\r\n"))
    );
    let last = asked.last().expect("asked");
    assert_eq!(last.what, format!("POST {THREADS}?api-version=7.0"));
    // An open thread could keep a pull request from being completed.
    assert_eq!(last.body.get("status"), None);
    let text = last.body["comments"][0]["content"]
        .as_str()
        .expect("a text");
    let (mark, rest) = marked(text);
    assert_eq!(rest, "### opens `touch pwned` $(touch pwned)\na/b ü\n");

    let by = |who: &str, body: &str| json!({"id": 1, "author": {"id": who}, "content": body});
    let old = format!("{mark}\nold");
    let mut gone = by("me", &old);
    gone["isDeleted"] = json!(true);
    let some = api(json!([
        {"id": 1, "comments": []},
        {"id": 2, "comments": [by("mallory", &old), by("me", &old)]},
        {"id": 3, "comments": [{"id": 1, "author": {"id": "me"}}]},
        {"id": 4, "comments": [gone]},
        {"id": 5, "comments": [by("me", &format!("> {old}"))]},
        {"id": 6, "comments": [by("me", &old)]},
        {"id": 7, "comments": [by("me", &old)]},
    ]));
    let done = run(&request(&some));
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
    let last = format!("PATCH {THREADS}/6/comments/1?api-version=7.0");
    assert_eq!(some.requests().last(), Some(&last));
}

#[test]
fn what_can_not_be_posted_is_said_and_decides_nothing() {
    for code in ["0", "1", "4"] {
        let done = run(&request(&Api::broken()).with("REVIEWED", code));
        assert_eq!(done.code.to_string(), code, "{}", done.stderr);
        assert!(done.stdout.contains(WARNING), "{}", done.stdout);
        assert!(
            done.stdout.contains("contribute to pull requests"),
            "{}",
            done.stdout
        );
        assert!(done.stdout.contains("500"), "{}", done.stdout);
        assert!(done.stdout.contains(SUMMARY), "{}", done.stdout);
    }
    for (name, value) in [
        ("BUILD_REPOSITORY_PROVIDER", "GitHub"),
        ("SYSTEM_ACCESSTOKEN", ""),
    ] {
        let api = Api::broken();
        let done = run(&request(&api).with(name, value).with("REVIEWED", "1"));
        assert_eq!(done.code, 1, "{}", done.stderr);
        assert!(done.stdout.contains(WARNING), "{}", done.stdout);
        assert_eq!(api.requests(), [""; 0]);
    }
    let stage = request(&Api::broken());
    stage.program("python3", "#!/bin/sh\nexit 127\n");
    let done = run(&stage);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(done.stdout.contains(WARNING), "{}", done.stdout);
}

#[test]
fn a_review_that_could_not_be_made_is_an_error() {
    let api = Api::broken();
    let done = run(&request(&api).with("REVIEWED_NOTHING", "yes"));
    assert_eq!(done.code, 2);
    assert!(
        done.stdout
            .contains("type=error]The pull request was not reviewed"),
        "{}",
        done.stdout
    );
    assert_eq!(api.requests(), [""; 0]);
}

#[test]
fn nothing_given_to_the_review_is_run_or_obeyed() {
    let api = api(json!([]));
    let stage = request(&api)
        .with("TENANTLINT_PATHS", &HOSTILE.join("\n"))
        .with("TENANTLINT_CONFIG", HOSTILE[1])
        .with("TENANTLINT_PROFILE", HOSTILE[2])
        .with_path("PYTHONPATH", "work");
    // What a pull request brings is no module of Python.
    for module in ["json", "hashlib", "sitecustomize"] {
        let text = "open('pwned', 'w')\n";
        std::fs::write(stage.path("work").join(format!("{module}.py")), text).expect("written");
    }
    let done = run(&stage);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(
        done.stdout.contains("a comment on the pull request"),
        "{}",
        done.stdout
    );
    assert!(
        done.stdout.contains("# #vso[task.setvariable"),
        "{}",
        done.stdout
    );
    assert_eq!(step()["target"]["settableVariables"], "none");
    assert_eq!(
        without_outputs(&stage.arguments()),
        hostile_review("0123^1")
    );
}

/// The step in a clone with so much history, with the real program.
fn cloned(api: &Api, history: &History, depth: &str) -> Stage {
    let stage = request(api)
        .with("BUILD_SOURCEVERSION", &history.merged)
        .with("TENANTLINT_BINARY", env!("CARGO_BIN_EXE_tenantlint"))
        .with("TENANTLINT_CACHE", "off");
    history.check_out(&stage, &history.merged, depth);
    stage
}

#[test]
fn the_base_is_fetched_where_the_clone_lacks_it() {
    let history = History::new();
    for depth in ["1", "2", "100"] {
        let api = Api::broken();
        let done = run(&cloned(&api, &history, depth));
        assert_eq!(done.code, 1, "{}{}", done.stdout, done.stderr);
        assert!(done.stdout.contains("adds 4 findings"), "{}", done.stdout);
    }
    let api = Api::broken();
    let stage = cloned(&api, &history, "1");
    history.gone();
    let done = run(&stage);
    assert_eq!(done.code, 2, "{}{}", done.stdout, done.stderr);
    assert!(done.stdout.contains("fetchDepth: 0"), "{}", done.stdout);
}

#[test]
fn it_runs_for_pull_requests_even_after_a_check_that_fails() {
    let condition = "and(not(canceled()), eq(variables['Build.Reason'], 'PullRequest'))";
    assert_eq!(step()["condition"], condition);
}
