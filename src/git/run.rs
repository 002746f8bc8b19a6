//! Running git, so that it runs nothing else and ends.

use std::io::{ErrorKind, Read, Write};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};

use super::Problem;
use crate::source::discover::plain_io_error;

/// The most that git may say about names, in bytes: a million files with long paths.
const MAX_NAMES: u64 = 256 << 20;
/// The most that is kept of an error message.
const MAX_COMPLAINT: u64 = 8 << 10;

/// Config that a repository could use to have something run, or to have changes overlooked.
const CONFIG: [&str; 10] = [
    "core.fsmonitor=false",
    "core.hooksPath=/dev/null",
    "core.untrackedCache=false",
    "core.pager=cat",
    "core.checkStat=default",
    "core.trustctime=true",
    "diff.external=",
    "diff.ignoreSubmodules=none",
    "protocol.allow=never",
    "submodule.recurse=false",
];

/// Variables of git that stay: where the user's own config is, and what it says. Every other `GIT_…` is removed.
const KEPT: [&str; 7] = [
    "GIT_CONFIG_GLOBAL",
    "GIT_CONFIG_SYSTEM",
    "GIT_CONFIG_NOSYSTEM",
    "GIT_CONFIG_COUNT",
    "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM",
    "GIT_EXEC_PATH",
];
const KEPT_BEGINNINGS: [&str; 2] = ["GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_"];

/// Filters are programs that git runs over files of the work tree before it compares them.
pub(super) fn filters(root: &Path) -> Result<Vec<String>, Problem> {
    let args = ["config", "--name-only", "-z", "--get-regexp", "^filter\\."];
    let names = git(root, &[], &args)?.bytes.unwrap_or_default();
    // What can't be named on the command line can't be switched off there.
    let odd = |name: &[u8]| {
        let name = String::from_utf8_lossy(name).into_owned();
        Problem::new(format!(
            "git's config has a filter that can't be switched off: {name}"
        ))
    };
    let mut drivers = Vec::new();
    for name in names.split(|byte| *byte == 0) {
        let text = std::str::from_utf8(name).ok();
        let Some(text) = text.filter(|text| !text.contains('=')) else {
            return Err(odd(name));
        };
        drivers.extend(text.rsplit_once('.').map(|(driver, _)| driver.to_owned()));
    }
    drivers.sort();
    drivers.dedup();
    Ok(drivers
        .iter()
        .flat_map(|driver| {
            ["clean=", "smudge=", "process=", "required=false"]
                .map(|setting| format!("{driver}.{setting}"))
        })
        .collect())
}

/// What git said.
pub(super) struct Answer {
    /// Standard output, or the complaint when git failed.
    bytes: Result<Vec<u8>, String>,
}

impl Answer {
    pub(super) fn text(self) -> Result<String, String> {
        self.bytes
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// For commands that have no reason to fail.
    pub(super) fn sure(self, what: &str) -> Result<Vec<u8>, Problem> {
        self.bytes.map_err(|complaint| {
            Problem::new(format!("git {what} failed")).help(format!("git says: {complaint}"))
        })
    }
}

/// Run git to its end. The error is that there is none, or that it says too much.
pub(super) fn git(folder: &Path, settings: &[String], args: &[&str]) -> Result<Answer, Problem> {
    let mut running = Running::start(folder, settings, args, Vec::new())?;
    let mut bytes = Vec::new();
    let read = (&mut running.out)
        .take(MAX_NAMES + 1)
        .read_to_end(&mut bytes);
    let what = args.first().copied().unwrap_or_default();
    if read.is_err() || bytes.len() as u64 > MAX_NAMES {
        return Err(Problem::new(format!(
            "git {what} says more than {} MiB",
            MAX_NAMES >> 20
        )));
    }
    Ok(Answer {
        bytes: running.end().map(|()| bytes),
    })
}

/// A git at work. It is stopped when nobody waits for its end.
pub(super) struct Running {
    child: Child,
    pub(super) out: ChildStdout,
    complaint: Option<std::thread::JoinHandle<String>>,
}

impl Running {
    pub(super) fn start(
        folder: &Path,
        settings: &[String],
        args: &[&str],
        input: Vec<u8>,
    ) -> Result<Running, Problem> {
        let mut command = command(folder, settings);
        command.args(args);
        let failed = |error: std::io::Error| match error.kind() {
            ErrorKind::NotFound => {
                Problem::new("there is no git command: it is needed to tell what changed")
                    .help("install git, or put it on the PATH")
            }
            _ => Problem::new(format!("git could not be run: {}", plain_io_error(&error))),
        };
        if !folder.is_dir() {
            return Err(Problem::new(format!(
                "{} is no folder",
                folder.to_string_lossy()
            )));
        }
        let mut child = command.spawn().map_err(failed)?;
        let (Some(mut stdin), Some(out), Some(err)) =
            (child.stdin.take(), child.stdout.take(), child.stderr.take())
        else {
            return Err(Problem::new("git could not be talked to"));
        };
        // Side by side with reading: git may answer before it has heard everything.
        std::thread::spawn(move || {
            let _ = stdin.write_all(&input);
        });
        let complaint = std::thread::spawn(move || first_words(err));
        Ok(Running {
            child,
            out,
            complaint: Some(complaint),
        })
    }

    /// Wait; the error is what git complained of.
    fn end(mut self) -> Result<(), String> {
        let status = self.child.wait();
        let complaint = self.complaint.take().map(std::thread::JoinHandle::join);
        match status {
            Ok(status) if status.success() => Ok(()),
            _ => Err(complaint.and_then(Result::ok).unwrap_or_default()),
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn command(folder: &Path, settings: &[String]) -> Command {
    let mut command = Command::new("git");
    for (name, _) in std::env::vars_os() {
        let name = name.to_string_lossy();
        let kept =
            KEPT.contains(&&*name) || KEPT_BEGINNINGS.iter().any(|one| name.starts_with(one));
        if name.starts_with("GIT_") && !kept {
            command.env_remove(&*name);
        }
    }
    command
        .current_dir(folder)
        .env("GIT_OPTIONAL_LOCKS", "0")
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_NO_LAZY_FETCH", "1")
        .env("GIT_NO_REPLACE_OBJECTS", "1")
        .env("GIT_LITERAL_PATHSPECS", "1")
        .env("LC_ALL", "C")
        .env_remove("LANGUAGE")
        .arg("--no-pager")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    for setting in CONFIG
        .iter()
        .copied()
        .chain(settings.iter().map(String::as_str))
    {
        command.args(["-c", setting]);
    }
    command
}

/// The beginning of what git complains of, in one line; the rest is heard and forgotten.
fn first_words(mut err: impl Read) -> String {
    let mut bytes = Vec::new();
    let _ = (&mut err).take(MAX_COMPLAINT).read_to_end(&mut bytes);
    let _ = std::io::copy(&mut err, &mut std::io::sink());
    let text = String::from_utf8_lossy(&bytes);
    let lines: Vec<&str> = text.lines().map(str::trim).collect();
    lines.join(" ").trim().to_owned()
}
