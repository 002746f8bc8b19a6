//! `action.yml` on a pull request: what it is compared with, the review, and its one comment.

use crate::github::{check, run};
use crate::history::History;
use crate::stage::{HOSTILE, Stage, formats, hostile_review, without_outputs};

/// Stands for `gh api`: the comments there are, and what is written. `GH_FAILS` is what GitHub answers instead.
const GH: &str = r#"#!/usr/bin/env bash
if [ -n "${GH_FAILS-}" ]; then echo "$GH_FAILS" >&2; exit 1; fi
method=GET
while [ $# -gt 0 ]; do
  case $1 in
    --method) method=$2; shift 2 ;;
    --jq) filter=$2; shift 2 ;;
    --field) field=$2; shift 2 ;;
    api | --paginate | --silent) shift ;;
    *) place=$1; shift ;;
  esac
done
echo "$method $place" >> "$STAGE/asked"
if [ "$method" = GET ]; then jq -r "$filter" "$STAGE/comments.json"; else cat "${field#body=@}" > "$STAGE/body"; fi
"#;

const REVIEW: &str = "### tenantlint: opens $(touch pwned) `touch pwned`\n@file\n";

fn comment() -> Stage {
    let stage = Stage::new()
        .with_path("RUNNER_TEMP", "temp")
        .with_path("GITHUB_STEP_SUMMARY", "summary")
        .with("GITHUB_WORKFLOW", HOSTILE[1])
        .with("GITHUB_JOB", "check")
        .with_path("REVIEW", "review.md")
        .with("REPOSITORY", "contoso/settings")
        .with("NUMBER", "7")
        .with("FORK", "false")
        .with("SERVER", "https://git.example")
        .with("PATHS", &HOSTILE.join("\n"))
        .with("CONFIG", "")
        .with("SUMMARY", "true")
        .with("GH_TOKEN", "secret");
    std::fs::create_dir_all(stage.path("temp/tenantlint")).expect("a folder");
    std::fs::write(stage.path("review.md"), REVIEW).expect("the review");
    stage.program("gh", GH);
    holds(&stage, &[]);
    stage
}

/// What stands on the pull request: who wrote it, and what.
fn holds(stage: &Stage, comments: &[(&str, &str)]) {
    let comments: Vec<_> = (1..)
        .zip(comments)
        .map(
            |(id, (who, body))| serde_json::json!({"id": id, "user": {"login": who}, "body": body}),
        )
        .collect();
    let text = serde_json::to_string(&comments).expect("JSON");
    std::fs::write(stage.path("comments.json"), text).expect("written");
}

const POST: &str = "POST repos/contoso/settings/issues/7/comments\n";

#[test]
fn the_comment_is_written_once_and_then_kept_up_to_date() {
    let stage = comment();
    let done = run(&stage, "comment");
    assert_eq!(done.code, 0, "{}", done.stderr);
    let body = stage.read("body");
    let (mark, rest) = body.split_once('\n').expect("a line");
    assert_eq!(rest, REVIEW);
    let key = mark
        .strip_prefix("<!-- tenantlint review ")
        .and_then(|rest| rest.strip_suffix(" -->"));
    let is_digest = |key: &str| key.len() == 40 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
    assert!(key.is_some_and(is_digest), "{mark}");
    assert!(
        stage.read("asked").ends_with(POST),
        "{}",
        stage.read("asked")
    );
    assert_eq!(stage.read("summary"), "");

    // The next push finds it among others; a mark in the words of somebody else, or of another job, is passed over.
    let old = format!("{mark}\nold");
    let other = "<!-- tenantlint review 0123 -->\nold";
    let quoted = format!("> {old}");
    holds(
        &stage,
        &[
            ("mallory", &old),
            ("github-actions[bot]", other),
            ("github-actions[bot]", &quoted),
            ("github-actions[bot]", &old),
            ("github-actions[bot]", &old),
        ],
    );
    let done = run(&stage, "comment");
    assert_eq!(done.code, 0, "{}", done.stderr);
    let asked = stage.read("asked");
    assert!(
        asked.ends_with("PATCH repos/contoso/settings/issues/comments/4\n"),
        "{asked}"
    );
}

#[test]
fn jobs_that_check_other_paths_have_comments_of_their_own() {
    let mark = |stage: Stage| {
        run(&stage, "comment");
        stage
            .read("body")
            .lines()
            .next()
            .expect("a line")
            .to_owned()
    };
    let one = mark(comment());
    assert_eq!(mark(comment()), one);
    for (name, value) in [
        ("PATHS", "tenants/fabrikam"),
        ("CONFIG", "a.yaml"),
        ("GITHUB_JOB", "two"),
    ] {
        assert_ne!(mark(comment().with(name, value)), one, "{name}");
    }
}

#[test]
fn what_can_not_be_posted_is_said_and_stands_in_the_summary() {
    for (fork, fails, says) in [
        ("true", "HTTP 403", "a pull request from a fork"),
        (
            "false",
            "Resource not accessible\n::error::50% taken (HTTP 403)",
            "pull-requests: write",
        ),
    ] {
        let stage = comment()
            .with("GH_FAILS", fails)
            .with("FORK", fork)
            .with("SUMMARY", "false");
        let done = run(&stage, "comment");
        // The check and the review have said whether it passes.
        assert_eq!(done.code, 0, "{}", done.stderr);
        assert_eq!(done.stdout.lines().count(), 1, "{}", done.stdout);
        assert!(
            done.stdout
                .starts_with("::warning::The review is in the summary"),
            "{}",
            done.stdout
        );
        assert!(done.stdout.contains(says), "{}", done.stdout);
        assert!(!done.stdout.contains("50% "), "{}", done.stdout);
        assert_eq!(stage.read("summary"), REVIEW);
    }
    // The step before has put it there already.
    let stage = comment().with("GH_FAILS", "HTTP 500");
    let done = run(&stage, "comment");
    assert!(done.stdout.contains("HTTP 500"), "{}", done.stdout);
    assert_eq!(stage.read("summary"), "");
    // A runner of one's own may have no gh.
    let stage = comment();
    stage.program("gh", "#!/no/such/shell\n");
    let done = run(&stage, "comment");
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert!(done.stdout.starts_with("::warning::"), "{}", done.stdout);
}

fn review() -> Stage {
    check().with("BASE", "0123").with("FAIL_ON", "new")
}

#[test]
fn every_exit_code_of_the_review_comes_through() {
    for code in [0, 1, 2, 3, 4, 5, 70] {
        let stage = review().with("CODE", &code.to_string());
        let done = run(&stage, "review");
        assert_eq!(done.code, code, "{}", done.stderr);
        assert!(
            stage
                .read("outputs")
                .contains(&format!("exit-code={code}\nmarkdown="))
        );
        assert_eq!(stage.read("summary"), "as markdown\n");
        assert!(done.stdout.ends_with("::\nas github\n"), "{}", done.stdout);
        let arguments = stage.arguments();
        assert_eq!(formats(&arguments), ["markdown", "github"]);
        assert_eq!(
            without_outputs(&arguments),
            ["review", "--revisions", "--fail-on=new", "0123", "--", "."]
        );
    }
}

#[test]
fn nothing_given_to_the_review_is_run_or_obeyed() {
    let stage = review()
        .with("PATHS", &HOSTILE.join("\n"))
        .with("CONFIG", HOSTILE[1])
        .with("PROFILE", HOSTILE[2])
        .with("BASE", HOSTILE[3]);
    let done = run(&stage, "review");
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(
        without_outputs(&stage.arguments()),
        hostile_review(HOSTILE[3])
    );
    let (_, rest) = done
        .stdout
        .split_once("::stop-commands::")
        .expect("stopped");
    let (token, rest) = rest.split_once('\n').expect("a line");
    let (report, after) = rest
        .split_once(&format!("\n::{token}::\n"))
        .expect("resumed");
    assert!(report.contains("::error::taken"), "{report}");
    assert_eq!(after, "as github\n");
}

#[test]
fn a_review_that_could_not_be_made_fails_and_leaves_the_annotations_of_the_check() {
    let stage = review();
    stage.program("tenantlint", "#!/bin/sh\necho 'error: no base'\nexit 2\n");
    std::fs::create_dir_all(stage.path("temp/tenantlint")).expect("a folder");
    std::fs::write(
        stage.path("temp/tenantlint/annotations.txt"),
        "of the check\n",
    )
    .expect("written");
    let done = run(&stage, "review");
    assert_eq!(done.code, 2, "{}", done.stderr);
    assert!(
        done.stdout
            .contains("of the check\n::error::the pull request was not reviewed"),
        "{}",
        done.stdout
    );
    assert_eq!(stage.read("outputs"), "exit-code=2\n");
}

#[test]
fn the_check_leaves_the_lines_to_the_review() {
    let stage = review();
    let done = run(&stage, "check");
    assert!(!done.stdout.contains("as github"), "{}", done.stdout);
    assert_eq!(stage.read("summary"), "as markdown\n");
}

fn base() -> Stage {
    Stage::new()
        .with_path("GITHUB_OUTPUT", "outputs")
        .with("TARGET", "main")
        .with("SERVER", "https://git.example")
        .with("GH_TOKEN", "secret")
}

#[test]
fn the_base_is_what_the_pull_request_is_merged_into() {
    let history = History::new();
    for depth in ["1", "2", "100"] {
        let stage = base().with("MERGED", &history.merged);
        history.check_out(&stage, &history.merged, depth);
        let done = run(&stage, "base");
        assert_eq!(done.code, 0, "{}", done.stderr);
        assert_eq!(
            stage.read("outputs"),
            format!("base={}\n", history.target),
            "{}",
            done.stderr
        );
    }
    // A checkout of the pull request's own last commit: the program goes back to where it parts.
    for depth in ["1", "100"] {
        let stage = base().with("MERGED", &history.merged);
        history.check_out(&stage, &history.head, depth);
        let done = run(&stage, "base");
        assert_eq!(
            stage.read("outputs"),
            format!("base={}\n", history.target),
            "{}",
            done.stderr
        );
        let says = real(&stage, &history.target);
        assert_eq!(says.code, 1, "{}{}", says.stdout, says.stderr);
    }
}

#[test]
fn a_branch_is_a_name_and_nothing_else() {
    let history = History::new();
    for target in [
        HOSTILE[1],
        "x;touch${IFS}pwned",
        "--upload-pack=touch pwned",
    ] {
        let stage = base()
            .with("MERGED", &history.merged)
            .with("TARGET", target);
        history.check_out(&stage, &history.head, "100");
        let done = run(&stage, "base");
        assert_eq!(done.code, 0, "{}", done.stderr);
        assert_eq!(
            stage.read("outputs"),
            format!("base=refs/remotes/origin/{target}\n")
        );
    }
}

#[test]
fn a_base_that_can_not_be_fetched_fails_the_review() {
    let history = History::new();
    let stage = base().with("MERGED", &history.merged);
    history.check_out(&stage, &history.merged, "1");
    history.gone();
    let done = run(&stage, "base");
    assert_eq!(done.code, 0, "{}", done.stderr);
    let outputs = stage.read("outputs");
    let base = outputs.trim().strip_prefix("base=").expect("a base");
    let done = real(&stage, base);
    assert_eq!(done.code, 2, "{}", done.stdout);
    assert!(done.stdout.contains("fetch-depth: 0"), "{}", done.stdout);
    assert!(
        done.stdout
            .contains("::error::the pull request was not reviewed"),
        "{}",
        done.stdout
    );
}

/// The review of the checkout on `stage` by the real program.
fn real(stage: &Stage, base: &str) -> crate::stage::Done {
    let mine = review()
        .with("BASE", base)
        .with("PROGRAM", env!("CARGO_BIN_EXE_tenantlint"))
        .with("TENANTLINT_CACHE", "off");
    std::fs::remove_dir(mine.path("work")).expect("empty");
    std::fs::rename(stage.path("work"), mine.path("work")).expect("moved");
    run(&mine, "review")
}
