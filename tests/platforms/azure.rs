//! `ci/azure-pipelines/tenantlint.yml`.

use serde_json::Value;

use crate::stage::{HOSTILE, Stage, formats, text, without_outputs, yaml};

pub(crate) fn template() -> Value {
    yaml("ci/azure-pipelines/tenantlint.yml").remove(0)
}

/// The step that checks.
fn step() -> Value {
    let template = template();
    let steps = template["steps"].as_array().expect("a list");
    let step = steps.iter().find(|step| step["bash"].is_string());
    step.expect("the step").clone()
}

pub(crate) fn job() -> Stage {
    let stage = Stage::new()
        .with_path("AGENT_TEMPDIRECTORY", "temp")
        .with("TENANTLINT_BINARY", "tenantlint");
    std::fs::create_dir(stage.path("temp")).expect("a folder");
    stage
}

fn run(stage: &Stage) -> crate::stage::Done {
    let script = step()["bash"].as_str().expect("a script").to_owned();
    stage.run(&["bash", "--noprofile", "--norc"], &script)
}

#[test]
fn every_exit_code_comes_through() {
    for code in [0, 1, 2, 3, 4, 5, 70] {
        let stage = job()
            .with("CODE", &code.to_string())
            .with("TENANTLINT_PATHS", ".");
        let done = run(&stage);
        assert_eq!(done.code, code, "{}", done.stderr);
        let arguments = stage.arguments();
        assert_eq!(without_outputs(&arguments), ["check", "--", "."]);
        assert_eq!(formats(&arguments), ["azure", "sarif", "junit", "markdown"]);
        assert!(
            done.stdout
                .contains("\nas azure\n##vso[task.uploadsummary]"),
            "{}",
            done.stdout
        );
        assert!(stage.path("temp/tenantlint/tenantlint.junit.xml").is_file());
    }
}

#[test]
fn a_program_is_built_from_its_own_repository() {
    let template = template();
    let build = &template["steps"][0]["${{ if eq(parameters.binary, '') }}"];
    let stage = Stage::new()
        .with_path("AGENT_BUILDDIRECTORY", "")
        .with_path("AGENT_TEMPDIRECTORY", "temp");
    std::fs::create_dir(stage.path("tenantlint-source")).expect("a folder");
    stage.cargo();
    let script = build[1]["bash"].as_str().expect("a script");
    let done = stage.run(&["bash", "--noprofile", "--norc"], script);
    assert_eq!(done.code, 0, "{}", done.stderr);
    assert_eq!(build[0]["path"], "tenantlint-source");
    assert!(stage.read("cargo-in").ends_with("/tenantlint-source\n"));
    // Where the other step looks for it.
    assert!(
        stage
            .path("temp/tenantlint-program/bin/tenantlint")
            .is_file()
    );
    assert!(
        step()["bash"]
            .to_string()
            .contains("/tenantlint-program/bin/tenantlint}")
    );
}

#[test]
fn nothing_given_is_run() {
    let lines = HOSTILE.join("\n");
    let stage = job()
        .with("TENANTLINT_ARGS", &lines)
        .with("TENANTLINT_PATHS", &lines)
        .with("TENANTLINT_CONFIG", HOSTILE[1]);
    let done = run(&stage);
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

#[test]
fn what_an_export_says_is_no_command() {
    let done = run(&job().with("TENANTLINT_PATHS", "."));
    let ours = ["##vso[task.uploadsummary]", "##vso[artifact.upload "];
    let commands = done.stdout.lines().filter(|line| line.contains("##"));
    let others: Vec<&str> = commands
        .filter(|line| !ours.iter().any(|our| line.starts_with(our)))
        .collect();
    assert!(others.is_empty(), "{others:?}");
    assert!(
        done.stdout.contains("# #vso[task.setvariable"),
        "{}",
        done.stdout
    );
    assert_eq!(step()["target"]["settableVariables"], "none");
}

#[test]
fn parameters_reach_the_shell_as_variables_only() {
    let template = template();
    let env = template["steps"].to_string();
    let page = text("docs/azure.md");
    for parameter in template["parameters"].as_array().expect("a list") {
        let name = parameter["name"].as_str().expect("a name");
        assert!(
            env.contains(&format!("${{{{ parameters.{name} }}}}"))
                || env.contains(&format!("${{{{ if eq(parameters.{name}, ")),
            "{name} is not used"
        );
        assert!(
            page.contains(&format!("| `{name}` |")),
            "docs/azure.md lacks {name}"
        );
    }
    fn scripts(node: &Value, found: &mut Vec<String>) {
        match node {
            Value::Array(items) => items.iter().for_each(|item| scripts(item, found)),
            Value::Object(members) => {
                found.extend(
                    members
                        .get("bash")
                        .and_then(Value::as_str)
                        .map(str::to_owned),
                );
                members.values().for_each(|member| scripts(member, found));
            }
            _ => {}
        }
    }
    let mut found = Vec::new();
    scripts(&template["steps"], &mut found);
    assert_eq!(found.len(), 3);
    for script in found {
        // `$(...)` with a name in it would be filled in by the agent before the shell sees it.
        assert!(
            !script.contains("${{") && !script.contains("$("),
            "{script}"
        );
    }
}
