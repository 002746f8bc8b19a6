//! The table of bad input: for each broken file the diagnostic, its place, and the exit code.
//!
//! A row says what is given, then what must be said: `code line:column`, the exit code, and words that the message or
//! the help must hold. Nothing else may be said of the file.

mod among_records;
mod config;
mod encodings;
mod example_folder;
mod exports;
mod register;
mod rules;
mod texts;

use std::path::Path;

use serde_json::Value;

use crate::runner::{Done, TODAY, tenantlint};

/// What must be said of one broken file.
#[derive(Clone, Copy)]
pub(crate) struct Expected {
    /// `code line:column`, or `code` alone when there is no place to show.
    pub(crate) said: &'static str,
    pub(crate) exit: i32,
    /// Words that the message or the help must hold.
    pub(crate) words: &'static str,
}

/// Files for one row, in a folder of their own.
pub(crate) struct Files {
    folder: tempfile::TempDir,
}

impl Files {
    pub(crate) fn new() -> Files {
        Files {
            folder: tempfile::tempdir().expect("a folder for the test"),
        }
    }

    pub(crate) fn with(self, name: &str, bytes: impl AsRef<[u8]>) -> Files {
        let path = self.path().join(name);
        let folder = path.parent().expect("a file lies in a folder");
        std::fs::create_dir_all(folder).expect("the folder is made");
        std::fs::write(path, bytes).expect("the file is written");
        self
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    /// git in this folder, with no config but its own.
    pub(crate) fn git(&self, args: &[&str]) {
        let done = std::process::Command::new("git")
            .current_dir(self.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
            .args(args)
            .output()
            .expect("git runs");
        assert!(done.status.success(), "git {args:?}: {done:?}");
    }

    /// Commit all there is.
    pub(crate) fn commit(&self) {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "-m", "as it is"]);
    }

    /// `check` in this folder, with a JSON report.
    pub(crate) fn check(&self, args: &[&str]) -> Done {
        tenantlint()
            .dir(self.path())
            .args(["check", "--format", "json", "--as-of", TODAY])
            .args(args)
            .run()
    }
}

/// A tenant that nothing is wrong with.
pub(crate) const SOUND: &str = "default: {isServiceDefault: true}\npartners: []\n";

/// A row that does not hold, as text; rows are judged together, so that one run shows all.
pub(crate) fn judge(row: &str, done: &Done, expected: Expected) -> Option<String> {
    let report: Value = match serde_json::from_str(&done.stdout) {
        Ok(report) => report,
        Err(error) => return Some(format!("{row}: no report: {error}\n{}", done.shown())),
    };
    let diagnostics = report["diagnostics"].as_array().expect("a list");
    let said: Vec<String> = diagnostics.iter().map(place).collect();
    let text: String = diagnostics
        .iter()
        .map(|one| format!("{} {}", one["message"], one["help"]))
        .collect();
    if said == [expected.said] && done.code == expected.exit && text.contains(expected.words) {
        return None;
    }
    Some(format!(
        "{row}\n  expected: {} exit {} with {:?}\n  got:      {} exit {} with {text}",
        expected.said,
        expected.exit,
        expected.words,
        said.join(", "),
        done.code,
    ))
}

/// `code line:column` of a diagnostic.
fn place(diagnostic: &Value) -> String {
    let code = diagnostic["code"].as_str().unwrap_or_default();
    match diagnostic["labels"]
        .as_array()
        .and_then(|labels| labels.first())
    {
        None => code.to_owned(),
        Some(label) => format!(
            "{code} {}:{}",
            label["start"]["line"], label["start"]["column"]
        ),
    }
}

/// Stop with every row that does not hold.
pub(crate) fn all_hold(wrong: Vec<String>) {
    assert!(
        wrong.is_empty(),
        "{} rows do not hold:\n\n{}",
        wrong.len(),
        wrong.join("\n\n")
    );
}

/// The rows of a table whose rows are one text each, read under one name.
pub(crate) fn texts_hold(
    name: &str,
    rows: &[(&'static str, &'static str, &'static str, i32, &'static str)],
) {
    let wrong = rows
        .iter()
        .filter_map(|(row, text, said, exit, words)| {
            let done = Files::new().with(name, text).check(&["--no-config", name]);
            let expected = Expected {
                said,
                exit: *exit,
                words,
            };
            judge(row, &done, expected)
        })
        .collect();
    all_hold(wrong);
}
