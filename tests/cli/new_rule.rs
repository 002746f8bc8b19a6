//! `tenantlint new rule`: a rule from nothing, and what is refused.

use std::path::Path;

use crate::bad_input::Files;
use crate::runner::{Done, tenantlint};

const FILES: [&str; 5] = [
    "doc.md",
    "fail.yaml",
    "pass.yaml",
    "rule.rego",
    "rule_test.rego",
];

fn new_rule(folder: &Path, args: &[&str]) -> Done {
    tenantlint()
        .dir(folder)
        .args(["new", "rule"])
        .args(args)
        .run()
}

fn test(folder: &Path) -> Done {
    tenantlint().dir(folder).args(["test", "house-rules"]).run()
}

#[test]
fn a_new_rule_has_five_files_and_one_test_that_fails() {
    let files = Files::new();
    let done = new_rule(files.path(), &["entra/my-rule"]);
    assert_eq!(done.code, 0, "{}", done.shown());
    let folder = files.path().join("house-rules/entra/my-rule");
    let mut found: Vec<String> = std::fs::read_dir(&folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").file_name().into_string().unwrap())
        .collect();
    found.sort();
    assert_eq!(found, FILES);
    for name in FILES {
        let text = std::fs::read_to_string(folder.join(name)).expect("the file");
        for left in ["RULE-ID", "AREA", "PACKAGE"] {
            assert!(!text.contains(left), "{name} still says {left}");
        }
    }

    let done = test(files.path());
    assert_eq!(done.code, 1, "{}", done.shown());
    let failing: Vec<&str> = done
        .stdout
        .lines()
        .filter(|line| line.contains("FAIL"))
        .collect();
    assert_eq!(failing.len(), 1, "{}", done.shown());
    assert!(failing[0].contains("test_is_finished"), "{}", done.shown());

    // Without that test everything passes.
    let path = folder.join("rule_test.rego");
    let tests = std::fs::read_to_string(&path).expect("the tests");
    let (kept, _) = tests
        .split_once("# This one fails on purpose")
        .expect("the test");
    std::fs::write(&path, kept).expect("the tests are written");
    let done = test(files.path());
    assert_eq!(done.code, 0, "{}", done.shown());
}

#[test]
fn a_new_rule_runs_beside_those_built_in() {
    let files = Files::new().with(
        "export.yaml",
        "default: {isServiceDefault: true}
partners:
  - {tenantId: 22222222-2222-4222-8222-222222222222, inboundTrust: {isMfaAccepted: false}}
",
    );
    new_rule(files.path(), &["entra/my-rule", "--dir", "own/rules"]);
    let done = tenantlint()
        .dir(files.path())
        .args(["check", "export.yaml", "--policies", "own/rules"])
        .args(["--format", "concise", "--rule", "my-rule"])
        .run();
    assert!(
        done.stdout.contains("export.yaml:3:") && done.stdout.contains("warning[my-rule]"),
        "{}",
        done.shown()
    );
}

#[test]
fn what_can_not_be_made_is_refused() {
    let files = Files::new().with("house-rules/entra/taken/notes.txt", "mine");
    for (name, says) in [
        ("my-rule", "must be AREA/ID"),
        ("entra/", "must be in kebab-case"),
        ("/my-rule", "must be in kebab-case"),
        ("entra/My-Rule", "must be in kebab-case"),
        ("entra/my_rule", "must be in kebab-case"),
        ("entra/my--rule", "must be in kebab-case"),
        ("entra/my-rule-", "must be in kebab-case"),
        ("entra/1-rule", "must be in kebab-case"),
        ("entra/my/rule", "must be in kebab-case"),
        ("../my-rule", "must be in kebab-case"),
        ("entra/mfa-trust-missing", "there is a rule"),
        // Ids are the same wherever the rule lies.
        ("house/mfa-trust-missing", "there is a rule"),
        ("entra/taken", "is there already"),
    ] {
        let done = new_rule(files.path(), &[name]);
        assert_eq!(done.code, 2, "{name}: {}", done.shown());
        assert!(done.stderr.contains(says), "{name}: {}", done.shown());
        assert_eq!(done.stdout, "", "{name}");
    }
    let twice = [(); 2].map(|()| new_rule(files.path(), &["entra/my-rule"]).code);
    assert_eq!(twice, [0, 2]);
    // Nothing was written but that rule.
    let entra = files.path().join("house-rules/entra");
    assert_eq!(std::fs::read_dir(entra).expect("the folder").count(), 2);
    assert!(!files.path().join("house-rules/house").exists());
    let mine = files.path().join("house-rules/entra/taken/notes.txt");
    assert_eq!(std::fs::read_to_string(mine).expect("the file"), "mine");
}
