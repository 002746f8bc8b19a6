//! Files that hold the properties of one item, with the type in the path: `tenant_state/entra/authorizationpolicy/x.yaml`.
//!
//! catac/utcm-exporter writes them. What it takes for a list of instances it tears into a file a member: defaults and
//! partners of cross-tenant access, which have no name of their own. Which partner a part is of is then lost, and the next
//! partner overwrites it. Source: `_extract_instances` in its `parser.py`.

use crate::diagnostic::{Code, Diagnostic};
use crate::export::graph::SECTIONS;
use crate::export::resource::{self, Resource};
use crate::export::{Kind, Page, PartnerList};
use crate::source::{Kind as NodeKind, NodeId, Tree};

/// The kind that the folders around the file tell: `…/entra/<type>/…`, or `…/microsoft.entra.<type>/…`.
pub(super) fn kind_of_path(path: &str) -> Option<Kind> {
    let mut parts = path.rsplit(['/', '\\']);
    let _file = parts.next()?;
    let folder = parts.next()?;
    let mut names = folder.rsplit('.');
    let kind = names.next()?;
    match names.next() {
        Some(workload) => resource::kind_of(workload, kind),
        None => resource::kind_of(parts.next()?, kind),
    }
}

/// Whether the document may be the properties of an item, and is not of Graph or another tool.
pub(super) fn is_properties(tree: &Tree, node: NodeId) -> bool {
    let has = |key: &&str| tree.get(node, key).is_some();
    if tree.kind(node) != NodeKind::Object || ["value", "@odata.context", "$schema"].iter().any(has)
    {
        return false;
    }
    // Graph writes camelCase, and has neither of these.
    ["Ensure", "partnerTenantId"].iter().any(has)
        || tree
            .children(node)
            .filter_map(|child| tree.raw_key(child))
            .all(|key| !key.starts_with(|first: char| first.is_ascii_lowercase()))
}

pub(super) fn file(page: &mut Page<'_>, root: NodeId, found: &mut Vec<Resource>) {
    let Some(kind) = kind_of_path(page.path) else {
        return;
    };
    if !is_properties(page.tree, root) {
        return page.stray(root);
    }
    if is_torn(page.tree, root, kind) {
        if kind == Kind::Partner {
            page.partners(PartnerList::Incomplete);
        }
        let message = format!(
            "this is one part of {}, torn into a file of its own: what it belongs to is lost",
            kind.one()
        );
        page.aside(root);
        let label = page.name_label(root, "a part without its record");
        page.say(
            Diagnostic::new(Code::RecordUnknown, message)
                .help("utcm-exporter writes a file for each member of a record without a name: check the snapshot that it read, which has the whole records")
                .label(label),
        );
        return;
    }
    found.push(Resource { node: root, kind });
}

fn is_torn(tree: &Tree, root: NodeId, kind: Kind) -> bool {
    let whole = |keys: &[&str]| keys.iter().any(|key| tree.get(root, key).is_some());
    match kind {
        Kind::Partner => !whole(&["partnerTenantId", "PartnerTenantId"]),
        Kind::Default => !whole(SECTIONS) && !whole(&["Ensure"]),
        _ => false,
    }
}
