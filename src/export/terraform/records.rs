//! From the attributes of a resource to a canonical record: blocks opened, the tenant of the URL added, and what is only the
//! echo of an earlier state made unknown.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, HashSet};

use super::Draft;
use super::kinds::Manages;
use super::resources::{raw, raw_text};
use super::trouble::{self, refuse};
use crate::diagnostic::{Code, Diagnostic};
use crate::export::graph::SECTIONS;
use crate::export::{Kind, Page};
use crate::source::{Kind as NodeKind, NodeId, Span, Tree};

/// Bring every draft to canonical form and hand it to the page.
pub(super) fn take(page: &mut Page<'_>, root: NodeId, mut drafts: Vec<Draft>) {
    drafts.retain(|draft| match page.tree.kind(draft.node) {
        NodeKind::Object => true,
        NodeKind::Null => false,
        _ => {
            refuse(
                page,
                draft.resource,
                "what this resource sets is not told as an object: it is not judged",
            );
            false
        }
    });
    drafts.retain(|draft| {
        open_blocks(page.tree, draft.node);
        match &draft.tenant {
            Some((tenant, place)) => name_tenant(page, draft.node, tenant, *place),
            None => true,
        }
    });
    let managed = synchronized(page.tree, root, &drafts);
    let drafts = settle_synchronization(page, drafts);
    for draft in &drafts {
        let tree = &mut *page.tree;
        match draft.kind {
            Kind::Partner | Kind::IdentitySync => {
                let tenant = tree.get(draft.node, "tenantId");
                if tenant.is_some_and(|tenant| tree.kind(tenant) == NodeKind::Unknown) {
                    refuse(
                        page,
                        draft.resource,
                        "the tenant of this partner is known only after it is applied: it is not judged",
                    );
                    continue;
                }
                let id = tenant.and_then(|tenant| tree.as_str(tenant));
                if id.is_some_and(|id| managed.contains(&id.to_ascii_lowercase())) {
                    forget(tree, draft.node, "identitySynchronization");
                }
            }
            Kind::Default => {
                if draft.changes {
                    forget(tree, draft.node, "isServiceDefault");
                }
                if draft.keeps_no_order {
                    forget_order(tree, draft.node);
                }
            }
            _ => {}
        }
        page.record(draft.node, draft.kind);
    }
}

/// The URL says whose record this is. False when the body says that it is another's: whoever wrote it meant one of the two.
fn name_tenant(page: &mut Page<'_>, record: NodeId, tenant: &str, place: Span) -> bool {
    let Some(own) = page.tree.get(record, "tenantId") else {
        if let Some(added) = page.tree.add_member(record, "tenantId", place) {
            page.tree.set_text(added, tenant);
        }
        return true;
    };
    if page.tree.is_null(own) {
        page.tree.set_text(own, tenant);
        return true;
    }
    let said = page.tree.as_str(own).map(str::trim);
    if said.is_none_or(|said| said.eq_ignore_ascii_case(tenant)) {
        return true;
    }
    let message = format!(
        "the URL of this resource names the tenant {tenant}, its body another: whose settings these are is unknown, and they are not judged"
    );
    let label = page.name_label(own, "not the tenant of the URL");
    page.say(
        Diagnostic::new(Code::RecordUnknown, message)
            .help("Graph changes the tenant that the URL names: take `tenantId` out of the body, or mend one of the two")
            .label(label),
    );
    false
}

fn forget(tree: &mut Tree, record: NodeId, key: &str) {
    if let Some(node) = tree.get(record, key) {
        tree.forget(node);
    }
}

/// The tenants whose synchronization a resource of this document manages or destroys, in lower case.
fn synchronized(tree: &Tree, root: NodeId, drafts: &[Draft]) -> HashSet<String> {
    let managed = drafts
        .iter()
        .filter(|draft| draft.kind == Kind::IdentitySync)
        .map(|draft| draft.node);
    let list = raw(tree, root, "resource_changes");
    let before = list
        .into_iter()
        .flat_map(|list| tree.children(list))
        .filter(|entry| {
            let manages = raw_text(tree, *entry, "type").and_then(Manages::of_type);
            manages == Some(Manages::Kind(Kind::IdentitySync))
        })
        .filter_map(|entry| raw(tree, raw(tree, entry, "change")?, "before"));
    managed
        .chain(before)
        .filter_map(|node| tree.as_str(tree.get(node, "tenantId")?))
        .map(str::to_ascii_lowercase)
        .collect()
}

/// Two resources of one partner's synchronization, such as one of users and one of groups, overwrite each other: each writes
/// the whole of it. One record stays, and what it sets is unknown.
fn settle_synchronization(page: &mut Page<'_>, drafts: Vec<Draft>) -> Vec<Draft> {
    let mut first: HashMap<String, (NodeId, NodeId)> = HashMap::new();
    let mut settled = Vec::with_capacity(drafts.len());
    for draft in drafts {
        let id = page.tree.get(draft.node, "tenantId");
        let id = id.and_then(|id| page.tree.as_str(id));
        let id = id.filter(|_| draft.kind == Kind::IdentitySync);
        let Some(id) = id.map(str::to_ascii_lowercase) else {
            settled.push(draft);
            continue;
        };
        let place = raw(page.tree, draft.resource, "address").unwrap_or(draft.resource);
        match first.entry(id) {
            Entry::Vacant(free) => {
                free.insert((draft.node, place));
                settled.push(draft);
            }
            Entry::Occupied(one) => {
                let (record, other) = *one.get();
                trouble::say_overwritten(page, one.key(), other, place);
                page.aside(draft.node);
                for key in ["userSyncInbound", "groupSyncInbound"] {
                    forget(page.tree, record, key);
                }
            }
        }
    }
    settled
}

/// wp's set of identity providers is sorted by name, not by precedence.
fn forget_order(tree: &mut Tree, record: NodeId) {
    let list = tree
        .get(record, "invitationRedemptionIdentityProviderConfiguration")
        .and_then(|section| tree.get(section, "primaryIdentityProviderPrecedenceOrder"));
    if let Some(list) = list.filter(|list| tree.len(*list) > 1) {
        tree.forget(list);
    }
}

/// Members inside a section that are one object, never a list.
const PARTS: &[&str] = &[
    "usersAndGroups",
    "applications",
    "users",
    "devices",
    "userSyncInbound",
    "groupSyncInbound",
];

/// A nested block of an older provider is a list of one object.
fn open_blocks(tree: &mut Tree, record: NodeId) {
    let is_block = |tree: &Tree, node: NodeId| {
        tree.key(node).is_some_and(|key| {
            SECTIONS.contains(&key) || PARTS.contains(&key) || key == "identitySynchronization"
        })
    };
    let sections: Vec<NodeId> = tree
        .children(record)
        .filter(|node| is_block(tree, *node))
        .collect();
    for section in sections {
        tree.unwrap_single(section);
        let parts: Vec<NodeId> = tree
            .children(section)
            .filter(|node| is_block(tree, *node))
            .collect();
        for part in parts {
            tree.unwrap_single(part);
        }
    }
}
