#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::*;

/// A repository to throw away.
struct Scratch(tempfile::TempDir);

impl Scratch {
    fn new() -> Scratch {
        let scratch = Scratch(tempfile::tempdir().unwrap());
        scratch.git(&["init", "-q", "-b", "main"]);
        scratch
    }

    fn path(&self) -> &Path {
        self.0.path()
    }

    /// The plain command, as its people use it.
    fn git(&self, args: &[&str]) -> String {
        let mut command = Command::new("git");
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        let done = command
            .current_dir(self.path())
            .env("GIT_CONFIG_GLOBAL", "/dev/null")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .args(["-c", "user.name=A", "-c", "user.email=a@example.com"])
            .args(["-c", "protocol.file.allow=always"])
            .args(args)
            .output()
            .unwrap();
        let words = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(done.status.success(), "git {args:?}: {words}");
        String::from_utf8(done.stdout).unwrap()
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }

    fn commit(&self, message: &str) -> Commit {
        self.git(&["add", "-A"]);
        self.git(&["commit", "-q", "--allow-empty", "-m", message]);
        commit_of(self.git(&["rev-parse", "HEAD"]).trim()).unwrap()
    }

    fn open(&self) -> Repository {
        Repository::around(self.path()).unwrap()
    }

    fn changed(&self, since: &str) -> Vec<String> {
        let changed = self.open().changed_since(since).unwrap();
        let names = changed.paths.iter();
        names
            .map(|path| path.to_str().unwrap().to_owned())
            .collect()
    }
}

#[test]
fn what_changed_since_the_histories_parted() {
    let scratch = Scratch::new();
    for name in [
        "kept",
        "edited",
        "staged",
        "gone",
        "committed",
        "moved",
        "undone",
    ] {
        scratch.write(&format!("exports/{name}.json"), name);
    }
    scratch.commit("base");
    scratch.git(&["checkout", "-q", "-b", "work"]);
    scratch.write("exports/committed.json", "new");
    scratch.git(&["mv", "exports/moved.json", "exports/na\tme\n.json"]);
    scratch.commit("work");
    // What others did on main since is none of this work's.
    scratch.git(&["checkout", "-q", "main"]);
    scratch.write("exports/kept.json", "theirs");
    scratch.commit("theirs");
    scratch.git(&["checkout", "-q", "work"]);
    scratch.write("exports/edited.json", "new");
    scratch.write("exports/staged.json", "new");
    scratch.git(&["add", "exports/staged.json"]);
    std::fs::remove_file(scratch.path().join("exports/gone.json")).unwrap();
    // The same bytes written anew are no change.
    scratch.write("exports/undone.json", "undone");
    scratch.write("exports/untracked.json", "new");
    assert_eq!(
        scratch.changed("main"),
        [
            "exports/committed.json",
            "exports/edited.json",
            "exports/gone.json",
            "exports/moved.json",
            "exports/na\tme\n.json",
            "exports/staged.json"
        ]
    );
    let changed = scratch.open().changed_since("main").unwrap();
    let vouched = |name: &str| changed.is_unchanged(&scratch.path().join("exports").join(name));
    assert!(vouched("kept.json") && vouched("undone.json"));
    for name in [
        "edited.json",
        "untracked.json",
        "na\tme\n.json",
        "gone.json",
        "../..",
    ] {
        assert!(!vouched(name), "{name}");
    }
    assert!(!changed.is_unchanged(Path::new("/etc/hostname")));
}

#[test]
fn what_git_was_told_to_overlook_is_not_vouched_for() {
    let scratch = Scratch::new();
    for name in ["assumed", "skipped", "plain", "ignored"] {
        scratch.write(&format!("{name}.json"), "old");
    }
    scratch.commit("base");
    scratch.git(&["update-index", "--assume-unchanged", "assumed.json"]);
    scratch.git(&["update-index", "--skip-worktree", "skipped.json"]);
    scratch.write(".gitignore", "new.json\n");
    scratch.write("new.json", "new");
    let changed = scratch.open().changed_since("HEAD").unwrap();
    let vouched = |name: &str| changed.is_unchanged(&scratch.path().join(name));
    assert!(vouched("plain.json"));
    assert!(!vouched("assumed.json") && !vouched("skipped.json") && !vouched("new.json"));
}

#[test]
#[cfg(unix)]
fn what_is_reached_through_a_link_is_not_vouched_for() {
    let scratch = Scratch::new();
    scratch.write("real/a.json", "a");
    std::os::unix::fs::symlink("real", scratch.path().join("current")).unwrap();
    std::os::unix::fs::symlink("real/a.json", scratch.path().join("a.json")).unwrap();
    scratch.commit("base");
    let changed = scratch.open().changed_since("HEAD").unwrap();
    let vouched = |name: &str| changed.is_unchanged(&scratch.path().join(name));
    assert!(vouched("real/a.json") && vouched("real/../real/a.json"));
    assert!(!vouched("current/a.json") && !vouched("a.json"));
}

#[test]
fn the_files_of_a_commit_and_their_bytes() {
    let scratch = Scratch::new();
    scratch.write("a.json", "first\n");
    scratch.write("b/line\nbreak.json", "");
    let first = scratch.commit("first");
    scratch.write("a.json", "second");
    std::fs::remove_dir_all(scratch.path().join("b")).unwrap();
    scratch.commit("second");
    let repository = scratch.open();
    let entries = repository.ls_tree(&first).unwrap();
    let paths: Vec<PathBuf> = entries.iter().map(|entry| entry.path.clone()).collect();
    assert_eq!(paths, ["a.json", "b/line\nbreak.json"].map(PathBuf::from));
    let wanted: BTreeSet<PathBuf> = paths.into_iter().chain(["none".into()]).collect();
    let blobs = repository.blobs(&first, &wanted).unwrap();
    assert_eq!(blobs.len(), 2);
    let bytes = |name: &str| blobs[Path::new(name)].clone();
    assert_eq!(bytes("a.json"), Blob::Bytes(b"first\n".to_vec()));
    assert_eq!(bytes("b/line\nbreak.json"), Blob::Bytes(Vec::new()));
}

#[test]
fn many_blobs_do_not_choke_the_pipe() {
    let scratch = Scratch::new();
    for index in 0..300 {
        scratch.write(
            &format!("{index}.json"),
            &format!("{index} {}", "x".repeat(4000)),
        );
    }
    let commit = scratch.commit("base");
    let repository = scratch.open();
    let entries = repository.ls_tree(&commit).unwrap();
    let wanted = entries.into_iter().map(|entry| entry.path).collect();
    assert_eq!(repository.blobs(&commit, &wanted).unwrap().len(), 300);
}

#[test]
fn a_revision_is_never_an_option() {
    let scratch = Scratch::new();
    scratch.commit("base");
    let repository = scratch.open();
    for word in ["-", "--all", "--output=/tmp/x", "", "a\nb"] {
        let problem = repository.commit(word).unwrap_err();
        assert!(problem.message.contains("is no revision"), "{problem:?}");
    }
    assert!(repository.commit("HEAD").is_ok() && repository.commit("main").is_ok());
    for word in ["nowhere", "HEAD~5", "main:a.json", "main..HEAD"] {
        let problem = repository.commit(word).unwrap_err();
        assert!(problem.message.contains("knows no revision"), "{problem:?}");
        assert!(problem.help.unwrap().contains("spelt right"));
    }
}

#[test]
fn a_shallow_clone_says_how_to_fetch_more() {
    let origin = Scratch::new();
    origin.commit("one");
    origin.git(&["checkout", "-q", "-b", "work"]);
    origin.commit("two");
    origin.git(&["checkout", "-q", "main"]);
    origin.commit("three");
    let clone = Scratch(tempfile::tempdir().unwrap());
    let url = format!("file://{}", origin.path().display());
    clone.git(&["clone", "-q", "--depth", "1", "--branch", "work", &url, "."]);
    let repository = clone.open();
    let problem = repository.changed_since("origin/main").unwrap_err();
    assert!(problem.message.contains("knows no revision"), "{problem:?}");
    assert!(problem.help.unwrap().contains("fetch-depth: 0"));
    clone.git(&["fetch", "-q", "--depth", "1", "origin", "main"]);
    let problem = repository.changed_since("FETCH_HEAD").unwrap_err();
    assert!(problem.message.contains("is shallow"), "{problem:?}");
    assert!(problem.help.unwrap().contains("fetch-depth: 0"));
    clone.git(&["fetch", "-q", "--unshallow", "origin", "main"]);
    assert!(repository.changed_since("FETCH_HEAD").is_ok());
}

#[test]
fn histories_without_a_common_commit_and_folders_without_git() {
    let scratch = Scratch::new();
    scratch.commit("one");
    scratch.git(&["checkout", "-q", "--orphan", "other"]);
    scratch.commit("two");
    let problem = scratch.open().changed_since("main").unwrap_err();
    assert!(
        problem.message.contains("no commit in common"),
        "{problem:?}"
    );
    let bare = tempfile::tempdir().unwrap();
    let problem = Repository::around(bare.path()).unwrap_err();
    assert!(
        problem.message.contains("in no git work tree"),
        "{problem:?}"
    );
    assert!(problem.help.unwrap().contains("in a clone"));
}

#[test]
fn a_filter_that_can_not_be_switched_off_is_refused() {
    for name in [&b"a=b"[..], b"\xff"] {
        let scratch = Scratch::new();
        let config = [b"[filter \"", name, b"\"]\n clean = cat\n"].concat();
        std::fs::write(scratch.path().join(".git/config"), config).unwrap();
        let problem = Repository::around(scratch.path()).unwrap_err();
        assert!(problem.message.contains("switched off"), "{problem:?}");
    }
}

/// Everything a repository's own config can have git run, each leaving a mark.
#[test]
#[cfg(unix)]
fn a_hostile_config_runs_nothing_and_nothing_is_written() {
    use std::os::unix::fs::PermissionsExt;
    let scratch = Scratch::new();
    let mark = scratch.path().join(".git/mark");
    let script = scratch.path().join(".git/evil");
    scratch.write(".gitattributes", "* filter=evil diff=evil\n");
    scratch.write("a.json", "a");
    scratch.commit("base");
    let text = format!("#!/bin/sh\necho ran >> '{}'\ncat\n", mark.display());
    std::fs::write(&script, text).unwrap();
    std::fs::set_permissions(&script, PermissionsExt::from_mode(0o755)).unwrap();
    let hooks = scratch.path().join(".git/hooks");
    std::fs::create_dir_all(&hooks).unwrap();
    for hook in [
        "post-index-change",
        "reference-transaction",
        "fsmonitor-watchman",
    ] {
        std::fs::copy(&script, hooks.join(hook)).unwrap();
    }
    let evil = script.to_str().unwrap();
    let config = format!(
        "[core]\n fsmonitor = {evil}\n pager = {evil}\n sshCommand = {evil}\n\
         [filter \"evil\"]\n clean = {evil}\n smudge = {evil}\n process = {evil}\n required = true\n\
         [diff]\n external = {evil}\n[diff \"evil\"]\n textconv = {evil}\n command = {evil}\n\
         [pager]\n status = {evil}\n[alias]\n status = !{evil}\n"
    );
    let at = scratch.path().join(".git/config");
    let before = std::fs::read_to_string(&at).unwrap();
    std::fs::write(&at, before + &config).unwrap();
    // The plain command does run it, so the trap works.
    scratch.write("a.json", "b");
    let _ = Command::new("git")
        .current_dir(scratch.path())
        .args(["diff"])
        .output();
    assert!(mark.exists());
    std::fs::remove_file(&mark).unwrap();
    let index = std::fs::read(scratch.path().join(".git/index")).unwrap();
    assert_eq!(scratch.changed("HEAD"), ["a.json"]);
    let repository = scratch.open();
    let commit = repository.commit("main").unwrap();
    let wanted = BTreeSet::from([PathBuf::from("a.json")]);
    let blobs = repository.blobs(&commit, &wanted).unwrap();
    assert_eq!(blobs[Path::new("a.json")], Blob::Bytes(b"a".to_vec()));
    assert!(!mark.exists(), "something ran");
    assert_eq!(
        std::fs::read(scratch.path().join(".git/index")).unwrap(),
        index
    );
}
