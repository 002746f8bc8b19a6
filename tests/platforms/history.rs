//! A repository as platforms check it out: a branch, what goes into it, and both merged.

use std::path::Path;
use std::process::Command;

use crate::stage::{Stage, root};

/// What the pull request holds, as git knows it.
pub(crate) struct History {
    origin: tempfile::TempDir,
    /// The branch that it goes into.
    pub(crate) target: String,
    /// The commit before `target`, where the pull request parts from it.
    pub(crate) parted: String,
    /// Its own last commit.
    pub(crate) head: String,
    /// What the platform makes of both.
    pub(crate) merged: String,
}

impl History {
    /// The example's pull request `subtle`, while others change something else on the branch.
    pub(crate) fn new() -> History {
        let origin = tempfile::tempdir().expect("a folder");
        let at = origin.path();
        git(at, &["init", "-q", "-b", "main"]);
        take(at, "main");
        let parted = commit(at, "before");
        git(at, &["checkout", "-q", "-b", "change"]);
        take(at, "subtle");
        let head = commit(at, "change");
        git(at, &["checkout", "-q", "main"]);
        std::fs::write(at.join("README.md"), "theirs\n").expect("written");
        let target = commit(at, "theirs");
        git(at, &["checkout", "-q", "--detach"]);
        git(at, &["merge", "-q", "--no-ff", "-m", "merged", "change"]);
        let merged = tip(at);
        git(at, &["update-ref", "refs/pull/1/merge", &merged]);
        git(at, &["checkout", "-q", "main"]);
        History {
            origin,
            target,
            parted,
            head,
            merged,
        }
    }

    /// Check a commit out as a platform does, with so much history, into the folder where scripts run.
    pub(crate) fn check_out(&self, stage: &Stage, commit: &str, depth: &str) {
        let work = stage.path("work");
        git(&work, &["init", "-q"]);
        let url = format!("file://{}", self.origin.path().display());
        git(&work, &["remote", "add", "origin", &url]);
        git(&work, &["fetch", "-q", "--depth", depth, "origin", commit]);
        git(&work, &["checkout", "-q", "FETCH_HEAD"]);
    }

    /// Nothing more can be fetched.
    pub(crate) fn gone(&self) {
        std::fs::remove_dir_all(self.origin.path().join(".git")).expect("removed");
    }
}

fn take(at: &Path, request: &str) {
    let from = root().join("examples/pull-requests").join(request);
    std::fs::create_dir_all(at.join("exports")).expect("a folder");
    for file in [
        "tenantlint.yaml",
        "partners.yaml",
        "exports/default.json",
        "exports/partners.json",
    ] {
        std::fs::copy(from.join(file), at.join(file)).expect("copied");
    }
}

fn commit(at: &Path, message: &str) -> String {
    git(at, &["add", "--all"]);
    git(at, &["commit", "-q", "-m", message]);
    tip(at)
}

fn tip(at: &Path) -> String {
    git(at, &["rev-parse", "HEAD"]).trim().to_owned()
}

fn git(at: &Path, args: &[&str]) -> String {
    let done = Command::new("git")
        .args([
            "-c",
            "user.name=tester",
            "-c",
            "user.email=tester@contoso.com",
        ])
        .args(args)
        .current_dir(at)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .output()
        .expect("git runs");
    assert!(done.status.success(), "{args:?}: {done:?}");
    String::from_utf8_lossy(&done.stdout).into_owned()
}
