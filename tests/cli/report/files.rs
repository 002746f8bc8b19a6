//! `--output`: files beside standard output, written whole or not at all, and never over what is read.

use std::fs;

use crate::bad_input::{Files, SOUND};
use crate::runner::{Done, TODAY, tenantlint};

fn check(files: &Files, args: &[&str]) -> Done {
    tenantlint()
        .dir(files.path())
        .args([
            "check",
            "--as-of",
            TODAY,
            "--rule",
            "default-direct-connect-open",
        ])
        .args(args)
        .run()
}

fn sound() -> Files {
    Files::new().with("export.yaml", SOUND)
}

fn names(files: &Files) -> Vec<String> {
    let entries = fs::read_dir(files.path()).expect("the folder");
    let mut names: Vec<String> = entries
        .flatten()
        .map(|entry| entry.file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn several_files_in_one_run_and_nothing_is_left_behind() {
    let files = sound().with("old.json", "{}");
    let args = [
        "--format=json",
        "--output=json=old.json",
        "--output",
        "sarif=a=b.sarif",
        "--output",
        "json=new.json",
    ];
    let done = check(&files, &args);
    assert_eq!(done.code, 0, "{}", done.shown());
    assert_eq!(
        names(&files),
        ["a=b.sarif", "export.yaml", "new.json", "old.json"]
    );
    for name in ["old.json", "new.json"] {
        assert_eq!(
            fs::read_to_string(files.path().join(name)).expect("a file"),
            done.stdout
        );
    }
    // A report in the folder is no export, and may be written anew.
    let again = check(&files, &args);
    assert_eq!(
        (again.code, again.stderr.as_str()),
        (0, ""),
        "{}",
        again.shown()
    );
}

#[test]
fn a_wrong_output_is_a_wrong_command_line() {
    let files = sound();
    for (args, words) in [
        (vec!["--output", "json"], "FORM=FILE"),
        (vec!["--output", "json="], "FORM=FILE"),
        (vec!["--output", "xml=a.xml"], "there is no form `xml`"),
        (vec!["--output=json=a", "--output=csv=a"], "two reports"),
        (vec!["--output=json=a", "--output=json=./a"], "two reports"),
    ] {
        let done = check(&files, &args);
        assert_eq!(done.code, 2, "{}", done.shown());
        assert!(done.stderr.contains(words), "{}", done.shown());
        assert_eq!(names(&files), ["export.yaml"], "{args:?}");
    }
}

#[test]
fn what_is_read_is_never_overwritten() {
    let rule = "package house.some_rule\n";
    let files = sound()
        .with(
            "tenantlint.yaml",
            "version: 1\nregister: partners.yaml\npolicies: [rules]\n",
        )
        .with("partners.yaml", "partners: []\n")
        .with("broken.json", "{\"tenantId\": ")
        .with("rules/some-rule/rule.rego", rule);
    let absolute = files.path().join("export.yaml").display().to_string();
    for name in [
        "export.yaml",
        "./rules/../export.yaml",
        absolute.as_str(),
        "tenantlint.yaml",
        "partners.yaml",
        "broken.json",
        "rules/some-rule/rule.rego",
        "rules/report.json",
    ] {
        let read = |name: &str| fs::read_to_string(files.path().join(name)).ok();
        let before = read(name);
        let done = check(&files, &["--output", &format!("json={name}"), "."]);
        assert_eq!(done.code, 2, "{name}: {}", done.shown());
        assert!(done.stderr.contains("a report would"), "{}", done.shown());
        assert_eq!((done.stdout.as_str(), read(name)), ("", before), "{name}");
    }
    // Nor when the run can't begin.
    let wrong = files.with("tenantlint.yaml", "version: 2\n");
    let done = check(&wrong, &["--output=json=tenantlint.yaml"]);
    assert_eq!(done.code, 2, "{}", done.shown());
    let config = fs::read_to_string(wrong.path().join("tenantlint.yaml"));
    assert_eq!(config.expect("the config"), "version: 2\n");
}

#[test]
fn a_link_to_what_is_read_is_not_followed_over_it() {
    #[cfg(unix)]
    {
        let files = sound();
        let link = files.path().join("report.json");
        std::os::unix::fs::symlink(files.path().join("export.yaml"), link).expect("a link");
        let done = check(&files, &["--output=json=report.json"]);
        assert_eq!(done.code, 2, "{}", done.shown());
    }
}

#[test]
#[cfg(unix)]
fn what_can_not_be_written_is_said_and_the_rest_is_written() {
    use std::os::unix::fs::PermissionsExt as _;
    let files = sound().with("locked.json", "old").with("folder/x", "");
    let locked = files.path().join("locked.json");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o444)).expect("permissions");
    for (name, words) in [
        ("nowhere/a.json", "there is no such folder"),
        ("folder", "it is a folder"),
        ("locked.json", "it is read-only"),
        ("/dev/full", "No space left"),
    ] {
        let done = check(
            &files,
            &[
                "--exit-zero",
                "--output",
                &format!("json={name}"),
                "--output=csv=good.csv",
                "export.yaml",
            ],
        );
        assert_eq!(done.code, 70, "{name}: {}", done.shown());
        let line = format!("error: {name} could not be written: {words}");
        assert!(done.stderr.contains(&line), "{}", done.shown());
        assert!(done.stdout.contains("1 tenant"), "{}", done.shown());
        assert!(files.path().join("good.csv").exists());
    }
    assert_eq!(fs::read_to_string(locked).expect("a file"), "old");
    assert_eq!(
        names(&files),
        ["export.yaml", "folder", "good.csv", "locked.json"]
    );
}

#[test]
fn a_file_has_no_colours_and_the_mode_it_had() {
    let files = sound().with("old.txt", "");
    let done = check(&files, &["--color=always", "--output=human=old.txt"]);
    let text = fs::read_to_string(files.path().join("old.txt")).expect("a file");
    assert!(
        !text.contains('\u{1b}') && !text.is_empty(),
        "{}",
        done.shown()
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let old = files.path().join("old.txt");
        fs::set_permissions(&old, fs::Permissions::from_mode(0o640)).expect("permissions");
        check(&files, &["--output=human=old.txt"]);
        let mode = fs::metadata(&old).expect("a file").permissions().mode();
        assert_eq!(mode & 0o777, 0o640);
    }
}
