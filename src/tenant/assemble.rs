//! Putting records together into tenants.
//!
//! By the config's `tenants[].paths`; without, one tenant for each folder that holds a default configuration, else one for
//! the whole input. A record that belongs to no tenant, and a second default, are said, never dropped.

use std::collections::BTreeMap;
use std::collections::btree_map::Entry;
use std::path::{Path, PathBuf};

use super::setting::SETTINGS;
use super::teams::Policy;
use super::{Document, Profile, RecordRef, Tenant, text};
use crate::config::{Config, TenantConfig};
use crate::diagnostic::{Code, Diagnostic};
use crate::export::{Kind, PartnerList};
use crate::source::Sources;
use crate::written::label_of;

/// The tenants of a run, in a fixed order, with what was wrong in putting them together.
pub fn assemble(
    documents: &[Document],
    sources: &Sources,
    config: &Config,
) -> (Vec<Tenant>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let groups = if config.tenants.is_empty() {
        by_folder(documents, sources)
    } else {
        by_config(documents, sources, config, &mut diagnostics)
    };
    let tenants = groups
        .into_iter()
        .filter(|group| !group.documents.is_empty())
        .map(|group| build(group, documents, &mut diagnostics))
        .collect();
    (tenants, diagnostics)
}

/// The documents of one tenant, by index.
struct Group {
    profile: Profile,
    documents: Vec<usize>,
}

fn with_records(documents: &[Document]) -> impl Iterator<Item = (usize, &Document)> {
    documents.iter().enumerate().filter(|(_, document)| {
        !document.reading.records.is_empty() || document.reading.partners != PartnerList::Absent
    })
}

fn by_config(
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

/// The first tenant whose paths take the file, else the first that takes every file.
fn tenant_of(path: &str, config: &Config) -> Option<usize> {
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

fn relative_to(path: &str, folder: &Path) -> PathBuf {
    let absolute = |path: &Path| path.canonicalize().unwrap_or_else(|_| path.to_path_buf());
    let folder = if folder.as_os_str().is_empty() {
        Path::new(".")
    } else {
        folder
    };
    let path = absolute(Path::new(path));
    path.strip_prefix(absolute(folder))
        .map(Path::to_path_buf)
        .unwrap_or(path)
}

fn by_folder(documents: &[Document], sources: &Sources) -> Vec<Group> {
    let folder_of = |document: &Document| -> String {
        let path = sources.path(document.file);
        path.rsplit_once('/')
            .map_or_else(String::new, |(folder, _)| folder.to_owned())
    };
    let mut roots: Vec<String> = documents
        .iter()
        .filter(|document| has_default(document))
        .map(folder_of)
        .collect();
    roots.sort();
    roots.dedup();
    // Partners beside the only default's own are those of another tenant, whose default is missing: they must not inherit
    // from this one.
    let own_partners = documents.iter().any(|document| {
        has_partners(document)
            && roots
                .iter()
                .any(|root| is_at_or_below(&folder_of(document), root))
    });
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, document) in with_records(documents) {
        let folder = folder_of(document);
        let root = match roots.as_slice() {
            [] => String::new(),
            [only] if own_partners && has_partners(document) && !is_at_or_below(&folder, only) => {
                folder
            }
            [only] => only.clone(),
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

fn has_default(document: &Document) -> bool {
    holds(document, Kind::Default)
}

fn has_partners(document: &Document) -> bool {
    holds(document, Kind::Partner)
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

fn build(group: Group, documents: &[Document], diagnostics: &mut Vec<Diagnostic>) -> Tenant {
    let mut tenant = Tenant {
        profile: group.profile,
        default: None,
        partners: Vec::new(),
        partner_list: PartnerList::Absent,
        syncs: BTreeMap::new(),
        policies: Vec::new(),
        assignments: Vec::new(),
        lists_assignments: false,
        federation: None,
    };
    for index in group.documents {
        let Some(document) = documents.get(index) else {
            continue;
        };
        tenant.partner_list = tenant.partner_list.max(document.reading.partners);
        tenant.lists_assignments |= document.reading.lists_assignments;
        for record in &document.reading.records {
            let place = RecordRef {
                document: index,
                node: record.node,
            };
            add(&mut tenant, record.kind, place, documents, diagnostics);
        }
    }
    if tenant.default.is_none() {
        refuse_inheritance(&tenant, documents, diagnostics);
    }
    refuse_orphans(&tenant, documents, diagnostics);
    tenant
}

/// Identity synchronization of a tenant that is no partner here: its partner configuration is missing, or its id is wrong.
fn refuse_orphans(tenant: &Tenant, documents: &[Document], diagnostics: &mut Vec<Diagnostic>) {
    // A file of its own, read alone, says nothing of partners.
    let alone = tenant.partners.is_empty() && tenant.default.is_none();
    if tenant.syncs.is_empty() || alone {
        return;
    }
    let partners: std::collections::HashSet<String> = tenant
        .partners
        .iter()
        .filter_map(|place| {
            let tree = &documents.get(place.document)?.tree;
            Some(text(tree, place.node, "tenantId")?.to_ascii_lowercase())
        })
        .collect();
    for (id, place) in &tenant.syncs {
        let document = documents.get(place.document);
        if let Some(document) = document.filter(|_| !partners.contains(id)) {
            diagnostics.push(
                Diagnostic::new(
                    Code::PartnerMissing,
                    format!("identity synchronization of {id}, which is not among the partners: it is not judged"),
                )
                .help("export the partner too, or mend the tenant id")
                .label(label_of(&document.tree, document.file, place.node, "no such partner", true)),
            );
        }
    }
}

fn add(
    tenant: &mut Tenant,
    kind: Kind,
    place: RecordRef,
    documents: &[Document],
    diagnostics: &mut Vec<Diagnostic>,
) {
    match kind {
        Kind::Default => match tenant.default {
            None => tenant.default = Some(place),
            Some(first) => {
                diagnostics.push(twice(documents, place, first, "default configurations"))
            }
        },
        Kind::Federation => match tenant.federation {
            None => tenant.federation = Some(place),
            Some(first) => {
                diagnostics.push(twice(documents, place, first, "federation configurations"));
            }
        },
        Kind::Partner => tenant.partners.push(place),
        Kind::ChannelPolicy => {
            let same = tenant
                .policies
                .iter()
                .find(|known| policy_name(documents, **known) == policy_name(documents, place));
            match same {
                None => tenant.policies.push(place),
                Some(first) => {
                    diagnostics.push(twice(
                        documents,
                        place,
                        *first,
                        "channel policies of one name",
                    ));
                }
            }
        }
        Kind::GroupPolicyAssignment => tenant.assignments.push(place),
        Kind::IdentitySync => {
            let id = documents
                .get(place.document)
                .and_then(|document| text(&document.tree, place.node, "tenantId"));
            if let Some(id) = id {
                match tenant.syncs.entry(id.to_ascii_lowercase()) {
                    Entry::Vacant(free) => {
                        free.insert(place);
                    }
                    Entry::Occupied(first) => diagnostics.push(twice(
                        documents,
                        place,
                        *first.get(),
                        "identity synchronizations of one partner",
                    )),
                }
            }
        }
    }
}

fn policy_name(documents: &[Document], place: RecordRef) -> Option<String> {
    let document = documents.get(place.document)?;
    let policy = Policy::read(&document.tree, place.node);
    Some(policy.identity.to_ascii_lowercase())
}

fn twice(documents: &[Document], second: RecordRef, first: RecordRef, what: &str) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(
        Code::RecordTwice,
        format!("one tenant has two {what}: only the first is judged"),
    )
    .help("keep one, or name the tenants and their `paths` in tenantlint.yaml");
    for (place, text, primary) in [(second, "the second", true), (first, "the first", false)] {
        if let Some(document) = documents.get(place.document) {
            diagnostic = diagnostic.label(label_of(
                &document.tree,
                document.file,
                place.node,
                text,
                primary,
            ));
        }
    }
    diagnostic
}

/// Partners that inherit from a default which is not there: said once, at the first of them.
fn refuse_inheritance(tenant: &Tenant, documents: &[Document], diagnostics: &mut Vec<Diagnostic>) {
    let mut inheriting = 0usize;
    let mut first = None;
    for place in &tenant.partners {
        let Some(document) = documents.get(place.document) else {
            continue;
        };
        let null = SETTINGS
            .iter()
            .map(|name| name.key())
            .chain(["inboundTrust"])
            .filter_map(|key| document.tree.get(place.node, key))
            .find(|node| document.tree.is_null(*node));
        if let Some(node) = null {
            inheriting += 1;
            first.get_or_insert((document, node));
        }
    }
    let Some((document, node)) = first else {
        return;
    };
    diagnostics.push(
        Diagnostic::new(
            Code::DefaultMissing,
            format!(
                "{inheriting} {} from a default configuration that is not in the input: what is in force for them is unknown",
                if inheriting == 1 { "partner inherits" } else { "partners inherit" }
            ),
        )
        .help("export the default too: GET /policies/crossTenantAccessPolicy/default, or `Get-MgPolicyCrossTenantAccessPolicyDefault | ConvertTo-Json -Depth 10`")
        .label(label_of(&document.tree, document.file, node, "null inherits the default", true)),
    );
}

fn file_label(document: &Document) -> crate::finding::Label {
    let node = document
        .reading
        .records
        .first()
        .map(|record| record.node)
        .or_else(|| document.tree.roots().first().copied());
    match node {
        Some(node) => {
            let mut label = label_of(&document.tree, document.file, node, "this record", true);
            label.pointer = document.tree.pointer(node);
            label
        }
        None => crate::finding::Label {
            file: document.file,
            pointer: String::new(),
            span: crate::source::Span { start: 0, end: 0 },
            text: String::new(),
            primary: true,
        },
    }
}
