//! Which files make a tenant: by the paths of the config, else by the folders that hold a default or a whole export.

use std::collections::{BTreeMap, BTreeSet};

use super::file_label;
use crate::config::{Config, TenantConfig, relative_to};
use crate::diagnostic::{Code, Diagnostic};
use crate::export::{Kind, PartnerList};
use crate::source::Sources;
use crate::tenant::{Document, Profile, Tenant};

/// The documents of one tenant, by index.
pub(super) struct Group {
    pub(super) profile: Profile,
    pub(super) documents: Vec<usize>,
}

fn with_records(documents: &[Document]) -> impl Iterator<Item = (usize, &Document)> {
    documents.iter().enumerate().filter(|(_, document)| {
        let reading = &document.reading;
        // An empty list says that there is none, which a rule may need to know.
        !reading.records.is_empty()
            || !reading.listed.is_empty()
            || reading.partners != PartnerList::Absent
    })
}

pub(super) fn by_config(
    documents: &[Document],
    sources: &Sources,
    config: &Config,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Group> {
    let mut groups: Vec<Group> = config
        .tenants
        .iter()
        .map(|tenant| Group {
            profile: tenant.profile.clone(),
            documents: Vec::new(),
        })
        .collect();
    for (index, document) in with_records(documents) {
        let path = sources.path(document.file);
        if let [first, second, ..] = takers(path, config).as_slice() {
            diagnostics.push(
                Diagnostic::new(
                    Code::TenantUnknown,
                    format!("{path} belongs to two tenants of the config, {first} and {second}: it is judged for the first"),
                )
                .help("narrow `paths` in tenantlint.yaml")
                .label(file_label(document)),
            );
        }
        match tenant_of(path, config) {
            Some(tenant) => {
                if let Some(group) = groups.get_mut(tenant) {
                    group.documents.push(index);
                }
            }
            None => diagnostics.push(
                Diagnostic::new(
                    Code::TenantUnknown,
                    format!("{path} belongs to no tenant of the config, so it is not judged"),
                )
                .help("add it to `paths` of a tenant in tenantlint.yaml")
                .label(file_label(document)),
            ),
        }
    }
    groups
}

/// Names of the tenants whose paths take the file.
fn takers<'a>(path: &str, config: &'a Config) -> Vec<&'a str> {
    let relative = relative_to(path, &config.folder);
    config
        .tenants
        .iter()
        .filter(|tenant| {
            tenant
                .paths
                .as_ref()
                .is_some_and(|globs| globs.is_match(&relative))
        })
        .map(|tenant| tenant.profile.name.as_str())
        .collect()
}

/// Tenants of the config without a single file. Only to be asked when the run reads all that the config is about.
pub fn refuse_empty(config: &Config, tenants: &[Tenant]) -> Vec<Diagnostic> {
    let Some(written) = &config.written else {
        return Vec::new();
    };
    config
        .tenants
        .iter()
        .filter(|one| {
            !tenants
                .iter()
                .any(|tenant| tenant.profile.name == one.profile.name)
        })
        .map(|one| {
            let message = format!(
                "no file was found for the tenant {}: it is not judged",
                one.profile.name
            );
            let place = written.tree.get(one.node, "paths").unwrap_or(one.node);
            written
                .mistake(place, Code::TenantEmpty, message, "nothing there")
                .help("mend `paths`, add the exports, or take the tenant out of the config")
        })
        .collect()
}

/// The first tenant of the config whose paths take the file, else the first that takes every file.
pub(crate) fn tenant_of(path: &str, config: &Config) -> Option<usize> {
    let relative = relative_to(path, &config.folder);
    let takes = |tenant: &TenantConfig| {
        tenant
            .paths
            .as_ref()
            .is_some_and(|globs| globs.is_match(&relative))
    };
    config.tenants.iter().position(takes).or_else(|| {
        config
            .tenants
            .iter()
            .position(|tenant| tenant.paths.is_none())
    })
}

pub(super) fn by_folder(documents: &[Document], sources: &Sources) -> Vec<Group> {
    let folder_of = |document: &Document| home(sources.path(document.file), document);
    let roots = roots(documents, &folder_of);
    // Partners beside the only default's own are those of another tenant, whose default is missing: they must not inherit
    // from this one.
    let own_partners = documents.iter().any(|document| {
        has_partners(document)
            && roots
                .iter()
                .any(|root| is_at_or_below(&folder_of(document), root))
    });
    let others: BTreeSet<String> = match roots.as_slice() {
        [only] if own_partners => documents
            .iter()
            .map(|document| (document, folder_of(document)))
            .filter(|(document, folder)| is_of_another(document, folder, only))
            .map(|(_, folder)| folder)
            .collect(),
        _ => BTreeSet::new(),
    };
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, document) in with_records(documents) {
        let folder = folder_of(document);
        let root = match roots.as_slice() {
            [] => String::new(),
            [only] => nearest_other(&folder, only, &others).unwrap_or_else(|| only.clone()),
            _ => nearest_root(&folder, &roots),
        };
        groups.entry(root).or_default().push(index);
    }
    let single = groups.len() == 1;
    groups
        .into_iter()
        .map(|(root, documents)| Group {
            profile: Profile {
                name: if single { "tenant".to_owned() } else { root },
                ..Profile::default()
            },
            documents,
        })
        .collect()
}

/// Whether a document beside the only default belongs to another tenant, though nothing in it says so. Partners do, and
/// identity synchronization in a folder at its side: it would turn on the synchronization of partners that are not its own.
/// Other records stay: people keep those of one tenant in folders side by side, `entra/` and `teams/`.
fn is_of_another(document: &Document, folder: &str, default: &str) -> bool {
    let is_beside = !is_at_or_below(folder, default) && !is_at_or_below(default, folder);
    has_partners(document) && !is_at_or_below(folder, default)
        || holds(document, Kind::IdentitySync) && is_beside
}

/// The folder of another tenant that a folder lies with, not with the only default: the nearest one on the way up to where
/// the default lies too. Between several of them it stands by itself.
fn nearest_other(folder: &str, default: &str, others: &BTreeSet<String>) -> Option<String> {
    if is_at_or_below(folder, default) {
        return None;
    }
    if others.contains(folder) {
        return Some(folder.to_owned());
    }
    let mut here = folder;
    while !is_at_or_below(default, here) {
        let mut below = others.iter().filter(|other| is_at_or_below(other, here));
        match (below.next(), below.next()) {
            (None, _) => {}
            (Some(only), None) => return Some(only.clone()),
            _ if others.contains(here) => return Some(here.to_owned()),
            _ => return Some(folder.to_owned()),
        }
        here = here.rsplit_once('/').map_or("", |(above, _)| above);
    }
    None
}

/// The folder that a document stands for: its own, or the root of the export when its tool spreads one over folders.
fn home(path: &str, document: &Document) -> String {
    let mut folder = path;
    for _ in 0..=document.reading.below_root {
        folder = folder.rsplit_once('/').map_or("", |(above, _)| above);
    }
    folder.to_owned()
}

/// The folders that make a tenant: those of a default, and the root of an export of which no default stands on one line of
/// folders with it, for then it is another tenant's.
fn roots(documents: &[Document], folder_of: &dyn Fn(&Document) -> String) -> Vec<String> {
    let sorted = |chosen: &dyn Fn(&Document) -> bool| -> BTreeSet<String> {
        let chosen = documents.iter().filter(|document| chosen(document));
        chosen.map(folder_of).collect()
    };
    let defaults = sorted(&has_default);
    let exports = sorted(&|document| document.reading.below_root > 0);
    let apart = exports.into_iter().filter(|export| {
        !defaults
            .iter()
            .any(|default| is_at_or_below(default, export) || is_at_or_below(export, default))
    });
    let apart: Vec<String> = apart.collect();
    let all: BTreeSet<String> = defaults.iter().cloned().chain(apart).collect();
    all.into_iter().collect()
}

fn has_default(document: &Document) -> bool {
    holds(document, Kind::Default)
}

/// Partners, or a list that says that there are none.
fn has_partners(document: &Document) -> bool {
    document.reading.listed.contains(&Kind::Partner)
}

fn holds(document: &Document, kind: Kind) -> bool {
    document
        .reading
        .records
        .iter()
        .any(|record| record.kind == kind)
}

/// Walk up from a folder to the first that has exactly one default at or below it; a folder between several tenants
/// stands by itself.
fn nearest_root(folder: &str, roots: &[String]) -> String {
    let mut here = folder;
    loop {
        let mut below = roots.iter().filter(|root| is_at_or_below(root, here));
        match (below.next(), below.next()) {
            (Some(only), None) => return only.clone(),
            (Some(_), Some(_)) => {
                let own = roots.iter().find(|root| root.as_str() == here);
                return own.map_or_else(|| folder.to_owned(), Clone::clone);
            }
            _ => {}
        }
        if here.is_empty() {
            return folder.to_owned();
        }
        here = here.rsplit_once('/').map_or("", |(parent, _)| parent);
    }
}

fn is_at_or_below(path: &str, folder: &str) -> bool {
    folder.is_empty()
        || path
            .strip_prefix(folder)
            .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
