//! Managed resources that plainly set cross-tenant access, and that tenantlint does not read: a type of a newer provider, a
//! generic one that sends JSON to Graph. What they set must not go by in silence.

use super::resources::raw_text;
use crate::source::{NodeId, Tree};

/// How every type of the providers that have the settings names them.
const TYPE: &str = "cross_tenant_";

/// How the URLs of Graph do. Names of rights, `microsoft.directory/crossTenantAccessPolicy/…`, are no URLs.
const URL: &str = "policies/crosstenantaccesspolicy";

/// Whether the text of the document may hold such a URL: to look at every value of a large plan takes its time.
pub(super) fn may_have_urls(text: &str) -> bool {
    text.contains("TenantAccessPolicy") || text.contains("tenantaccesspolicy")
}

/// Whether the resource sets cross-tenant access, be its type what it may.
pub(super) fn is_ours(tree: &Tree, resource: NodeId, values: NodeId, look_at_values: bool) -> bool {
    raw_text(tree, resource, "type").is_some_and(|name| name.contains(TYPE))
        || look_at_values && names_a_url(tree, values)
}

fn names_a_url(tree: &Tree, values: NodeId) -> bool {
    let mut open = vec![values];
    while let Some(node) = open.pop() {
        if tree.as_str(node).is_some_and(is_url) {
            return true;
        }
        open.extend(tree.children(node));
    }
    false
}

pub(super) fn is_url(text: &str) -> bool {
    text.to_ascii_lowercase().contains(URL)
}
