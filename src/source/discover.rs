//! Which files a run reads: the paths given, and what lies in the folders among them.

use std::collections::HashSet;
use std::io::Read as _;
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

/// Find the files below `paths`, each once. Symbolic links are not followed; hidden and git-ignored files are left alone, as
/// other tools do, and the ignored are said. `left_out` are the files people write (config, register) and the folders of rules.
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
        .sort_by(|a, b| b.named.cmp(&a.named).then_with(|| a.name.cmp(&b.name)));
    if paths.len() > 1 {
        // `base` and `./base` are one folder: read twice, every record would stand twice.
        let mut seen = HashSet::new();
        found.files.retain(|file| {
            let path = file.path.canonicalize();
            seen.insert(path.unwrap_or_else(|_| file.path.clone()))
        });
    }
    found.files.sort_by(|a, b| a.name.cmp(&b.name));
    found.skipped.sort_by(|a, b| a.name.cmp(&b.name));
    found.skipped.dedup_by(|b, a| a.name == b.name);
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
        .filter_entry({
            let is_left_out = is_left_out.clone();
            move |entry| !is_left_out(entry.path())
        })
        .build();
    let mut folders = Vec::new();
    let mut seen = HashSet::new();
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
                seen.insert(path.clone());
                if kind.is_dir() {
                    folders.push(path);
                } else if kind.is_symlink() {
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
    say_ignored(root, &folders, seen, is_left_out, found);
}

/// What the walk did not come to for git's sake: an export that `.gitignore` hides must not be missed without a word. What
/// `.ignore` hides is hidden from tools like this one, and stays so.
fn say_ignored(
    root: &Path,
    folders: &[PathBuf],
    seen: HashSet<PathBuf>,
    is_left_out: impl Fn(&Path) -> bool,
    found: &mut Discovery,
) {
    let entries = folders
        .iter()
        .filter_map(|folder| std::fs::read_dir(folder).ok())
        .flatten()
        .flatten();
    let mut passed: HashSet<PathBuf> = entries
        .filter(|entry| !entry.file_name().to_string_lossy().starts_with('.'))
        .map(|entry| entry.path())
        .filter(|path| !seen.contains(path) && !is_left_out(path))
        .collect();
    if passed.is_empty() {
        return;
    }
    // A second walk that git has no say in, and that goes into no folder which the first did not.
    let walker = WalkBuilder::new(root)
        .git_ignore(false)
        .git_global(false)
        .git_exclude(false)
        .filter_entry(move |entry| {
            entry.depth() == 0 || entry.path().parent().is_some_and(|at| seen.contains(at))
        })
        .build();
    for entry in walker.flatten() {
        if !passed.remove(entry.path()) {
            continue;
        }
        let name = display(entry.path());
        let what = match entry.file_type() {
            Some(kind) if kind.is_dir() => "a folder that git ignores: nothing in it is read",
            Some(_) if Language::is_met(&name) => "git ignores it",
            _ => continue,
        };
        found.skipped.push(Skipped {
            name,
            reason: format!("{what}; name it to have it read"),
        });
    }
}

/// Whether an XML file is what `Export-Clixml` writes: it says so at its beginning.
fn is_clixml(path: &Path) -> bool {
    let mut start = Vec::new();
    let read = std::fs::File::open(path).map(|file| file.take(512).read_to_end(&mut start));
    // UTF-16, as Windows PowerShell writes it, has a zero in every letter.
    let text: Vec<u8> = start.into_iter().filter(|byte| *byte != 0).collect();
    read.is_ok() && String::from_utf8_lossy(&text).contains("schemas.microsoft.com/powershell")
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
    let lower = name.to_ascii_lowercase();
    if lower.ends_with(".clixml") || lower.ends_with(".xml") && is_clixml(&path) {
        found.skipped.push(Skipped {
            name,
            reason:
                "what `Export-Clixml` writes is not read; export with `| ConvertTo-Json -Depth 10`"
                    .to_owned(),
        });
    }
}

/// A path as shown: `/` between parts, without a leading `./`.
pub fn display(path: &Path) -> String {
    let text = path.to_string_lossy().replace('\\', "/");
    text.strip_prefix("./").unwrap_or(&text).to_owned()
}

/// `a/../b` as `b`; nothing when it leads out of where it starts, or is absolute.
pub fn clean(path: &Path) -> Option<PathBuf> {
    let mut clean = PathBuf::new();
    for part in path.components() {
        match part {
            std::path::Component::Normal(name) => clean.push(name),
            std::path::Component::ParentDir if clean.pop() => {}
            std::path::Component::CurDir => {}
            _ => return None,
        }
    }
    Some(clean)
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

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    fn files(found: &Discovery) -> Vec<(&str, bool)> {
        found
            .files
            .iter()
            .map(|file| (file.path.file_name().unwrap().to_str().unwrap(), file.named))
            .collect()
    }

    #[test]
    fn a_file_is_read_once_whatever_its_paths() {
        let folder = tempfile::tempdir().unwrap();
        let base = folder.path().join("base");
        std::fs::create_dir(&base).unwrap();
        std::fs::write(base.join("a.json"), "{}").unwrap();
        std::fs::write(base.join("b.json"), "{}").unwrap();
        let around = folder.path().join("base/../base");
        let found = discover(&[base.clone(), around.clone(), base.clone()], &[]);
        assert_eq!(files(&found), [("a.json", false), ("b.json", false)]);
        let found = discover(&[base, around.join("b.json")], &[]);
        assert_eq!(found.files.len(), 2);
        assert!(files(&found).contains(&("b.json", true)));
    }

    #[test]
    fn what_is_left_alone_is_said() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for name in ["exports", ".hidden", "rules"] {
            std::fs::create_dir(root.join(name)).unwrap();
        }
        for (name, text) in [
            (".gitignore", "exports/\nold.json\nold.md\n"),
            (".ignore", "expected.json\n"),
            ("expected.json", "{}"),
            ("exports/partners.json", "{}"),
            (".hidden/a.json", "{}"),
            ("rules/a.json", "{}"),
            ("old.json", "{}"),
            ("old.md", "x"),
            ("new.json", "{}"),
            ("pom.xml", "<project/>"),
            (
                "federation.xml",
                "<Objs Version=\"1.1.0.1\" xmlns=\"http://schemas.microsoft.com/powershell/2004/04\">",
            ),
        ] {
            std::fs::write(root.join(name), text).unwrap();
        }
        let found = discover(&[root.to_owned()], &[root.join("rules")]);
        assert_eq!(files(&found), [("new.json", false)]);
        let skipped: Vec<&str> = found
            .skipped
            .iter()
            .map(|skipped| skipped.name.rsplit('/').next().unwrap())
            .collect();
        assert_eq!(skipped, ["exports", "federation.xml", "old.json"]);
    }

    #[test]
    fn a_path_may_go_up_and_down_again() {
        let clean = |path: &str| clean(Path::new(path));
        assert_eq!(clean("a/../b"), Some(PathBuf::from("b")));
        assert_eq!(clean("../b"), None);
    }
}
