//! The `git` command: which files changed, and what they held. The only room that runs another program.
//!
//! Nothing here writes: neither the work tree nor the index nor the objects. A repository is input, and input is hostile:
//! what its config could make git run (monitors, hooks, filters, diff drivers, pagers) is switched off on the command line,
//! nothing is fetched, no shell is started, and no name from outside is ever taken for an option. Of the environment only
//! what tells git about the user is kept; what points it at another repository is not.

mod changed;
mod objects;
mod run;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use crate::diagnostic::{Code, Diagnostic};
use crate::source::discover::plain_io_error;

pub use changed::Changed;
pub use objects::{Blob, Entry, EntryKind};
use run::{Answer, filters, git};

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
        let root = Path::new(top).canonicalize().map_err(|error| {
            Problem::new(format!(
                "{top} could not be read: {}",
                plain_io_error(&error)
            ))
        })?;
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
