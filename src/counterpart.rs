//! What partners have shown of their own side: the exports that `counterpart.evidence` in the register names.
//!
//! They are read as all else is, and are nobody's of this run: only rules on pairs look at them. A path leads from the
//! register's folder to a file or folder below it, through no symbolic link, and no two entries name the same files.

use std::path::{Path, PathBuf};

use crate::diagnostic::Code;
use crate::exit::Exit;
use crate::export::House;
use crate::load::{self, Loaded};
use crate::register::{Entry, Register};
use crate::rule::input::{Facts, Whole};
use crate::source::Sources;
use crate::source::discover::{self, Discovery, Found, clean, display};
use crate::tenant::{Document, Profile, Tenant, assemble};

/// One partner's own side.
pub struct Counterpart {
    /// The index of its entry in the register.
    pub entry: usize,
    /// Lower case.
    pub tenant_id: String,
    pub documents: Vec<Document>,
    pub tenant: Result<Tenant, Unusable>,
    /// Where it lies; nothing when that is nowhere to be looked at.
    root: Option<PathBuf>,
}

/// Why what a partner showed tells nothing.
#[derive(Debug, Clone)]
pub struct Unusable {
    pub reason: String,
    /// The files are of somebody else, who may have to be judged.
    is_of_others: bool,
}

impl Unusable {
    fn new(reason: String) -> Unusable {
        Unusable {
            reason,
            is_of_others: false,
        }
    }

    fn of_others(reason: String) -> Unusable {
        Unusable {
            reason,
            is_of_others: true,
        }
    }
}

/// Read what the entries of a register in that folder name. What is wrong with the files comes beside, without documents.
pub fn read_all(
    register: &Register,
    folder: &Path,
    houses: &[House],
    sources: &mut Sources,
) -> (Vec<Counterpart>, Loaded) {
    let mut told = Loaded::default();
    let mut counterparts: Vec<Counterpart> = Vec::new();
    for (index, entry) in register.entries.iter().enumerate() {
        let Some(written) = &entry.evidence else {
            continue;
        };
        let place = locate(folder, written);
        let place = place.and_then(|root| apart(root, &counterparts, register));
        let mut counterpart = Counterpart {
            entry: index,
            tenant_id: entry.tenant_id.clone(),
            documents: Vec::new(),
            root: place.as_ref().ok().cloned(),
            tenant: Err(Unusable::new(String::new())),
        };
        counterpart.tenant = place.map_err(Unusable::new).and_then(|root| {
            let mut loaded = load_below(&root, houses, sources);
            let tenant = tenant(&mut loaded, entry, written, sources);
            counterpart.documents = std::mem::take(&mut loaded.documents);
            told.extend(loaded);
            tenant
        });
        counterparts.push(counterpart);
    }
    (counterparts, told)
}

/// Where the evidence lies: below the folder, and through no symbolic link.
fn locate(folder: &Path, written: &str) -> Result<PathBuf, String> {
    let below = clean(Path::new(written)).filter(|path| path.components().next().is_some());
    let Some(below) = below else {
        return Err(format!(
            "{written} is no file or folder below the register's: it is not read"
        ));
    };
    let mut path = folder.to_path_buf();
    for part in below.components() {
        path.push(part);
        if path.is_symlink() {
            let name = display(&path);
            return Err(format!("{name} is a symbolic link, which is not followed"));
        }
    }
    if path.exists() {
        Ok(path)
    } else {
        let name = display(&path);
        Err(format!("there is no such file or folder: {name}"))
    }
}

/// Every file is read once, so that a register can't make a run longer than its files do.
fn apart(root: PathBuf, others: &[Counterpart], register: &Register) -> Result<PathBuf, String> {
    let overlaps = |other: &&Counterpart| {
        let other = other.root.as_ref();
        other.is_some_and(|other| root.starts_with(other) || other.starts_with(&root))
    };
    let Some(other) = others.iter().find(overlaps) else {
        return Ok(root);
    };
    let name = register.entries.get(other.entry);
    let name = name.map_or("another entry", |entry| entry.name.as_str());
    Err(format!(
        "{} is evidence of {name}, too: each partner's must lie by itself",
        display(&root)
    ))
}

fn load_below(root: &Path, houses: &[House], sources: &mut Sources) -> Loaded {
    let found = discover::discover(&[root.to_path_buf()], &[]);
    let parsed = load::parse_all(&found.files, &|| {});
    load::settle(parsed, found, houses, sources)
}

/// The tenant whose exports these are. It must be the entry's, as far as they tell.
fn tenant(
    loaded: &mut Loaded,
    entry: &Entry,
    written: &str,
    sources: &Sources,
) -> Result<Tenant, Unusable> {
    let (tenants, mut mistakes) = assemble::assemble(
        &loaded.documents,
        sources,
        &crate::config::Config::default(),
    );
    // A partner shows what is about us, and seldom its default: what it inherits from that, the rules can't tell.
    mistakes.retain(|mistake| mistake.code != Code::DefaultMissing);
    loaded.diagnostics.extend(mistakes);
    let broken = loaded
        .diagnostics
        .iter()
        .any(|said| said.code.exit() == Exit::Input);
    if broken {
        let reason = format!("not all of {written} could be read");
        return Err(Unusable::new(reason));
    }
    let mut tenants = tenants.into_iter();
    let (Some(mut tenant), None) = (tenants.next(), tenants.next()) else {
        return Err(match loaded.documents.is_empty() {
            true => Unusable::new(format!("{written} holds no settings that tenantlint knows")),
            false => Unusable::of_others(format!("{written} holds exports of several tenants")),
        });
    };
    let facts = Facts::gather(&tenant, &loaded.documents, None);
    let lists_itself = (0..tenant.partners.len()).any(|at| facts.id(at) == entry.tenant_id);
    match &tenant.profile.tenant_id {
        Some(id) if *id != entry.tenant_id => {
            return Err(Unusable::of_others(format!(
                "{written} holds exports of another tenant, {id}"
            )));
        }
        None if lists_itself => {
            return Err(Unusable::of_others(format!(
                "{written} lists {} among its partners, so it holds exports of another tenant",
                entry.name
            )));
        }
        _ => {}
    }
    tenant.profile = Profile {
        name: entry.name.clone(),
        tenant_id: Some(entry.tenant_id.clone()),
        cloud: entry.cloud.clone(),
        phase: None,
    };
    Ok(tenant)
}

/// Take the files of partners out of what was found, but for those that were asked for by name, and those of tenants that
/// are `ours`. By name: whether a file stays.
pub fn others_of(
    found: &Discovery,
    paths: &[PathBuf],
    counterparts: &[Counterpart],
    ours: &dyn Fn(&str) -> bool,
) -> Option<Vec<bool>> {
    let asked: Vec<PathBuf> = paths
        .iter()
        .filter_map(|path| path.canonicalize().ok())
        .collect();
    let roots: Vec<PathBuf> = counterparts
        .iter()
        .filter(|one| !one.tenant.as_ref().is_err_and(|why| why.is_of_others))
        .filter(|one| !ours(&one.tenant_id))
        .filter_map(|one| one.root.as_ref()?.canonicalize().ok())
        .filter(|root| !asked.iter().any(|asked| asked.starts_with(root)))
        .collect();
    if roots.is_empty() {
        return None;
    }
    // Names first: asking the file system about every path would cost more than the walk.
    let may_be_in = |file: &Found, root: &PathBuf| {
        let mut parts = file.path.components();
        parts.any(|part| Some(part.as_os_str()) == root.file_name())
    };
    let is_in = |file: &Found| {
        roots.iter().any(|root| may_be_in(file, root))
            && file
                .path
                .canonicalize()
                .is_ok_and(|path| roots.iter().any(|root| path.starts_with(root)))
    };
    Some(found.files.iter().map(|file| !is_in(file)).collect())
}

/// A partner's side, ready to be looked at.
pub struct Shown<'a> {
    pub entry: usize,
    pub whole: Result<Whole<'a>, &'a str>,
}

impl Counterpart {
    pub fn shown(&self, as_of: jiff::civil::Date) -> Shown<'_> {
        Shown {
            entry: self.entry,
            whole: match &self.tenant {
                Ok(tenant) => Ok(Whole::new(tenant, &self.documents, None, as_of)),
                Err(why) => Err(&why.reason),
            },
        }
    }
}
