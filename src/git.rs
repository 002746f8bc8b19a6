//! The `git` command: which files changed, and what they held. The only room that runs another program.
//!
//! Nothing here writes: neither the work tree nor the index nor the objects. A repository is input, and input is hostile:
//! what its config could make git run (monitors, hooks, filters, diff drivers, pagers) is switched off on the command line,
//! nothing is fetched, no shell is started, and no name from outside is ever taken for an option. Of the environment only
//! what tells git about the user is kept; what points it at another repository is not.

mod changed;
mod objects;
#[cfg(test)]
mod tests;

use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};

use crate::diagnostic::{Code, Diagnostic};

pub use changed::Changed;
pub use objects::{Blob, Entry, EntryKind};

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

const DEEPER: &str = "fetch the whole history: `fetch-depth: 0` for actions/checkout, `GIT_DEPTH: 0` in GitLab CI, `fetchDepth: 0` in \
     Azure Pipelines, `git fetch --unshallow` by hand";

/// Why git could not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub message: String,
    pub help: Option<String>,
}

impl Problem {
    pub fn new(message: impl Into<String>) -> Problem {
        Problem {
            message: message.into(),
            help: None,
        }
    }

    fn help(mut self, help: impl Into<String>) -> Problem {
        self.help = Some(help.into());
        self
    }
}

impl From<Problem> for Diagnostic {
    fn from(problem: Problem) -> Diagnostic {
        Diagnostic {
            help: problem.help,
            ..Diagnostic::new(Code::RevisionInvalid, problem.message)
        }
    }
}

/// A commit, by its full id: safe to give to git.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commit(String);

impl Commit {
    pub fn id(&self) -> &str {
        &self.0
    }
}

/// A repository with a work tree.
#[derive(Debug)]
pub struct Repository {
    /// The folder that holds `.git`, without links.
    root: PathBuf,
    /// What switches off the filters of its config.
    filters: Vec<String>,
}

impl Repository {
    /// The repository that `folder` lies in.
    pub fn around(folder: &Path) -> Result<Repository, Problem> {
        let at = folder.to_string_lossy();
        let top = git(folder, &[], &["rev-parse", "--show-toplevel"])?
            .text()
            .map_err(|complaint| not_a_repository(&at, &complaint))?;
        let top = top.strip_suffix('\n').unwrap_or(&top);
        let root = Path::new(top)
            .canonicalize()
            .map_err(|error| Problem::new(format!("{top} could not be read: {}", plain(&error))))?;
        let filters = filters(&root)?;
        Ok(Repository { root, filters })
    }

    /// The folder that holds everything of it, without links.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The commit that a name of a revision stands for.
    pub fn commit(&self, revision: &str) -> Result<Commit, Problem> {
        if revision.is_empty() || revision.starts_with('-') || revision.contains(['\0', '\n']) {
            return Err(Problem::new(format!(
                "`{revision}` is no revision: give a branch, a tag or a commit"
            )));
        }
        let name = format!("{revision}^{{commit}}");
        let args = [
            "rev-parse",
            "--verify",
            "--quiet",
            "--end-of-options",
            &name,
        ];
        // Quiet, so that a name that is not there is known by silence, in every language.
        if let Ok(id) = self.git(&args)?.text()
            && let Some(commit) = commit_of(id.trim_end())
        {
            return Ok(commit);
        }
        let problem = Problem::new(format!("git knows no revision `{revision}` here"));
        Err(if self.is_shallow()? {
            problem.help(format!("the clone is shallow, so it may lack it; {DEEPER}"))
        } else {
            problem.help("is it spelt right, and fetched? A branch of the remote is `origin/NAME`")
        })
    }

    /// Where two lines of history part; several when they were merged crosswise.
    pub fn merge_bases(&self, one: &Commit, other: &Commit) -> Result<Vec<Commit>, Problem> {
        let ids = self
            .git(&["merge-base", "--all", one.id(), other.id()])?
            .text()
            .unwrap_or_default();
        let bases: Vec<Commit> = ids.lines().filter_map(commit_of).collect();
        if !bases.is_empty() {
            return Ok(bases);
        }
        let (one, other) = (short(one), short(other));
        Err(if self.is_shallow()? {
            Problem::new(format!(
                "the clone is shallow: it does not reach back to where {one} and {other} part"
            ))
            .help(DEEPER)
        } else {
            Problem::new(format!("{one} and {other} have no commit in common"))
        })
    }

    fn is_shallow(&self) -> Result<bool, Problem> {
        let said = self.git(&["rev-parse", "--is-shallow-repository"])?.text();
        Ok(said.is_ok_and(|said| said.trim_end() == "true"))
    }

    fn git(&self, args: &[&str]) -> Result<Answer, Problem> {
        git(&self.root, &self.filters, args)
    }
}

fn not_a_repository(folder: &str, complaint: &str) -> Problem {
    let problem = Problem::new(format!("{folder} is in no git work tree that can be read"));
    if complaint.contains("dubious ownership") {
        problem.help(
            "git does not trust the folder, because it belongs to another user: `git config --global --add safe.directory FOLDER`",
        )
    } else if complaint.contains("not a git repository") {
        problem.help("run it in a clone of the repository, not in a copy of its files")
    } else {
        problem.help(format!("git says: {complaint}"))
    }
}

/// 40 or 64 hexadecimal digits.
fn commit_of(text: &str) -> Option<Commit> {
    let is_id = matches!(text.len(), 40 | 64) && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_id.then(|| Commit(text.to_owned()))
}

fn short(commit: &Commit) -> &str {
    commit.0.get(..10).unwrap_or(&commit.0)
}

/// Filters are programs that git runs over files of the work tree before it compares them.
fn filters(root: &Path) -> Result<Vec<String>, Problem> {
    let args = ["config", "--name-only", "-z", "--get-regexp", "^filter\\."];
    let names = git(root, &[], &args)?.bytes.unwrap_or_default();
    let mut drivers: Vec<String> = names
        .split(|byte| *byte == 0)
        .filter_map(|name| std::str::from_utf8(name).ok())
        .filter_map(|name| Some(name.rsplit_once('.')?.0.to_owned()))
        .collect();
    drivers.sort();
    drivers.dedup();
    if let Some(odd) = drivers.iter().find(|driver| driver.contains('=')) {
        return Err(Problem::new(format!(
            "the repository's config has a filter that can't be switched off: {odd}"
        )));
    }
    Ok(drivers
        .iter()
        .flat_map(|driver| {
            ["clean=", "smudge=", "process=", "required=false"]
                .map(|setting| format!("{driver}.{setting}"))
        })
        .collect())
}

/// What git said.
struct Answer {
    /// Standard output, or the complaint when git failed.
    bytes: Result<Vec<u8>, String>,
}

impl Answer {
    fn text(self) -> Result<String, String> {
        self.bytes
            .map(|bytes| String::from_utf8_lossy(&bytes).into_owned())
    }

    /// For commands that have no reason to fail.
    fn sure(self, what: &str) -> Result<Vec<u8>, Problem> {
        self.bytes.map_err(|complaint| {
            Problem::new(format!("git {what} failed")).help(format!("git says: {complaint}"))
        })
    }
}

/// Run git to its end. The error is that there is none, or that it says too much.
fn git(folder: &Path, settings: &[String], args: &[&str]) -> Result<Answer, Problem> {
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
struct Running {
    child: Child,
    out: ChildStdout,
    complaint: Option<std::thread::JoinHandle<String>>,
}

impl Running {
    fn start(
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
            _ => Problem::new(format!("git could not be run: {}", plain(&error))),
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

fn plain(error: &std::io::Error) -> String {
    crate::source::discover::plain_io_error(error)
}

/// A path as git writes it with `-z`: bytes, `/` between parts.
fn path_of(bytes: &[u8]) -> PathBuf {
    #[cfg(unix)]
    {
        use std::os::unix::ffi::OsStrExt as _;
        PathBuf::from(std::ffi::OsStr::from_bytes(bytes))
    }
    #[cfg(not(unix))]
    {
        PathBuf::from(String::from_utf8_lossy(bytes).into_owned())
    }
}
