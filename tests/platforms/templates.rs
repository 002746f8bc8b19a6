//! What `tenantlint init` writes for a platform fits what this repository gives that platform.

use std::collections::BTreeSet;

use crate::stage::{root, text, yaml};

const TEMPLATES: &str = "src/command/init";

#[test]
fn the_workflow_calls_the_action_with_inputs_it_has() {
    let workflow = yaml(&format!("{TEMPLATES}/github.yml")).remove(0);
    let action = yaml("action.yml").remove(0);
    let steps = workflow["jobs"]["check"]["steps"]
        .as_array()
        .expect("a list");
    let ours = steps
        .iter()
        .find(|step| step["uses"] == "OWNER/tenantlint@VERSION");
    let with = ours.expect("our step")["with"].as_object();
    for name in with.into_iter().flat_map(|with| with.keys()) {
        assert!(action["inputs"].get(name).is_some(), "{name}");
    }
    // A workflow that reads what others propose, and comments on it, needs no more.
    assert_eq!(
        workflow["permissions"],
        serde_json::json!({"contents": "read", "pull-requests": "write"})
    );
    assert!(!text(format!("{TEMPLATES}/github.yml")).contains("pull_request_target"));
}

#[test]
fn the_component_gets_the_inputs_it_demands() {
    let include = yaml(&format!("{TEMPLATES}/gitlab.yml")).remove(0)["include"][0].clone();
    let component = include["component"].as_str().expect("a component");
    // GitLab takes the last part for a file in templates/.
    let name = component.rsplit_once('/').expect("a path").1;
    let name = name.split('@').next().expect("a name");
    assert!(root().join(format!("templates/{name}.yml")).is_file());
    let given: BTreeSet<&String> = include["inputs"]
        .as_object()
        .expect("inputs")
        .keys()
        .collect();
    let spec = yaml("templates/tenantlint.yml").remove(0);
    for (name, input) in spec["spec"]["inputs"].as_object().expect("inputs") {
        assert!(
            given.contains(name) || input.get("default").is_some(),
            "{name} is missing"
        );
    }
    assert!(
        given
            .iter()
            .all(|name| spec["spec"]["inputs"].get(name).is_some()),
        "{given:?}"
    );
}

#[test]
fn the_pipeline_names_a_template_that_is_here() {
    let pipeline = yaml(&format!("{TEMPLATES}/azure-pipelines.yml")).remove(0);
    let resource = &pipeline["resources"]["repositories"][0]["repository"];
    let steps = pipeline["steps"].as_array().expect("a list");
    let template = steps.iter().find_map(|step| step["template"].as_str());
    let (path, repository) = template
        .and_then(|path| path.split_once('@'))
        .expect("a template");
    assert_eq!(resource, repository);
    assert!(root().join(path).is_file());
    // The template checks it out under the same name, and then `self` has to be asked to lie where it always lies.
    assert!(text(path).contains(&format!("- checkout: {repository}\n")));
    assert_eq!(steps[0]["path"], "s");
}

#[test]
fn hooks_pass_no_file_names() {
    let hooks = yaml(".pre-commit-hooks.yaml").remove(0);
    let hooks = hooks.as_array().expect("a list").clone();
    assert_eq!(hooks.len(), 2);
    for hook in hooks {
        assert_eq!(hook["pass_filenames"], false);
        assert_eq!(hook["require_serial"], true);
        assert_eq!(hook["entry"], "tenantlint check");
    }
}

/// What people copy from the pages is YAML, and of this version.
#[test]
fn the_examples_of_the_pages_are_of_this_version() {
    let version = concat!("v", env!("CARGO_PKG_VERSION"));
    for page in ["github", "gitlab", "azure", "pre-commit"] {
        let text = text(format!("docs/{page}.md"));
        let blocks: Vec<&str> = text
            .split("```yaml\n")
            .skip(1)
            .filter_map(|rest| rest.split("```").next())
            .collect();
        assert!(blocks.len() > 1, "{page}");
        for block in &blocks {
            let read: Result<serde_json::Value, _> = serde_yaml::from_str(block);
            assert!(read.is_ok(), "{page}: {block}");
        }
        assert!(blocks[0].contains(version), "{page}");
        let others = text.matches("v0.").count() - text.matches(version).count();
        assert_eq!(others, 0, "{page} names another version");
    }
}
