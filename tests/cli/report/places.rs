//! Paths are told from the root of the repository, wherever the run begins.

use std::path::Path;

use serde_json::Value;

use crate::bad_input::Files;
use crate::runner::{TODAY, tenantlint};

const EXPORT: &str = "default: {isServiceDefault: true}\npartners: [{tenantId: x}]\n";

/// The path that each form for platforms tells of the first finding.
fn told(folder: &Path, input: &str) -> [String; 6] {
    let text = |form: &str| {
        let done = tenantlint()
            .dir(folder)
            .args([
                "check",
                "--no-config",
                "--as-of",
                TODAY,
                "--format",
                form,
                input,
            ])
            .run();
        assert!(done.stdout.contains("export"), "{}", done.shown());
        done.stdout
    };
    let between = |text: String, before: &str, after: char| {
        let rest = text
            .split(before)
            .nth(1)
            .unwrap_or_else(|| panic!("{before} in {text}"));
        rest.split(after).next().unwrap_or_default().to_owned()
    };
    let sarif: Value = serde_json::from_str(&text("sarif")).expect("JSON");
    let gitlab: Value = serde_json::from_str(&text("gitlab")).expect("JSON");
    let uri = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]
        ["uri"];
    [
        uri.as_str().expect("an address").to_owned(),
        gitlab[0]["location"]["path"]
            .as_str()
            .expect("a path")
            .to_owned(),
        between(text("github"), "file=", ','),
        between(text("azure"), "sourcepath=", ';'),
        between(text("junit"), "\">e", '\n').replace("xports/", "exports/"),
        text("markdown")
            .split("| ")
            .find(|cell| cell.contains("export.yaml:"))
            .and_then(|cell| cell.split(':').next())
            .unwrap_or_default()
            .to_owned(),
    ]
}

#[test]
fn a_sub_folder_and_an_absolute_path_tell_the_same() {
    let files = Files::new()
        .with(".git/HEAD", "ref: refs/heads/main\n")
        .with("exports/entra/export.yaml", EXPORT);
    let root = files.path();
    let deep = root.join("exports/entra");
    let absolute = deep.join("export.yaml").display().to_string();
    let expected = ["exports/entra/export.yaml"; 6];
    assert_eq!(told(root, "."), expected);
    assert_eq!(told(root, "exports"), expected);
    assert_eq!(told(&deep, "."), expected);
    assert_eq!(told(&root.join("exports"), "./entra/../entra"), expected);
    assert_eq!(told(root, &absolute), expected);
    assert_eq!(told(&deep, &absolute), expected);
}

#[test]
fn without_a_repository_paths_are_told_from_where_the_run_begins() {
    let files = Files::new().with("exports/entra/export.yaml", EXPORT);
    let expected = ["exports/entra/export.yaml"; 6];
    assert_eq!(told(files.path(), "."), expected);
    let absolute = files.path().join("exports").display().to_string();
    assert_eq!(told(files.path(), &absolute), expected);
}

#[test]
fn what_lies_outside_has_an_address_of_its_own() {
    let outside = Files::new().with("export.yaml", EXPORT);
    let files = Files::new().with(".git/HEAD", "");
    let path = outside
        .path()
        .canonicalize()
        .expect("a folder")
        .join("export.yaml");
    let done = tenantlint()
        .dir(files.path())
        .args([
            "check",
            "--no-config",
            "--as-of",
            TODAY,
            "--format",
            "sarif",
        ])
        .args([&path])
        .run();
    let log = done.json();
    let place =
        &log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], format!("file://{}", path.display()));
    assert!(place["uriBaseId"].is_null());
}
