//! Which files a run reads: the paths given, and what lies in the folders among them.

use std::path::{Path, PathBuf};

use ignore::WalkBuilder;

use super::Language;

/// A file to read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    pub path: PathBuf,
    /// The name as shown: relative as given, `/` between parts.
    pub name: String,
    /// Given on the command line by its own name, not met in a folder.
    pub named: bool,
}

/// A path that is passed over, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Skipped {
    pub name: String,
    pub reason: String,
}

/// A path that could not be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    pub name: String,
    pub reason: String,
}

#[derive(Debug, Default)]
pub struct Discovery {
    /// Sorted by name, without repetition.
    pub files: Vec<Found>,
    pub skipped: Vec<Skipped>,
    pub unreadable: Vec<Unreadable>,
}

/// Find the files below `paths`. Symbolic links are not followed; hidden and git-ignored files are left alone, as other
/// tools do. `left_out` are the files people write (config, register) and the folders of rules.
pub fn discover(paths: &[PathBuf], left_out: &[PathBuf]) -> Discovery {
    let mut found = Discovery::default();
    for path in paths {
        match std::fs::metadata(path) {
            Err(error) => found.unreadable.push(Unreadable {
                name: display(path),
                reason: plain_io_error(&error),
            }),
            Ok(data) if data.is_dir() => walk(path, left_out, &mut found),
            Ok(_) => found.files.push(Found {
                path: path.clone(),
                name: display(path),
                named: true,
            }),
        }
    }
    // A file both named and met in a folder counts as named.
    found
        .files
        .sort_by(|a, b| a.name.cmp(&b.name).then(b.named.cmp(&a.named)));
    found.files.dedup_by(|b, a| a.path == b.path);
    found.skipped.sort_by(|a, b| a.name.cmp(&b.name));
    found
}

fn walk(root: &Path, left_out: &[PathBuf], found: &mut Discovery) {
    let left_out: Vec<PathBuf> = left_out
        .iter()
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    // Names first: asking the file system about every path would cost more than the walk.
    let is_left_out = move |path: &Path| {
        left_out
            .iter()
            .any(|one| one.file_name() == path.file_name())
            && path
                .canonicalize()
                .is_ok_and(|path| left_out.contains(&path))
    };
    let walker = WalkBuilder::new(root)
        .follow_links(false)
        .require_git(false)
        .sort_by_file_path(Ord::cmp)
        .filter_entry(move |entry| !is_left_out(entry.path()))
        .build();
    for entry in walker {
        match entry {
            Err(error) => found.unreadable.push(Unreadable {
                name: display(root),
                reason: error.to_string(),
            }),
            Ok(entry) => {
                let Some(kind) = entry.file_type() else {
                    continue;
                };
                let path = entry.into_path();
                if kind.is_symlink() {
                    found.skipped.push(Skipped {
                        name: display(&path),
                        reason: "a symbolic link: not followed".to_owned(),
                    });
                } else if kind.is_file() {
                    take(path, found);
                }
            }
        }
    }
}

fn take(path: PathBuf, found: &mut Discovery) {
    let name = display(&path);
    if Language::is_met(&name) {
        found.files.push(Found {
            path,
            name,
            named: false,
        });
        return;
    }
    if name.to_ascii_lowercase().ends_with(".clixml") {
        found.skipped.push(Skipped {
            name,
            reason: "`.clixml` files are not read; export with `| ConvertTo-Json -Depth 10`"
                .to_owned(),
        });
    }
}

/// A path as shown: `/` between parts, without a leading `./`.
pub fn display(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").unwrap_or(&text).to_owned()
}

/// What went wrong, without Rust's "(os error 2)".
pub fn plain_io_error(error: &std::io::Error) -> String {
    match error.kind() {
        std::io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        std::io::ErrorKind::PermissionDenied => "no permission to read it".to_owned(),
        _ => {
            let text = error.to_string();
            text.split(" (os error").next().unwrap_or(&text).to_owned()
        }
    }
}
