//! What partners have shown of their own side: the exports that `counterpart.evidence` in the register names.
//!
//! They are read as all else is, and are nobody's of this run: only rules on pairs look at them. A path leads from the
//! register's folder to a file or folder below it, through no symbolic link, and no two entries name the same files.

use std::collections::{BTreeMap, HashSet};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

use jiff::civil::Date;

use crate::config::Config;
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
    let mut counterparts = Vec::new();
    let mut taken = Taken::new();
    for (index, entry) in register.entries.iter().enumerate() {
        let Some(written) = &entry.evidence else {
            continue;
        };
        let place = locate(folder, written);
        let place = place.and_then(|root| apart(root, &entry.name, &mut taken));
        let root = place.as_ref().ok().cloned();
        let mut documents = Vec::new();
        let tenant = place.map_err(Unusable::new).and_then(|root| {
            let mut loaded = load_below(&root, houses, sources);
            let tenant = tenant(&mut loaded, entry, written, sources);
            documents = std::mem::take(&mut loaded.documents);
            told.extend(loaded);
            tenant
        });
        counterparts.push(Counterpart {
            entry: index,
            tenant_id: entry.tenant_id.clone(),
            documents,
            tenant,
            root,
        });
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

/// Files and folders that are evidence, and whose.
type Taken<'a> = BTreeMap<PathBuf, &'a str>;

/// Every file is read once, so that a register can't make a run longer than its files do.
fn apart<'a>(root: PathBuf, name: &'a str, taken: &mut Taken<'a>) -> Result<PathBuf, String> {
    let above = root.ancestors().find_map(|folder| taken.get(folder));
    // What lies below a folder comes right after it.
    let next = taken.range(root.clone()..).next();
    let below = next.filter(|(path, _)| path.starts_with(&root));
    match above.or(below.map(|(_, name)| name)) {
        None => {
            taken.insert(root.clone(), name);
            Ok(root)
        }
        Some(other) => Err(format!(
            "{} is evidence of {other}, too: each partner's must lie by itself",
            display(&root)
        )),
    }
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
    let (tenants, mut mistakes) =
        assemble::assemble(&loaded.documents, sources, &Config::default());
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
    let facts = Facts::gather(&tenant, &loaded.documents, None, None);
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

/// Which of the files that were found stay for this run: not those of partners, but for what was asked for by name and what
/// is of tenants that are `ours`. Nothing when all stay.
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
    let roots: HashSet<PathBuf> = counterparts
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
    let names: HashSet<&OsStr> = roots.iter().filter_map(|root| root.file_name()).collect();
    let may_be_in = |file: &Found| {
        let mut parts = file.path.components();
        parts.any(|part| names.contains(part.as_os_str()))
    };
    let is_below = |path: &Path| path.ancestors().any(|folder| roots.contains(folder));
    let is_in = |file: &Found| {
        may_be_in(file) && file.path.canonicalize().is_ok_and(|path| is_below(&path))
    };
    Some(found.files.iter().map(|file| !is_in(file)).collect())
}

/// A partner's side, ready to be looked at.
pub struct Shown<'a> {
    pub entry: usize,
    pub whole: Result<Whole<'a>, &'a str>,
}

impl Counterpart {
    pub fn shown(&self, as_of: Date) -> Shown<'_> {
        Shown {
            entry: self.entry,
            whole: match &self.tenant {
                Ok(tenant) => Ok(Whole::new(tenant, &self.documents, None, as_of)),
                Err(why) => Err(&why.reason),
            },
        }
    }
}
