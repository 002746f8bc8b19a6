//! Opening one side of a change: a revision of git, a folder or a file.
//!
//! A revision is read through git into a temporary folder: the work tree is never touched, and of the revision only what a
//! run reads is taken out, the exports and the files people write.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use tempfile::TempDir;

use crate::cli::Inputs;
use crate::config::{self, Config};
use crate::diagnostic::{Code, Diagnostic};
use crate::git::{Blob, Commit, EntryKind, Problem, Repository};
use crate::register::Register;
use crate::rule::RuleSet;
use crate::session::{Own, Refusal, Session};
use crate::source::discover::{clean, display, plain_io_error};
use crate::source::{Language, Sources};

/// Files that say what a run leaves out.
const IGNORE_FILES: [&str; 2] = [".gitignore", ".ignore"];

/// What the command line calls a side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Name {
    /// A revision, as given.
    Revision(String),
    Path(PathBuf),
}

impl Name {
    /// What is there as a file or folder is one, unless only `revisions` are meant; everything else is a revision.
    pub fn read(text: &str, revisions: bool) -> Name {
        if !revisions && Path::new(text).exists() {
            Name::Path(PathBuf::from(text))
        } else {
            Name::Revision(text.to_owned())
        }
    }
}

/// A side with its files read.
pub struct Opened {
    pub session: Session,
    pub rules: RuleSet,
    /// What it is, for people: a path, or a revision and its commit.
    pub title: String,
}

/// Why a side could not be opened.
pub enum Failure {
    Git(Problem),
    /// The config or the register of the side is wrong.
    Refused(Box<Refusal>),
    Unwritable(String),
}

impl Failure {
    /// What to tell, and the sources that it points into.
    pub fn told(self) -> (Vec<Diagnostic>, Sources) {
        match self {
            Failure::Git(problem) => (vec![problem.into()], Sources::default()),
            Failure::Refused(refusal) => (refusal.diagnostics, refusal.sources),
            Failure::Unwritable(message) => {
                let diagnostic = Diagnostic::new(Code::RevisionInvalid, message);
                (vec![diagnostic], Sources::default())
            }
        }
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Failure {
        Failure::Git(problem)
    }
}

/// Open what is on disk: a folder, a file, or the work tree here; of a folder, the paths of `inputs` if there are any.
pub fn path(path: &Path, inputs: &Inputs) -> Result<Opened, Failure> {
    let inputs = Inputs {
        paths: in_folder(path, &inside(&inputs.paths)?),
        ..inputs.clone()
    };
    let (session, rules) = read(&inputs, &|text| text.to_owned())?;
    Ok(Opened {
        session,
        rules,
        title: display(path),
    })
}

/// The paths to read, none of which leads out of its side.
fn inside(paths: &[PathBuf]) -> Result<Vec<PathBuf>, Problem> {
    let one = |path: &PathBuf| {
        clean(path).ok_or_else(|| {
            let name = display(path);
            Problem::new(format!(
                "{name} leads out of what is compared: name paths below it"
            ))
        })
    };
    paths.iter().map(one).collect()
}

/// The same below a folder: all of it, where no path is named.
fn in_folder(folder: &Path, inside: &[PathBuf]) -> Vec<PathBuf> {
    match inside {
        [] => vec![folder.to_path_buf()],
        // Without parts a path is the folder; joined, it would end in a slash.
        _ => inside
            .iter()
            .map(|path| folder.join(path).components().collect())
            .collect(),
    }
}

/// Open a commit, as far as it lies below the folder `here` of the repository. `title` is what people call it.
pub fn commit(
    repository: &Repository,
    commit: &Commit,
    here: &Path,
    title: &str,
    inputs: &Inputs,
) -> Result<Opened, Failure> {
    let unwritable =
        |error: std::io::Error| Failure::Unwritable(format!("{title}: {}", plain_io_error(&error)));
    let inside = inside(&inputs.paths)?;
    let here = here
        .canonicalize()
        .map_err(unwritable)?
        .strip_prefix(repository.root())
        .map(Path::to_path_buf)
        .unwrap_or_default();
    let below = in_folder(&here, &inside);
    // As everywhere, the config is looked for from the first path up.
    let first = below.first().unwrap_or(&here);
    let folder = tempfile::tempdir().map_err(unwritable)?;
    let copy = Copy {
        repository,
        commit,
        folder: &folder,
    };
    // Searching for the config upwards ends at the root of the copy.
    std::fs::create_dir(folder.path().join(".git")).map_err(unwritable)?;
    // A config named by hand counts as this commit has it, if it does.
    let named = inputs
        .config
        .as_deref()
        .and_then(|config| config.canonicalize().ok())
        .and_then(|config| Some(config.strip_prefix(repository.root()).ok()?.to_path_buf()));
    let places: BTreeSet<PathBuf> = config_places(first)
        .into_iter()
        .chain(named.clone())
        .collect();
    copy.write(&places).map_err(unwritable_or(title))?;
    std::fs::create_dir_all(folder.path().join(&here)).map_err(unwritable)?;
    // A path may be missing on this side; the config above it counts all the same.
    let start = first
        .ancestors()
        .map(|above| folder.path().join(above))
        .find(|above| above.exists());
    let found = match (&inputs.config, named) {
        (Some(config), Some(named)) => {
            let place = folder.path().join(named);
            // The commit does not have it yet: it counts as it lies there.
            if !place.exists() {
                place
                    .parent()
                    .map_or(Ok(()), std::fs::create_dir_all)
                    .map_err(unwritable)?;
                std::fs::copy(config, &place).map_err(unwritable)?;
            }
            Some(place)
        }
        (Some(_), None) => None,
        (None, _) => start
            .filter(|_| !inputs.no_config)
            .and_then(|start| config::find(&start)),
    };
    let config = found
        .as_ref()
        .and_then(|path| Config::load(path, &mut Sources::default()).ok());
    copy.write(&copy.wanted(&below, config.as_ref())?)
        .map_err(unwritable_or(title))?;
    if let Some(register) = config
        .as_ref()
        .and_then(|config| config.register.as_deref())
    {
        copy.write(&copy.evidence(&below, register)?)
            .map_err(unwritable_or(title))?;
    }
    let inputs = Inputs {
        paths: in_folder(folder.path(), &below),
        config: found.or_else(|| inputs.config.clone()),
        ..inputs.clone()
    };
    let rename = |text: &str| renamed(text, &folder, title);
    let (session, rules) = read(&inputs, &rename)?;
    Ok(Opened {
        session,
        rules,
        title: title.to_owned(),
    })
}

/// Read exports and rules, and show every file under another name.
fn read(inputs: &Inputs, rename: &dyn Fn(&str) -> String) -> Result<(Session, RuleSet), Failure> {
    let refused = |mut refusal: Refusal| {
        refusal.sources.rename(rename);
        rename_all(&mut refusal.diagnostics, rename);
        Failure::Refused(Box::new(refusal))
    };
    let mut session =
        Session::open(inputs, &Own::default(), &|| {}).map_err(|refusal| refused(*refusal))?;
    let mut rules = match session.rules(&inputs.paths) {
        Ok(rules) => rules,
        Err(diagnostics) => {
            return Err(refused(Refusal {
                sources: session.sources,
                as_of: session.as_of,
                diagnostics,
            }));
        }
    };
    session.sources.rename(rename);
    rename_all(&mut session.loaded.diagnostics, rename);
    rename_all(&mut rules.diagnostics, rename);
    Ok((session, rules))
}

/// A copy of a part of a commit.
struct Copy<'c> {
    repository: &'c Repository,
    commit: &'c Commit,
    folder: &'c TempDir,
}

enum CopyError {
    Git(Problem),
    Io(std::io::Error),
}

fn unwritable_or(title: &str) -> impl Fn(CopyError) -> Failure + '_ {
    move |error| match error {
        CopyError::Git(problem) => Failure::Git(problem),
        CopyError::Io(error) => Failure::Unwritable(format!("{title}: {}", plain_io_error(&error))),
    }
}

impl Copy<'_> {
    fn write(&self, paths: &BTreeSet<PathBuf>) -> Result<(), CopyError> {
        let blobs = self
            .repository
            .blobs(self.commit, paths)
            .map_err(CopyError::Git)?;
        for (path, blob) in blobs {
            let at = self.folder.path().join(&path);
            if let Some(folder) = at.parent() {
                std::fs::create_dir_all(folder).map_err(CopyError::Io)?;
            }
            match blob {
                Blob::Bytes(bytes) => std::fs::write(&at, bytes).map_err(CopyError::Io)?,
                Blob::TooLarge(_) | Blob::Missing => {
                    let name = display(&path);
                    return Err(CopyError::Git(Problem::new(format!(
                        "{name} is too large to read, or not in this partial clone"
                    ))));
                }
            }
        }
        Ok(())
    }

    /// A path of the copy as one of the commit.
    fn under(&self, path: &Path) -> Option<PathBuf> {
        let path = path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
        let root = self.folder.path().canonicalize().ok()?;
        clean(path.strip_prefix(root).ok()?)
    }

    /// What the register names as evidence of partners, where that lies outside of the folder, whose exports are there.
    fn evidence(&self, below: &[PathBuf], register: &Path) -> Result<BTreeSet<PathBuf>, Problem> {
        let folder = register.parent().and_then(|folder| self.under(folder));
        let is_read = |path: &Path| below.iter().any(|below| path.starts_with(below));
        let Some(folder) = folder.filter(|folder| !is_read(folder)) else {
            return Ok(BTreeSet::new());
        };
        let file = Sources::default().reserve(display(register));
        // A register that can't be read is refused when the side is.
        let (_, Ok(register)) = Register::load(register, file) else {
            return Ok(BTreeSet::new());
        };
        let named: Vec<PathBuf> = register
            .entries
            .iter()
            .filter_map(|entry| clean(Path::new(entry.evidence.as_deref()?)))
            .map(|path| folder.join(path))
            .collect();
        let is_met = |path: &Path| Language::of_name(&path.to_string_lossy()).is_some();
        let is_named = |path: &Path| {
            let mut named = named.iter();
            named.any(|one| path == one || path.starts_with(one) && is_met(path))
        };
        let entries = self.repository.ls_tree(self.commit)?;
        Ok(entries
            .into_iter()
            .filter(|entry| entry.kind == EntryKind::File && is_named(&entry.path))
            .filter(|entry| !is_read(&entry.path))
            .map(|entry| entry.path)
            .collect())
    }

    /// What a run of that folder reads: files in a language of exports, and what the config names.
    fn wanted(
        &self,
        below: &[PathBuf],
        config: Option<&Config>,
    ) -> Result<BTreeSet<PathBuf>, Problem> {
        let under = |path: &PathBuf| self.under(path);
        let named: Vec<PathBuf> = config
            .into_iter()
            .flat_map(|config| {
                let waivers = config.waivers.as_ref().map(|waiving| &waiving.file);
                config.register.iter().chain(waivers)
            })
            .filter_map(under)
            .collect();
        let rules: Vec<PathBuf> = config
            .into_iter()
            .flat_map(|config| &config.policies)
            .filter_map(under)
            .collect();
        let is_wanted = |path: &Path| {
            let is_export = below.iter().any(|below| path.starts_with(below))
                && (Language::of_name(&path.to_string_lossy()).is_some() || is_ignore_file(path));
            is_export
                || named.iter().any(|one| one == path)
                || rules.iter().any(|folder| path.starts_with(folder))
        };
        let entries = self.repository.ls_tree(self.commit)?;
        // Git itself refuses such names; a repository made by hand may hold them.
        if let Some(odd) = entries.iter().find(|entry| !stays_inside(&entry.path)) {
            let name = display(&odd.path);
            return Err(Problem::new(format!(
                "{name} in the commit leads out of the repository: nothing of it is read"
            )));
        }
        Ok(entries
            .into_iter()
            .filter(|entry| entry.kind == EntryKind::File && is_wanted(&entry.path))
            .map(|entry| entry.path)
            .collect())
    }
}

fn is_ignore_file(path: &Path) -> bool {
    path.file_name()
        .and_then(|name| name.to_str())
        .is_some_and(|name| IGNORE_FILES.contains(&name))
}

/// A name of a file that lies where it says, below the root and outside of git's own folder.
fn stays_inside(path: &Path) -> bool {
    clean(path).as_deref() == Some(path) && !path.starts_with(".git")
}

/// Where the config of a folder may lie: in it, and in each folder above up to the root.
fn config_places(below: &Path) -> BTreeSet<PathBuf> {
    below
        .ancestors()
        .map(|folder| folder.join(config::NAME))
        .collect()
}

/// `/tmp/.tmpX/exports/a.json` as `main:exports/a.json`.
fn renamed(text: &str, folder: &TempDir, title: &str) -> String {
    let prefix = format!("{}/", display(folder.path()));
    text.replace(&prefix, &format!("{title}:"))
}

fn rename_all(diagnostics: &mut [Diagnostic], rename: &dyn Fn(&str) -> String) {
    for diagnostic in diagnostics {
        diagnostic.message = rename(&diagnostic.message);
        diagnostic.help = diagnostic.help.as_deref().map(rename);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_lead_out_are_known() {
        for name in ["../a", "/a", "a/../../b", "a/../b", "./a", ".git/config"] {
            assert!(!stays_inside(Path::new(name)), "{name}");
        }
        for name in ["a", "a/b.json", ".gitignore", "..a/b"] {
            assert!(stays_inside(Path::new(name)), "{name}");
        }
    }
}
