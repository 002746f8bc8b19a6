//! Opening what stands around the items: monitors, baselines, snapshots, collections and bare lists.

use super::job;
use crate::diagnostic::Code;
use crate::export::resource::{self, Resource};
use crate::export::{self, Page, PartnerList, trouble};
use crate::source::{Kind, NodeId, Tree};

/// What stands in a document.
#[derive(Default)]
pub(super) struct Found {
    pub(super) resources: Vec<Resource>,
    /// Some of it says that it is what the tenant has.
    pub(super) is_snapshot: bool,
    /// Some of it does not: it may be what somebody wants, or a part.
    pub(super) is_baseline: bool,
}

impl Found {
    fn holds(&mut self, snapshot: bool) {
        self.is_snapshot |= snapshot;
        self.is_baseline |= !snapshot;
    }
}

/// Whether the document is of UTCM.
pub(super) fn is_ours(tree: &Tree, node: NodeId) -> bool {
    match tree.kind(node) {
        Kind::Array => tree.children(node).any(|item| is_part(tree, item)),
        Kind::Object => {
            is_part(tree, node)
                || tree.get_written(node, "value").is_some_and(|value| {
                    tree.kind(value) == Kind::Array
                        && tree.children(value).any(|item| is_part(tree, item))
                })
        }
        _ => false,
    }
}

/// A monitor, a baseline, a snapshot, a job or an item.
fn is_part(tree: &Tree, node: NodeId) -> bool {
    if is_item(tree, node) || job::is_job(tree, node) || has_items(tree, node) {
        return true;
    }
    tree.get_written(node, "baseline")
        .is_some_and(|baseline| has_items(tree, baseline))
}

fn is_item(tree: &Tree, node: NodeId) -> bool {
    tree.get_written(node, "resourceType")
        .is_some_and(|kind| tree.as_str(kind).is_some())
        && tree.get_written(node, "properties").is_some()
}

/// A template of Azure has `resources` and `parameters` too, and a version of its contents.
fn has_items(tree: &Tree, node: NodeId) -> bool {
    let Some(resources) = tree.get_written(node, "resources") else {
        return false;
    };
    if tree.kind(resources) != Kind::Array || tree.get_written(node, "contentVersion").is_some() {
        return false;
    }
    if tree.is_empty(resources) {
        return tree.get_written(node, "parameters").is_some();
    }
    tree.children(resources).any(|item| is_item(tree, item))
}

pub(super) fn document(page: &mut Page<'_>, root: NodeId, found: &mut Found) {
    match page.tree.kind(root) {
        Kind::Array => {
            for item in page.children(root) {
                part(page, item, false, found);
            }
        }
        _ if is_part(page.tree, root) => part(page, root, false, found),
        _ => collection(page, root, found),
    }
}

fn collection(page: &mut Page<'_>, root: NodeId, found: &mut Found) {
    let Some(value) = page.tree.get_written(root, "value") else {
        return;
    };
    let of_snapshots = is_snapshot_by_context(page.tree, root);
    for item in page.children(value) {
        part(page, item, of_snapshots, found);
    }
    more(page, root, "@odata.nextLink");
}

/// The link to what did not fit on this page.
fn more(page: &mut Page<'_>, node: NodeId, link: &str) {
    if let Some(link) = page.tree.get_written(node, link) {
        page.partners(PartnerList::Incomplete);
        let diagnostic = trouble::page_missing().label(page.label(link, "there is more"));
        page.say(diagnostic);
    }
}

/// `of_snapshots`: the collection around it says that its items are snapshots.
fn part(page: &mut Page<'_>, node: NodeId, of_snapshots: bool, found: &mut Found) {
    if page.tree.kind(node) != Kind::Object {
        page.stray(node);
        return;
    }
    job::say_partial(page, node);
    if job::is_job(page.tree, node) {
        page.reading.otherwise = Some(job::TITLE);
    }
    if is_item(page.tree, node) {
        found.holds(of_snapshots);
        item(page, node, found);
        return;
    }
    let baseline = page.tree.get_written(node, "baseline");
    let holder = baseline.unwrap_or(node);
    let Some(resources) = page.tree.get_written(holder, "resources") else {
        return;
    };
    let items = page.children(resources);
    if !items.is_empty() {
        found.holds(baseline.is_none() && (of_snapshots || is_snapshot(page.tree, node)));
    }
    more(page, holder, "resources@odata.nextLink");
    for node in items {
        // A job lists the names of what it was asked for.
        if page.tree.kind(node) == Kind::Object {
            item(page, node, found);
        }
    }
}

/// What a job says of the snapshot that it made, and files that people make of both. A baseline has none of it.
const OF_SNAPSHOTS: &[&str] = &[
    "status",
    "errorDetails",
    "resourceLocation",
    "completedDateTime",
];

/// A snapshot is a configurationBaseline to Graph, with the same members: only where it comes from tells what it is. What is
/// not known to be a snapshot says nothing of partners that it does not name.
fn is_snapshot(tree: &Tree, node: NodeId) -> bool {
    is_snapshot_by_context(tree, node)
        || OF_SNAPSHOTS
            .iter()
            .any(|key| tree.get_written(node, key).is_some())
}

/// `…#admin/configurationManagement/configurationSnapshots/$entity`; the PowerShell module puts it below.
fn is_snapshot_by_context(tree: &Tree, node: NodeId) -> bool {
    let context = |node| tree.as_str(tree.get_written(node, "@odata.context")?);
    let below = || {
        tree.get_written(node, "AdditionalProperties")
            .and_then(context)
    };
    context(node).or_else(below).is_some_and(|context| {
        context
            .to_ascii_lowercase()
            .contains("configurationsnapshot")
    })
}

fn item(page: &mut Page<'_>, node: NodeId, found: &mut Found) {
    let tree = &*page.tree;
    let written = tree.get_written(node, "resourceType");
    let Some((place, name)) = written.and_then(|place| Some((place, tree.as_str(place)?))) else {
        return;
    };
    let Some(kind) = kind_of(name) else {
        if let Some((workload, name)) = parts(name) {
            let (workload, name) = (workload.to_owned(), name.to_owned());
            resource::say_unknown(page, node, place, (&workload, &name));
        }
        return;
    };
    let Some(properties) = tree.get_written(node, "properties") else {
        return lost(page, node);
    };
    match tree.kind(properties) {
        Kind::Object => found.resources.push(Resource {
            node: properties,
            kind,
        }),
        Kind::Array => found.resources.extend(
            tree.children(properties)
                .map(|node| Resource { node, kind }),
        ),
        _ => lost(page, properties),
    }
}

fn lost(page: &mut Page<'_>, node: NodeId) {
    page.partners(PartnerList::Incomplete);
    page.diagnostic(
        Code::RecordUnknown,
        node,
        "this resource has no properties: what it says of the tenant is lost".to_owned(),
        "no properties",
    );
}

/// `microsoft.entra.crossTenantAccessPolicy`
pub(super) fn kind_of(name: &str) -> Option<export::Kind> {
    let (workload, kind) = parts(name)?;
    resource::kind_of(workload, kind)
}

/// The workload and the type of a `resourceType`.
fn parts(name: &str) -> Option<(&str, &str)> {
    let (before, kind) = name.trim().rsplit_once('.')?;
    Some((before.rsplit('.').next()?, kind))
}
