//! `action.yml`.

use serde_json::Value;

use crate::stage::{Done, HOSTILE, Stage, formats, root, text, without_outputs, yaml};

/// As the runner starts `shell: bash`.
const BASH: [&str; 5] = ["bash", "--noprofile", "--norc", "-e", "-o"];

fn step(id: &str) -> String {
    let action = yaml("action.yml").remove(0);
    let steps = action["runs"]["steps"].as_array().expect("a list");
    let step = steps
        .iter()
        .find(|step| step["id"] == id)
        .expect("the step");
    assert_eq!(step["shell"], "bash");
    step["run"].as_str().expect("a script").to_owned()
}

pub(crate) fn run(stage: &Stage, id: &str) -> Done {
    let shell: Vec<&str> = BASH.into_iter().chain(["pipefail"]).collect();
    stage.run(&shell, &step(id))
}

/// A stage with the inputs' own defaults, as the runner fills them in.
pub(crate) fn check() -> Stage {
    Stage::new()
        .with_path("RUNNER_TEMP", "temp")
        .with_path("GITHUB_OUTPUT", "outputs")
        .with_path("GITHUB_STEP_SUMMARY", "summary")
        .with_path("PROGRAM", "bin/tenantlint")
        .with("PATHS", ".")
        .with("CONFIG", "")
        .with("PROFILE", "")
        .with("FAIL_ON", "")
        .with("CHANGED_SINCE", "")
        .with("ARGS", "")
        .with("ANNOTATIONS", "true")
        .with("SUMMARY", "true")
        .with("BASE", "")
}

#[test]
fn every_exit_code_comes_through() {
    for code in [0, 1, 2, 3, 4, 5, 70] {
        let stage = check().with("CODE", &code.to_string());
        let done = run(&stage, "check");
        assert_eq!(done.code, code, "{}", done.stderr);
        let outputs = stage.read("outputs");
        assert!(
            outputs.contains(&format!("exit-code={code}\n")),
            "{outputs}"
        );
        assert!(outputs.contains("\nsarif="), "{outputs}");
    }
}

#[test]
fn the_program_runs_once_with_what_was_asked() {
    let stage = check();
    run(&stage, "check");
    let arguments = stage.arguments();
    assert_eq!(without_outputs(&arguments), ["check", "--", "."]);
    assert_eq!(formats(&arguments), ["sarif", "json", "github", "markdown"]);

    let lines = HOSTILE.join("\n");
    let stage = check()
        .with("PATHS", &format!("{lines}\n\n"))
        .with("ARGS", &format!("--rule\n{lines}"))
        .with("CONFIG", HOSTILE[1])
        .with("PROFILE", HOSTILE[2])
        .with("FAIL_ON", HOSTILE[3])
        .with("CHANGED_SINCE", HOSTILE[0]);
    let done = run(&stage, "check");
    assert_eq!(done.code, 0, "{}", done.stderr);
    let mut expected = vec!["check".to_owned()];
    for (name, value) in [
        ("config", HOSTILE[1]),
        ("profile", HOSTILE[2]),
        ("fail-on", HOSTILE[3]),
        ("changed-since", HOSTILE[0]),
    ] {
        expected.push(format!("--{name}={value}"));
    }
    expected.push("--rule".to_owned());
    expected.extend(HOSTILE.map(str::to_owned));
    expected.push("--".to_owned());
    expected.extend(HOSTILE.map(str::to_owned));
    assert_eq!(without_outputs(&stage.arguments()), expected);
}

#[test]
fn what_an_export_says_is_no_command() {
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let done = run(&check(), "check");
        let (before, rest) = done
            .stdout
            .split_once("::stop-commands::")
            .expect("stopped");
        let (token, rest) = rest.split_once('\n').expect("a line");
        assert!(token.len() >= 32, "{token}");
        let (report, after) = rest
            .split_once(&format!("\n::{token}::\n"))
            .expect("resumed");
        assert!(report.contains("::error::taken"), "{}", done.stdout);
        assert!(!before.contains("taken"), "{}", done.stdout);
        assert_eq!(after, "as github\n");
        tokens.push(token.to_owned());
    }
    assert_ne!(tokens[0], tokens[1]);
}

#[test]
fn the_summary_is_added_and_annotations_can_be_left_out() {
    let stage = check();
    std::fs::write(stage.path("summary"), "before\n").expect("the summary");
    run(&stage, "check");
    assert_eq!(stage.read("summary"), "before\nas markdown\n");

    let stage = check()
        .with("ANNOTATIONS", "false")
        .with("SUMMARY", "false");
    let done = run(&stage, "check");
    assert!(!done.stdout.contains("as github"), "{}", done.stdout);
    assert_eq!(stage.read("summary"), "");
}

/// The real program, on exports in a folder whose name has blanks.
#[test]
fn the_real_program_reports_and_ends_as_it_does() {
    for (exports, path, code, says) in [
        (
            "examples/quickstart/exports",
            "my exports",
            1,
            "error[mfa-trust-missing]",
        ),
        (
            "examples/contoso/tenants/contoso/teams",
            "my exports",
            0,
            "0 errors",
        ),
        (
            "examples/quickstart/exports",
            "no such folder",
            4,
            "could not be read",
        ),
    ] {
        let stage = check()
            .with("REAL", env!("CARGO_BIN_EXE_tenantlint"))
            .with("TENANTLINT_CACHE", "off")
            .with("FAIL_ON", if code == 0 { "never" } else { "error" })
            .with("PATHS", path);
        let to = stage.path("work").join("my exports");
        std::os::unix::fs::symlink(root().join(exports), to).expect("a link");
        let done = run(&stage, "check");
        assert_eq!(done.code, code, "{path}: {}{}", done.stdout, done.stderr);
        assert!(done.stdout.contains(says), "{path}: {}", done.stdout);
    }
}

fn install() -> Stage {
    let stage = Stage::new()
        .with_path("RUNNER_TEMP", "temp")
        .with_path("GITHUB_OUTPUT", "outputs")
        .with_path("GITHUB_ACTION_PATH", "action of mine")
        .with("RUNNER_OS", "Linux")
        .with("RUNNER_ARCH", "X64")
        .with("REPOSITORY", "somebody/tenantlint");
    std::fs::create_dir(stage.path("action of mine")).expect("a folder");
    stage.cargo();
    // Stands for `gh release download TAG --repo NAME --dir FOLDER ...`, with what $STAGE/release holds.
    stage.program(
        "gh",
        "#!/usr/bin/env bash\nprintf '%s\\0' \"$@\" > \"$STAGE/gh\"\ncp \"$STAGE\"/release/* \"$7/\"\n",
    );
    stage
}

/// A release with an archive, and the line that its checksums have for it.
fn release(stage: &Stage, line: &str) {
    let script = format!(
        "set -e; mkdir -p \"$STAGE/release\"; cd \"$STAGE/release\"\n\
         tar -czf tenantlint-x86_64-unknown-linux-musl.tar.gz -C \"$STAGE/bin\" tenantlint\n{line}"
    );
    let done = stage.run(&["bash"], &script);
    assert_eq!(done.code, 0, "{}", done.stderr);
}

#[test]
fn a_program_is_built_or_taken() {
    let stage = install().with("BINARY", "").with("RELEASE", "");
    let done = run(&stage, "install");
    assert_eq!(done.code, 0, "{}", done.stderr);
    let cargo = stage.read("cargo");
    assert!(cargo.starts_with("install\0--locked\0"), "{cargo}");
    assert!(cargo.contains("\0--path\0.\0"), "{cargo}");
    assert!(stage.read("cargo-in").ends_with("/action of mine\n"));
    assert!(
        stage
            .read("outputs")
            .contains("tenantlint-program/bin/tenantlint\n")
    );

    let stage = install().with("BINARY", "tenantlint").with("RELEASE", "v1");
    let done = run(&stage, "install");
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(stage.read("outputs"), "program=tenantlint\n");
    assert_eq!(stage.read("cargo") + &stage.read("gh"), "");
}

#[test]
fn a_release_is_taken_only_with_its_checksum() {
    let stage = || {
        install()
            .with("BINARY", "")
            .with("RELEASE", "v1; touch pwned")
    };
    let good = stage();
    release(&good, "sha256sum tenantlint-*.tar.gz > SHA256SUMS");
    let done = run(&good, "install");
    assert_eq!(done.code, 0, "{}{}", done.stdout, done.stderr);
    assert!(
        good.read("outputs")
            .ends_with("tenantlint-program/tenantlint\n")
    );
    assert!(
        good.read("gh")
            .starts_with("release\0download\0v1; touch pwned\0--repo\0somebody/tenantlint\0")
    );

    let wrong =
        "echo \"$(printf '%064d' 0)  tenantlint-x86_64-unknown-linux-musl.tar.gz\" > SHA256SUMS";
    for line in [
        wrong,
        "echo nothing > SHA256SUMS",
        "sha256sum /dev/null > SHA256SUMS",
    ] {
        let bad = stage();
        release(&bad, line);
        let done = run(&bad, "install");
        assert_ne!(done.code, 0, "{line}: {}", done.stdout);
        assert_eq!(bad.read("outputs"), "", "{line}");
        assert!(!bad.path("arguments").exists(), "{line}: it was run");
    }

    let elsewhere = stage().with("RUNNER_OS", "Windows");
    assert_eq!(run(&elsewhere, "install").code, 2);
}

#[test]
fn inputs_reach_the_shell_as_variables_only() {
    let action = yaml("action.yml").remove(0);
    let mut used = String::new();
    for step in action["runs"]["steps"].as_array().expect("a list") {
        let script = step["run"].as_str().unwrap_or_default();
        assert!(!script.contains("${{"), "{script}");
        used.push_str(&step["env"].to_string());
        used.push_str(&step["with"].to_string());
        used.push_str(&step["if"].to_string());
        // Every variable is set, so that `set -u` never stops a run.
        for name in step["env"]
            .as_object()
            .into_iter()
            .flat_map(|env| env.keys())
        {
            let is_token = name == "GH_TOKEN";
            assert!(
                is_token
                    || script.contains(&format!("${name}"))
                    || script.contains(&format!("${{{name}#")),
                "{name} is not used"
            );
        }
    }
    let inputs = action["inputs"].as_object().expect("inputs");
    for (name, input) in inputs {
        assert!(
            used.contains(&format!("inputs.{name} ")),
            "{name} is not used"
        );
        assert_eq!(input.get("required"), None);
        assert_ne!(input["default"], Value::Null, "{name}");
    }
    // And the page says all of them.
    let page = text("docs/github.md");
    for name in inputs
        .keys()
        .chain(action["outputs"].as_object().expect("outputs").keys())
    {
        assert!(
            page.contains(&format!("| `{name}` |")),
            "docs/github.md lacks {name}"
        );
    }
}
