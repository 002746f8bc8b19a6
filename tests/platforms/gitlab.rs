//! `templates/tenantlint.yml`, the component for GitLab.

use serde_json::Value;

use crate::stage::{HOSTILE, Stage, formats, text, without_outputs, yaml};

fn component() -> (Value, Value) {
    let mut documents = yaml("templates/tenantlint.yml");
    let job = documents.pop().expect("the job");
    (
        documents.pop().expect("the inputs"),
        job["tenantlint"].clone(),
    )
}

pub(crate) fn script() -> String {
    let (_, job) = component();
    let lines = job["script"].as_array().expect("a list");
    assert_eq!(lines.len(), 1);
    lines[0].as_str().expect("a script").to_owned()
}

pub(crate) fn job() -> Stage {
    Stage::new()
        .with_path("CI_PROJECT_DIR", "work")
        .with("TENANTLINT_SOURCE", "")
        .with("TENANTLINT_VERSION", "")
        .with("TENANTLINT_CONFIG", "")
        .with("TENANTLINT_PROFILE", "")
        .with("TENANTLINT_FAIL_ON", "")
        .with("TENANTLINT_CHANGED_SINCE", "")
        .with("TENANTLINT_REVIEW", "true")
        .with("TENANTLINT_REVIEW_FAIL_ON", "new")
}

/// Images have bash, or only a plain shell.
pub(crate) const SHELLS: [&[&str]; 2] = [&["bash", "-eo", "pipefail"], &["sh", "-e"]];

#[test]
fn every_exit_code_comes_through() {
    for shell in SHELLS {
        for code in [0, 1, 2, 3, 4, 5, 70] {
            let stage = job()
                .with("CODE", &code.to_string())
                .with("TENANTLINT_ARGS", "")
                .with("TENANTLINT_PATHS", ".");
            assert_eq!(stage.run(shell, &script()).code, code);
            let arguments = stage.arguments();
            assert_eq!(without_outputs(&arguments), ["check", "--", "."]);
            assert_eq!(formats(&arguments), ["gitlab", "junit", "markdown"]);
        }
    }
}

#[test]
fn nothing_given_is_run() {
    let lines = HOSTILE.join("\n");
    for shell in SHELLS {
        let stage = job()
            .with("TENANTLINT_ARGS", &lines)
            .with("TENANTLINT_PATHS", &format!("\n{lines}\n"))
            .with("TENANTLINT_CONFIG", HOSTILE[1]);
        let done = stage.run(shell, &script());
        assert_eq!(done.code, 0, "{}", done.stderr);
        let config = format!("--config={}", HOSTILE[1]);
        let expected: Vec<&str> = ["check", &config]
            .into_iter()
            .chain(HOSTILE)
            .chain(["--"])
            .chain(HOSTILE)
            .collect();
        assert_eq!(without_outputs(&stage.arguments()), expected);
    }
}

#[test]
fn a_program_is_built_where_the_image_has_none() {
    let stage = job()
        .with("TENANTLINT_ARGS", "")
        .with("TENANTLINT_PATHS", ".")
        .with("TENANTLINT_SOURCE", "https://git.example/a b.git")
        .with("CODE", "1");
    stage.cargo();
    std::fs::rename(stage.path("bin/tenantlint"), stage.path("program")).expect("moved");
    let done = stage.run(SHELLS[1], &script());
    assert_eq!(done.code, 1, "{}", done.stderr);
    assert_eq!(stage.read("cargo-in"), "/\n");
    let cargo = stage.read("cargo");
    assert!(
        cargo.contains("\0--git\0https://git.example/a b.git\0"),
        "{cargo}"
    );
    // A second argument keeps cargo from taking another crate of that repository.
    assert!(cargo.ends_with("\0tenantlint\0"), "{cargo}");
}

#[test]
fn inputs_reach_the_shell_as_variables_only() {
    let (spec, job) = component();
    assert!(!script().contains("$[["));
    let used = job.to_string();
    let page = text("docs/gitlab.md");
    for name in spec["spec"]["inputs"].as_object().expect("inputs").keys() {
        assert!(
            used.contains(&format!("$[[ inputs.{name} ]]")),
            "{name} is not used"
        );
        assert!(
            page.contains(&format!("| `{name}` |")),
            "docs/gitlab.md lacks {name}"
        );
    }
}
