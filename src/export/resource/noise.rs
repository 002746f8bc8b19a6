//! What stands among the properties of a resource and configures nothing: how to sign in, the machinery of DSC, types of
//! values; and texts that are expressions, which are forgotten.

use super::Tool;
use crate::source::{NodeId, Tree};

/// Members of the resource itself, in lower case. `TenantId` is the own tenant, to sign in to; a partner has
/// `PartnerTenantId`.
const NOISE: &[&str] = &[
    "credential",
    "globaladminaccount",
    "applicationid",
    "applicationsecret",
    "tenantid",
    "certificatethumbprint",
    "certificatepath",
    "certificatepassword",
    "managedidentity",
    "accesstokens",
    "issingleinstance",
    "ensure",
    "dependson",
    "psdscrunascredential",
    "resourcename",
    "resourceinstancename",
    "resourceid",
    "conditional",
    "uniqueid",
];

/// At any depth: the type of an embedded value.
const TYPE: &str = "ciminstance";

pub(super) fn remove(tree: &mut Tree, record: NodeId, tool: &Tool) {
    let mut unknown = Vec::new();
    let mut open = vec![record];
    while let Some(node) = open.pop() {
        if tree
            .children(node)
            .any(|child| is_noise(tree, child, node == record))
        {
            tree.keep(node, |tree, child| !is_noise(tree, child, node == record));
        }
        for child in tree.children(node) {
            if tree.as_str(child).is_some_and(tool.is_expression) {
                unknown.push(child);
            } else {
                open.push(child);
            }
        }
    }
    for node in unknown {
        tree.forget(node);
    }
}

fn is_noise(tree: &Tree, node: NodeId, is_own: bool) -> bool {
    let Some(key) = tree.raw_key(node).map(str::to_ascii_lowercase) else {
        return false;
    };
    key == TYPE
        || key.contains("@odata.")
        || key == "resourcename" && is_embedded(tree, node)
        || is_own && NOISE.contains(&key.as_str())
}

/// A text that was opened as a bare block brings its type as the name of a resource.
fn is_embedded(tree: &Tree, name: NodeId) -> bool {
    tree.as_str(name)
        .is_some_and(|name| name.starts_with("MSFT_"))
}
