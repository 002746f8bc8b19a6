//! What a commit holds: the list of its files, and the bytes of those that somebody asks for.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

use super::run::Running;
use super::{Commit, Problem, Repository, path_of};
use crate::source::MAX_FILE_BYTES;

/// A file of a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Below the root of the repository.
    pub path: PathBuf,
    pub kind: EntryKind,
    /// Of its bytes: the same bytes have the same id.
    pub id: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EntryKind {
    File,
    Link,
    Submodule,
}

/// The bytes of a file in a commit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Blob {
    Bytes(Vec<u8>),
    /// Larger than a file may be.
    TooLarge(u64),
    /// A partial clone left it out.
    Missing,
}

impl Repository {
    /// Every file of a commit, sorted by path.
    pub fn ls_tree(&self, commit: &Commit) -> Result<Vec<Entry>, Problem> {
        let listed = self
            .git(&["ls-tree", "-r", "-z", "--full-tree", commit.id()])?
            .sure("ls-tree")?;
        let mut entries: Vec<Entry> = listed.split(|byte| *byte == 0).filter_map(entry).collect();
        entries.sort_by(|a, b| a.path.cmp(&b.path));
        Ok(entries)
    }

    /// The bytes of these files in a commit; links, submodules, and what the commit does not hold are left out.
    pub fn blobs(
        &self,
        commit: &Commit,
        paths: &BTreeSet<PathBuf>,
    ) -> Result<BTreeMap<PathBuf, Blob>, Problem> {
        if paths.is_empty() {
            return Ok(BTreeMap::new());
        }
        let wanted: Vec<Entry> = self
            .ls_tree(commit)?
            .into_iter()
            .filter(|entry| entry.kind == EntryKind::File && paths.contains(&entry.path))
            .collect();
        // By id, not by name: a name may hold a line break.
        let asked: String = wanted
            .iter()
            .map(|entry| format!("{}\n", entry.id))
            .collect();
        let args = ["cat-file", "--batch"];
        let mut running = Running::start(&self.root, &self.filters, &args, asked.into_bytes())?;
        let mut out = BufReader::new(&mut running.out);
        let mut blobs = BTreeMap::new();
        for entry in wanted {
            let blob = next(&mut out).ok_or_else(|| {
                let path = entry.path.to_string_lossy();
                Problem::new(format!("git cat-file broke off at {path}"))
            })?;
            blobs.insert(entry.path, blob);
        }
        Ok(blobs)
    }
}

/// `100644 blob 8b1e…<tab>path`
fn entry(line: &[u8]) -> Option<Entry> {
    let tab = line.iter().position(|byte| *byte == b'\t')?;
    let (head, path) = (line.get(..tab)?, line.get(tab + 1..)?);
    let head = std::str::from_utf8(head).ok()?;
    let mut parts = head.split(' ');
    let (mode, _, id) = (parts.next()?, parts.next()?, parts.next()?);
    let kind = match mode {
        "120000" => EntryKind::Link,
        "160000" => EntryKind::Submodule,
        _ => EntryKind::File,
    };
    Some(Entry {
        path: path_of(path),
        kind,
        id: id.to_owned(),
    })
}

/// `id blob size`, a line break, the bytes, a line break; or `id missing`.
fn next(out: &mut impl BufRead) -> Option<Blob> {
    let mut head = String::new();
    out.take(1024).read_line(&mut head).ok()?;
    let mut parts = head.trim_end().split(' ').skip(1);
    let size: u64 = match (parts.next()?, parts.next()) {
        ("missing", _) => return Some(Blob::Missing),
        (_, size) => size?.parse().ok()?,
    };
    let blob = if size > MAX_FILE_BYTES {
        std::io::copy(&mut out.take(size), &mut std::io::sink()).ok()?;
        Blob::TooLarge(size)
    } else {
        let mut bytes = Vec::new();
        out.take(size).read_to_end(&mut bytes).ok()?;
        if bytes.len() as u64 != size {
            return None;
        }
        Blob::Bytes(bytes)
    };
    out.read_exact(&mut [0]).ok()?;
    Some(blob)
}
