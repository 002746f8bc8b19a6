//! Running the binary: `tenantlint().args(["check", "."]).run()`.

use std::ffi::OsStr;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};

use serde_json::Value;

/// The day on which every test looks at agreements.
pub(crate) const TODAY: &str = "2026-11-23";

/// What changes the output of a run on somebody's machine.
const SCRUBBED: [&str; 13] = [
    "NO_COLOR",
    "CLICOLOR",
    "CLICOLOR_FORCE",
    "FORCE_COLOR",
    "FORCE_HYPERLINK",
    "COLUMNS",
    "LINES",
    "TERM",
    "LANG",
    "LC_ALL",
    "LC_CTYPE",
    "RAYON_NUM_THREADS",
    "GITHUB_STEP_SUMMARY",
];

/// A run to be.
pub(crate) struct Run {
    command: Command,
    stdin: Option<Vec<u8>>,
}

/// How a run ended.
pub(crate) struct Done {
    pub(crate) stdout: String,
    pub(crate) stderr: String,
    pub(crate) code: i32,
}

/// The binary, in the root of this repository, with a clean environment and an empty standard input.
pub(crate) fn tenantlint() -> Run {
    let mut command = Command::new(env!("CARGO_BIN_EXE_tenantlint"));
    command.current_dir(root());
    for name in SCRUBBED {
        command.env_remove(name);
    }
    Run {
        command,
        stdin: None,
    }
}

/// The root of this repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

impl Run {
    pub(crate) fn args<S: AsRef<OsStr>>(mut self, args: impl IntoIterator<Item = S>) -> Run {
        self.command.args(args);
        self
    }

    pub(crate) fn stdin(mut self, bytes: impl Into<Vec<u8>>) -> Run {
        self.stdin = Some(bytes.into());
        self
    }

    pub(crate) fn dir(mut self, folder: &Path) -> Run {
        self.command.current_dir(folder);
        self
    }

    pub(crate) fn env(mut self, name: &str, value: &str) -> Run {
        self.command.env(name, value);
        self
    }

    pub(crate) fn run(self) -> Done {
        self.run_into(Stdio::piped())
    }

    /// The same with standard output going elsewhere.
    pub(crate) fn run_into(mut self, stdout: Stdio) -> Done {
        let mut child = self
            .command
            .stdin(Stdio::piped())
            .stdout(stdout)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the binary starts");
        let mut stdin = child.stdin.take().expect("standard input is a pipe");
        let bytes = self.stdin.unwrap_or_default();
        // A run that ends before it reads everything is no fault of the test.
        let writer = std::thread::spawn(move || drop(stdin.write_all(&bytes)));
        let output = child.wait_with_output().expect("the binary ends");
        writer.join().expect("standard input is written");
        Done {
            stdout: String::from_utf8(output.stdout).expect("standard output is UTF-8"),
            stderr: String::from_utf8(output.stderr).expect("standard error is UTF-8"),
            code: output.status.code().expect("the run is not killed"),
        }
    }
}

impl Done {
    /// Standard output as JSON.
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| {
            panic!(
                "no JSON: {error}\nstdout: {}\nstderr: {}",
                self.stdout, self.stderr
            )
        })
    }

    /// The run, for the message of a failed test.
    pub(crate) fn shown(&self) -> String {
        format!(
            "exit {}\n--- stdout\n{}\n--- stderr\n{}",
            self.code, self.stdout, self.stderr
        )
    }
}
