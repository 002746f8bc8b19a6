//! What the program prints of itself: schemas, completions of shells, manual pages.

// A shell that is not on this machine is skipped, and that is said.
#![allow(clippy::print_stdout)]

use std::collections::BTreeSet;
use std::process::{Command, Stdio};

use crate::bad_input::Files;
use crate::runner::{root, tenantlint};

#[test]
fn schema_prints_every_file_as_it_is() {
    let listed = tenantlint().args(["schema"]).run();
    assert_eq!(listed.code, 0, "{}", listed.shown());
    let listed: BTreeSet<&str> = listed
        .stdout
        .lines()
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    let mut there = BTreeSet::new();
    for entry in std::fs::read_dir(root().join("schemas")).expect("the folder") {
        let path = entry.expect("an entry").path();
        let file = path
            .file_name()
            .and_then(|name| name.to_str())
            .expect("a name");
        let Some(name) = file.strip_suffix(".schema.json") else {
            continue;
        };
        let done = tenantlint().args(["schema", name]).run();
        assert_eq!(done.code, 0, "{}", done.shown());
        let text = std::fs::read_to_string(&path).expect("the file");
        assert!(done.stdout == text, "{name} is not printed as it is");
        there.insert(name.to_owned());
    }
    assert_eq!(listed, there.iter().map(String::as_str).collect());
    for name in ["config", "register", "waivers", "rule", "report", "input"] {
        assert!(listed.contains(name), "{name}");
    }
}

#[test]
fn what_there_is_no_schema_or_page_of_is_a_wrong_command() {
    for (args, says) in [
        (["schema", "confg"], "did you mean `config`?"),
        (["schema", "../Cargo"], "`tenantlint schema` lists them"),
        (["schema", "\u{1b}[31m"], "there is no schema `\\u{1b}[31m`"),
        (["man", "chek"], "did you mean `check`?"),
        (["man", "\u{1b}[31m"], "there is no command `\\u{1b}[31m`"),
        (["completions", "csh"], "bash"),
    ] {
        let done = tenantlint().args(args).run();
        assert_eq!(done.code, 2, "{args:?}: {}", done.shown());
        assert_eq!(done.stdout, "", "{args:?}");
        assert!(done.stderr.contains(says), "{args:?}: {}", done.shown());
    }
}

/// Each shell that is on this machine reads its completions without running them.
#[test]
fn completions_are_read_by_their_shells() {
    for (name, reads) in [
        ("bash", &["bash", "-n"][..]),
        ("zsh", &["zsh", "-n"]),
        ("fish", &["fish", "--no-execute"]),
        ("powershell", &[]),
    ] {
        let done = tenantlint().args(["completions", name]).run();
        assert_eq!(done.code, 0, "{}", done.shown());
        assert!(done.stdout.contains("fail-on"), "{name}: {}", done.shown());
        let files = Files::new().with("completions", &done.stdout);
        let Some((program, args)) = reads.split_first() else {
            continue;
        };
        let read = Command::new(program)
            .args(args)
            .arg(files.path().join("completions"))
            .stdin(Stdio::null())
            .output();
        match read {
            Ok(read) => assert!(
                read.status.success() && read.stderr.is_empty(),
                "{name}: {}",
                String::from_utf8_lossy(&read.stderr)
            ),
            Err(_) => println!("skipped: {name} is not here"),
        }
    }
}

/// Bash asks the function what may follow `tenantlint check --fail-on`.
#[test]
fn bash_completes_a_value() {
    let script = "source /dev/stdin; COMP_WORDS=(tenantlint check --fail-on w); COMP_CWORD=3; \
                  _tenantlint tenantlint w --fail-on; echo \"${COMPREPLY[@]}\"";
    let done = tenantlint().args(["completions", "bash"]).run();
    let files = Files::new().with("completions", &done.stdout);
    let script = script.replace(
        "/dev/stdin",
        &files.path().join("completions").to_string_lossy(),
    );
    match Command::new("bash")
        .args(["--norc", "-c", &script])
        .output()
    {
        Ok(done) => assert_eq!(
            String::from_utf8_lossy(&done.stdout),
            "warning\n",
            "{done:?}"
        ),
        Err(_) => println!("skipped: bash is not here"),
    }
}

#[test]
fn manual_pages_are_roff() {
    let whole = tenantlint().args(["man"]).run();
    assert_eq!(whole.code, 0, "{}", whole.shown());
    assert!(
        whole.stdout.contains(".TH tenantlint 1"),
        "{}",
        whole.shown()
    );
    assert!(
        whole.stdout.contains("tenantlint\\-check(1)"),
        "{}",
        whole.shown()
    );
    let check = tenantlint().args(["man", "check"]).run();
    assert_eq!(check.code, 0, "{}", check.shown());
    assert!(
        check.stdout.contains(".TH tenantlint-check 1"),
        "{}",
        check.shown()
    );
    assert!(check.stdout.contains("fail\\-on"), "{}", check.shown());
}
