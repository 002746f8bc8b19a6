//! Which files are as they were where this work parted from another revision.
//!
//! Asked the other way round on purpose: a file counts as unchanged only when git vouches for it. What git does not track,
//! was told to overlook, or reaches through a link may have changed.

use std::collections::HashSet;
use std::path::{Path, PathBuf};

use super::{Commit, Problem, Repository, path_of};

/// What changed between a revision and the work tree.
#[derive(Debug)]
pub struct Changed {
    root: PathBuf,
    /// Where the histories part.
    pub bases: Vec<Commit>,
    /// Files that git tracks and that changed or went, below the root of the repository, sorted.
    pub paths: Vec<PathBuf>,
    unchanged: HashSet<PathBuf>,
}

impl Repository {
    /// What changed since this work parted from `revision`: in commits, in the index, in the work tree.
    pub fn changed_since(&self, revision: &str) -> Result<Changed, Problem> {
        let other = self.commit(revision)?;
        let head = self.commit("HEAD")?;
        let bases = self.merge_bases(&other, &head)?;
        let mut paths = self.uncommitted()?;
        for base in &bases {
            paths.extend(self.between(base, &head)?);
        }
        paths.sort();
        paths.dedup();
        let mut unchanged = self.tracked()?;
        for path in &paths {
            unchanged.remove(path);
        }
        Ok(Changed {
            root: self.root.clone(),
            bases,
            paths,
            unchanged,
        })
    }

    fn between(&self, base: &Commit, head: &Commit) -> Result<Vec<PathBuf>, Problem> {
        let args = [
            "diff-tree",
            "-r",
            "-z",
            "--name-only",
            "--no-renames",
            "--no-ext-diff",
            "--no-textconv",
            base.id(),
            head.id(),
            "--",
        ];
        let names = self.git(&args)?.sure("diff-tree")?;
        Ok(fields(&names).map(path_of).collect())
    }

    /// Differences of index and work tree; what is not tracked is left out.
    fn uncommitted(&self) -> Result<Vec<PathBuf>, Problem> {
        let args = [
            "status",
            "--porcelain=v2",
            "-z",
            "--untracked-files=no",
            "--no-renames",
            "--ignore-submodules=all",
        ];
        let lines = self.git(&args)?.sure("status")?;
        Ok(fields(&lines).filter_map(status_path).collect())
    }

    /// Plain files that git tracks and compares: not those it was told to overlook.
    fn tracked(&self) -> Result<HashSet<PathBuf>, Problem> {
        let lines = self
            .git(&["ls-files", "-z", "-v", "--stage"])?
            .sure("ls-files")?;
        Ok(fields(&lines).filter_map(tracked_path).collect())
    }
}

impl Changed {
    /// Whether git vouches that the file is as it was.
    pub fn is_unchanged(&self, path: &Path) -> bool {
        let (Ok(real), Ok(path)) = (path.canonicalize(), std::path::absolute(path)) else {
            return false;
        };
        let Ok(below) = real.strip_prefix(&self.root) else {
            return false;
        };
        self.unchanged.contains(below) && !self.passes_a_link(&path)
    }

    /// A link on the way from the root may have led elsewhere.
    fn passes_a_link(&self, path: &Path) -> bool {
        for place in path.ancestors() {
            if place.canonicalize().is_ok_and(|place| place == self.root) {
                return false;
            }
            if place.is_symlink() {
                return true;
            }
        }
        true
    }

    /// The folder that `paths` start from.
    pub fn root(&self) -> &Path {
        &self.root
    }
}

fn fields(bytes: &[u8]) -> impl Iterator<Item = &[u8]> {
    bytes
        .split(|byte| *byte == 0)
        .filter(|field| !field.is_empty())
}

/// `1 .M N... 100644 100644 100644 id id path`, or of a conflict `u UU N... mode mode mode mode id id id path`.
fn status_path(line: &[u8]) -> Option<PathBuf> {
    let before = match line.first()? {
        b'1' => 8,
        b'u' => 10,
        _ => return None,
    };
    let path = line.splitn(before + 1, |byte| *byte == b' ').nth(before)?;
    Some(path_of(path))
}

/// `H 100644 id 0<tab>path`: H says that git compares it, 0 that it is not in conflict.
fn tracked_path(line: &[u8]) -> Option<PathBuf> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let head = std::str::from_utf8(line.get(..tab)?).ok()?;
    let parts: Vec<&str> = head.split(' ').collect();
    match parts.as_slice() {
        ["H", "100644" | "100755", _, "0"] => Some(path_of(line.get(tab + 1..)?)),
        _ => None,
    }
}
