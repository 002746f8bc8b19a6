//! Where a script runs: a folder for its files, and a program that stands for tenantlint.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use serde_json::Value;

/// Notes its arguments, writes what `--output` asks for, and says what a hostile export would have it say. With `REAL`, that
/// program reports instead, without `--output`.
const STAND_IN: &str = r#"#!/usr/bin/env bash
printf '%s\0' "$@" > "$STAGE/arguments"
[ "${1-}" = --version ] && exit 0
rest=()
while [ $# -gt 0 ]; do
  if [ "$1" = --output ]; then
    printf '%s\n' "as ${2%%=*}" > "${2#*=}"
    shift 2
  else
    rest+=("$1")
    shift
  fi
done
if [ -n "${REAL-}" ]; then exec "$REAL" "${rest[@]}"; fi
echo '::error::taken from an export'
echo 'x ##vso[task.setvariable variable=PATH]taken ##[add-mask]taken'
exit "${CODE:-0}"
"#;

/// Stands for `cargo install ... --root FOLDER ...`: notes its arguments and where it runs.
const CARGO: &str = r#"#!/usr/bin/env bash
printf '%s\0' "$@" > "$STAGE/cargo"
pwd > "$STAGE/cargo-in"
while [ "$1" != --root ]; do shift; done
mkdir -p "$2/bin"
cp "$STAGE/program" "$2/bin/tenantlint"
"#;

/// What no script may treat as more than text.
pub(crate) const HOSTILE: [&str; 9] = [
    "a folder/with 'quotes' and \"more\"",
    "$(touch pwned)",
    "`touch pwned`",
    "; touch pwned; #",
    "*",
    "-rf",
    "${PATH}\\n",
    "日本 \u{202e}",
    "LINES",
];

pub(crate) struct Stage {
    folder: tempfile::TempDir,
    environment: Vec<(String, String)>,
}

pub(crate) struct Done {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Stage {
    pub(crate) fn new() -> Stage {
        let folder = tempfile::tempdir().expect("a folder");
        let stage = Stage {
            folder,
            environment: Vec::new(),
        };
        fs::create_dir(stage.path("bin")).expect("a folder");
        fs::create_dir(stage.path("work")).expect("a folder");
        stage.program("tenantlint", STAND_IN);
        let at = stage.path("").to_string_lossy().into_owned();
        stage.with("STAGE", &at)
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// A program on the path of the script.
    pub(crate) fn program(&self, name: &str, text: &str) {
        let path = self.path("bin").join(name);
        fs::write(&path, text).expect("a program");
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("a program");
    }

    /// A cargo that installs the program from outside of the path.
    pub(crate) fn cargo(&self) {
        self.program("cargo", CARGO);
        fs::copy(self.path("bin/tenantlint"), self.path("program")).expect("copied");
    }

    pub(crate) fn with(mut self, name: &str, value: &str) -> Stage {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// The same with the path of something on the stage.
    pub(crate) fn with_path(self, name: &str, below: &str) -> Stage {
        let path = self.path(below).to_string_lossy().into_owned();
        self.with(name, &path)
    }

    /// Run a script as `shell` does, in `work`, with nothing in the environment but what was given.
    pub(crate) fn run(&self, shell: &[&str], script: &str) -> Done {
        let (program, args) = shell.split_first().expect("a shell");
        let path = std::env::var("PATH").unwrap_or_default();
        let path = format!("{}:{path}", self.path("bin").display());
        let file = self.path("script");
        fs::write(&file, script).expect("the script");
        let done = Command::new(program)
            .args(args)
            .arg(&file)
            .env_clear()
            .env("PATH", path)
            .envs(self.environment.iter().map(|(name, value)| (name, value)))
            .current_dir(self.path("work"))
            .stdin(Stdio::null())
            .output()
            .expect("the shell starts");
        let there: Vec<_> = fs::read_dir(self.path("work")).expect("a folder").collect();
        assert!(
            !there
                .iter()
                .flatten()
                .any(|entry| entry.file_name() == "pwned"),
            "something was run"
        );
        Done {
            code: done.status.code().expect("not killed"),
            stdout: String::from_utf8(done.stdout).expect("UTF-8"),
            stderr: String::from_utf8(done.stderr).expect("UTF-8"),
        }
    }

    /// What the program was given.
    pub(crate) fn arguments(&self) -> Vec<String> {
        let text = fs::read_to_string(self.path("arguments")).expect("the program ran");
        text.split_terminator('\0').map(str::to_owned).collect()
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_default()
    }
}

/// The arguments without `--output` and what it is given.
pub(crate) fn without_outputs(arguments: &[String]) -> Vec<&str> {
    let mut rest = arguments.iter().map(String::as_str);
    let mut found = Vec::new();
    while let Some(argument) = rest.next() {
        if argument == "--output" {
            rest.next();
        } else {
            found.push(argument);
        }
    }
    found
}

/// What a review of the hostile paths against `base` is called with, given hostile config and profile, without outputs.
pub(crate) fn hostile_review(base: &str) -> Vec<String> {
    let config = format!("--config={}", HOSTILE[1]);
    let profile = format!("--profile={}", HOSTILE[2]);
    [
        "review",
        "--revisions",
        "--fail-on=new",
        &config,
        &profile,
        base,
        "--",
    ]
    .into_iter()
    .chain(HOSTILE)
    .map(str::to_owned)
    .collect()
}

/// The mark of a comment, which nothing of the pull request gets into, and the rest of it.
pub(crate) fn marked(text: &str) -> (&str, &str) {
    let (mark, rest) = text.split_once('\n').expect("a line");
    assert!(mark.starts_with("<!-- tenantlint review "), "{mark}");
    assert!(!mark.contains("touch"), "{mark}");
    (mark, rest)
}

/// Which formats are written to files.
pub(crate) fn formats(arguments: &[String]) -> Vec<&str> {
    let pairs = arguments.windows(2).filter(|pair| pair[0] == "--output");
    pairs
        .filter_map(|pair| pair[1].split_once('='))
        .map(|(format, _)| format)
        .collect()
}

pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

pub(crate) fn text(name: impl AsRef<OsStr>) -> String {
    fs::read_to_string(root().join(Path::new(&name))).expect("the file")
}

/// The documents of a YAML file of this repository.
pub(crate) fn yaml(name: &str) -> Vec<Value> {
    use serde::Deserialize as _;
    let text = text(name);
    serde_yaml::Deserializer::from_str(&text)
        .map(|document| Value::deserialize(document).expect("YAML"))
        .collect()
}
