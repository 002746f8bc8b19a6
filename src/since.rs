//! `--changed-since`: of all findings, those that a change may have brought.
//!
//! The whole tenant is judged and counted. A finding is shown when one of its places lies in a file that changed. Where that
//! would hide what a change did, more is shown: everything, when a file changed that decides how exports are judged; all
//! findings of a tenant that lost a file, since a partner that is gone has no place left; and findings about what no export
//! holds, when any export changed.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::path::{Path, PathBuf};

use crate::cli::{Accepted, CheckArgs};
use crate::config;
use crate::diagnostic::{Code, Diagnostic};
use crate::finding::Finding;
use crate::git::{Blob, Changed, Problem, Repository};
use crate::load::{self, Bytes};
use crate::register::Register;
use crate::report::{Report, Unshown, count};
use crate::session::{self, Session};
use crate::source::discover::display;
use crate::source::{FileId, Language, Sources};
use crate::tenant::assemble;

/// Files that decide, wherever they lie, what is read.
const STEERING: [&str; 3] = [config::NAME, ".gitignore", ".ignore"];

/// What changed since a revision, for one run.
pub struct Since {
    /// As the command line has it.
    revision: String,
    changed: Changed,
    /// A file that decides how everything is judged, and that changed.
    decisive: Option<String>,
    lost: Vec<Lost>,
    /// What standard input is called, when it is read.
    stdin: Option<String>,
}

/// An export that is one no more.
struct Lost {
    name: String,
    /// `None`: nobody can tell whose it was.
    tenant: Option<String>,
}

impl Since {
    /// Ask git what changed since `revision`.
    pub fn ask(revision: &str, args: &CheckArgs, session: &Session) -> Result<Since, Problem> {
        let inputs = &args.inputs;
        let paths = session::paths(inputs);
        let repository = Repository::around(&folder_of(paths.first()))?;
        let changed = repository.changed_since(revision)?;
        let lost = lost(&repository, &changed, &paths, session)?;
        Ok(Since {
            revision: revision.to_owned(),
            decisive: decisive(&changed, &args.accepted, session),
            changed,
            lost,
            stdin: paths
                .iter()
                .any(|path| path.as_os_str() == session::STDIN)
                .then(|| session::stdin_name(inputs)),
        })
    }

    /// Leave out of a report what the change can't have brought, and say so.
    pub fn narrow(&self, report: &mut Report, session: &Session) {
        let since = &self.revision;
        let mut say = |message: String| {
            let note = Diagnostic::new(Code::ChangedSince, message);
            report.diagnostics.push(note);
        };
        if let Some(name) = &self.decisive {
            say(format!(
                "{name} changed since {since}, and every finding may be due to it: all are shown"
            ));
            return;
        }
        for lost in &self.lost {
            let whose = lost.tenant.as_deref().map_or_else(
                || "all findings".to_owned(),
                |tenant| format!("all findings of {tenant}"),
            );
            let name = &lost.name;
            say(format!(
                "{name} held settings at {since}, and holds none now: {whose} are shown"
            ));
        }
        let mut places = Places::new(self, session);
        let before = report.findings.len();
        report
            .findings
            .retain(|finding| self.of_lost(finding) || places.concern(finding));
        let unshown = Unshown {
            since: since.clone(),
            findings: before - report.findings.len(),
        };
        if unshown.findings > 0 {
            let note = Diagnostic::new(Code::ChangedSince, note(&unshown));
            report.diagnostics.push(note);
        }
        report.unshown = Some(unshown);
    }

    fn of_lost(&self, finding: &Finding) -> bool {
        self.lost.iter().any(|lost| {
            let tenant = lost.tenant.as_ref();
            tenant.is_none_or(|tenant| *tenant == finding.tenant)
        })
    }

    fn is_changed(&self, path: &str) -> bool {
        self.stdin.as_deref() == Some(path) || !self.changed.is_unchanged(Path::new(path))
    }
}

/// What is left out, in words.
pub fn note(unshown: &Unshown) -> String {
    format!(
        "{} in files that did not change since {} {} not shown",
        count(unshown.findings, "finding", "findings"),
        unshown.since,
        if unshown.findings == 1 { "is" } else { "are" },
    )
}

/// Which files of the run changed, each asked for once.
struct Places<'a> {
    since: &'a Since,
    sources: &'a Sources,
    exports: HashSet<FileId>,
    any_export: bool,
    known: HashMap<FileId, bool>,
}

impl<'a> Places<'a> {
    fn new(since: &'a Since, session: &'a Session) -> Places<'a> {
        let documents = session.loaded.documents.iter();
        let mut places = Places {
            since,
            sources: &session.sources,
            exports: documents.map(|document| document.file).collect(),
            any_export: false,
            known: HashMap::new(),
        };
        let exports: Vec<FileId> = places.exports.iter().copied().collect();
        places.any_export = exports.into_iter().any(|file| places.changed(file));
        places
    }

    fn changed(&mut self, file: FileId) -> bool {
        let (since, sources) = (self.since, self.sources);
        *self
            .known
            .entry(file)
            .or_insert_with(|| since.is_changed(sources.path(file)))
    }

    /// Whether a finding may be due to the change.
    fn concern(&mut self, finding: &Finding) -> bool {
        let labels = &finding.labels;
        let in_export = labels
            .iter()
            .any(|label| self.exports.contains(&label.file));
        labels.is_empty()
            || self.any_export && !in_export
            || labels.iter().any(|label| self.changed(label.file))
    }
}

/// Where to look for the repository.
fn folder_of(first: Option<&PathBuf>) -> PathBuf {
    let here = PathBuf::from(".");
    match first {
        Some(path) if path.is_dir() => path.clone(),
        Some(path) => match path.parent() {
            Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
            _ => here,
        },
        None => here,
    }
}

/// The first file that changed of those that decide about every finding: the config, the register, waivers and baseline, a team's
/// own rules, and what keeps exports from being read.
fn decisive(changed: &Changed, accepted: &Accepted, session: &Session) -> Option<String> {
    let steering = changed.paths.iter().find(|path| {
        let name = path.file_name().unwrap_or_default();
        STEERING.iter().any(|one| name == *one)
    });
    if let Some(path) = steering {
        return Some(display(path));
    }
    let folders: Vec<PathBuf> = session
        .policies
        .iter()
        .filter_map(|folder| folder.canonicalize().ok())
        .collect();
    let of_rules = changed.paths.iter().find(|path| {
        let path = changed.root().join(path);
        folders.iter().any(|folder| path.starts_with(folder))
    });
    if let Some(path) = of_rules {
        return Some(display(path));
    }
    let below = |module: &str| {
        let mut folders = session.policies.iter();
        // Rules built in lie below `policies` too, but not on the disk.
        folders.any(|folder| Path::new(module).starts_with(display(folder)))
            && Path::new(module).is_file()
    };
    let modules = session.store.modules().map(|module| module.path.as_str());
    let register = session.register.as_ref().map(Register::written);
    let written = [session.config.written.as_ref(), register]
        .into_iter()
        .flatten()
        .map(|written| session.sources.path(written.file));
    let accepted: Vec<String> = accepted
        .files(&session.config)
        .map(|path| display(&path))
        .collect();
    modules
        .filter(|module| below(module))
        .chain(written)
        .chain(accepted.iter().map(String::as_str))
        .find(|path| !changed.is_unchanged(Path::new(path)))
        .map(str::to_owned)
}

/// Files that changed and hold no settings now, but did where the histories part.
fn lost(
    repository: &Repository,
    changed: &Changed,
    paths: &[PathBuf],
    session: &Session,
) -> Result<Vec<Lost>, Problem> {
    let read: HashSet<PathBuf> = session
        .loaded
        .inputs
        .iter()
        .filter_map(|input| Path::new(&input.path).canonicalize().ok())
        .collect();
    let candidates: BTreeSet<PathBuf> = changed
        .paths
        .iter()
        .filter(|path| {
            let path = changed.root().join(path);
            !read.contains(&path) && is_covered(&path, paths)
        })
        .cloned()
        .collect();
    let mut lost: BTreeSet<PathBuf> = BTreeSet::new();
    for base in &changed.bases {
        for (path, blob) in repository.blobs(base, &candidates)? {
            if held_settings(&changed.root().join(&path), blob, session) {
                lost.insert(path);
            }
        }
    }
    let config = &session.config;
    Ok(lost
        .into_iter()
        .filter_map(|path| {
            let name = display(&path);
            if config.tenants.is_empty() {
                return Some(Lost { name, tenant: None });
            }
            // What no tenant takes was never judged.
            let at = assemble::tenant_of(&display(&changed.root().join(&path)), config)?;
            let tenant = config.tenants.get(at).map(|one| one.profile.name.clone());
            Some(Lost { name, tenant })
        })
        .collect())
}

/// Whether a run on these paths would read the file, were it there. A shell that wrote out `exports/*.json` leaves out what is
/// gone, so what lies beside a file counts too.
fn is_covered(file: &Path, paths: &[PathBuf]) -> bool {
    paths
        .iter()
        .filter_map(|path| path.canonicalize().ok())
        .any(|path| {
            if path.is_dir() {
                file.starts_with(&path)
            } else {
                file == path || file.parent() == path.parent()
            }
        })
}

fn held_settings(path: &Path, blob: Blob, session: &Session) -> bool {
    let name = display(path);
    if !Language::is_met(&name) {
        return false;
    }
    let Blob::Bytes(bytes) = blob else {
        return true;
    };
    let file = Bytes {
        name,
        named: false,
        bytes: Ok(bytes),
    };
    let held = load::load_bytes(file, &session.config.formats, &mut Sources::default());
    !held.documents.is_empty() || !held.diagnostics.is_empty()
}
