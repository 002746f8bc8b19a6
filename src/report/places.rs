//! Where findings stand, for the platforms: paths from the root of the repository, whatever folder the run began in.

use std::collections::HashMap;
use std::path::{Component, Path, PathBuf};

use super::{Entry, Report};
use crate::finding::Label;
use crate::source::{FileId, Position, SourceFile, Sources, discover};

/// The file to name when a run has none at all: where the mistake is put right.
const NO_FILE: &str = crate::config::NAME;

/// The paths of a report's files, from the root of the repository.
pub struct Places<'a> {
    sources: &'a Sources,
    paths: HashMap<FileId, String>,
    /// For findings without a place: the first file of each tenant, and of the run.
    of_tenant: HashMap<&'a str, FileId>,
    first: String,
}

/// A place in a file, or the file as a whole.
pub struct Place<'a> {
    pub path: &'a str,
    pub range: Option<Range<'a>>,
}

/// From and to, the end not included.
pub struct Range<'a> {
    file: &'a SourceFile,
    pub start: Position,
    pub end: Position,
}

impl Range<'_> {
    /// The columns of start and end in units of UTF-16.
    pub fn utf16_columns(&self) -> (u32, u32) {
        (
            self.file.utf16_column(self.start),
            self.file.utf16_column(self.end),
        )
    }
}

impl<'a> Places<'a> {
    pub fn new(report: &'a Report, sources: &'a Sources) -> Places<'a> {
        let here = std::env::current_dir().unwrap_or_default();
        let root = root(&here);
        let mut places = Places {
            sources,
            paths: HashMap::new(),
            of_tenant: HashMap::new(),
            first: report.inputs.first().map_or_else(
                || NO_FILE.to_owned(),
                |input| from_root(&input.path, &here, root),
            ),
        };
        for label in report.entries().flat_map(Entry::labels) {
            places
                .paths
                .entry(label.file)
                .or_insert_with(|| from_root(sources.path(label.file), &here, root));
        }
        for finding in &report.findings {
            if let Some(label) = finding.labels.first() {
                let tenant = finding.tenant.as_str();
                places.of_tenant.entry(tenant).or_insert(label.file);
            }
        }
        places
    }

    /// The main place of an entry. What has none is put at a file of its tenant, else at the first file of the run: some
    /// platforms show nothing that has no file.
    pub fn of(&self, entry: Entry<'_>) -> Place<'_> {
        if let Some(label) = entry.labels().first() {
            return self.label(label);
        }
        let file = entry
            .finding()
            .and_then(|finding| self.of_tenant.get(finding.tenant.as_str()))
            .and_then(|file| self.paths.get(file));
        Place {
            path: file.unwrap_or(&self.first),
            range: None,
        }
    }

    pub fn label(&self, label: &Label) -> Place<'_> {
        let path = self.paths.get(&label.file).unwrap_or(&self.first);
        let file = self.sources.get(label.file);
        let range = file.filter(|_| !label.is_whole_file()).map(|file| Range {
            file,
            start: file.position(label.span.start),
            end: file.position(label.span.end),
        });
        Place { path, range }
    }
}

/// The repository that a folder is in, or the folder.
fn root(here: &Path) -> &Path {
    here.ancestors()
        .find(|folder| folder.join(".git").exists())
        .unwrap_or(here)
}

/// The path of a file as shown, from the root; absolute when the file lies elsewhere.
fn from_root(shown: &str, here: &Path, root: &Path) -> String {
    let path = here.join(shown);
    let plain = without_dots(&path);
    let below = |path: &Path| path.strip_prefix(root).ok().map(discover::display);
    below(&plain)
        // The repository may be named by way of a symbolic link.
        .or_else(|| below(&path.canonicalize().ok()?))
        .unwrap_or_else(|| discover::display(&plain))
}

/// Without `.` and `..`, as far as the words of the path tell.
fn without_dots(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            part => plain.push(part),
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_told_from_the_root() {
        let (here, root) = (Path::new("/repo/exports/entra"), Path::new("/repo"));
        for (shown, told) in [
            ("default.json", "exports/entra/default.json"),
            ("../teams/a.json", "exports/teams/a.json"),
            ("/repo/partners.yaml", "partners.yaml"),
            ("../../../elsewhere/a.json", "/elsewhere/a.json"),
            ("/repository/a.json", "/repository/a.json"),
        ] {
            assert_eq!(from_root(shown, here, root), told, "{shown}");
        }
    }
}
