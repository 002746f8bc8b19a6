//! Groups of the tenant: who is in each, and how many of them are guests.

use std::collections::{HashMap, HashSet};

use super::guests::Guests;
use super::{Document, Tenant, ids, text};
use crate::export::Kind;
use crate::source::{Kind as NodeKind, NodeId, Tree};

/// A group in the export.
#[derive(Debug)]
pub struct Group {
    /// Object ids, in lower case; `None` where they are not told in full.
    pub members: Option<HashSet<String>>,
    /// How many members are guests; `None` where that is not told.
    pub guests: Option<usize>,
}

/// Every group in the export, by lower-case id.
pub fn read(
    tenant: &Tenant,
    documents: &[Document],
    guests: Option<&Guests>,
) -> HashMap<String, Group> {
    let records = tenant.beside(documents, Kind::Group);
    let groups = records.filter_map(|(_, document, node)| {
        let tree = &document.tree;
        let id = ids::key(text(tree, node, "id")?);
        let list = members(tree, node);
        let group = Group {
            members: list.and_then(|list| ids_of(tree, list)),
            guests: list.and_then(|list| guests_of(tree, list, guests)),
        };
        Some((id, group))
    });
    groups.collect()
}

/// The list of a group's members; `None` when it is missing, cut, or not a list.
fn members(tree: &Tree, group: NodeId) -> Option<NodeId> {
    let list = tree.get(group, "members")?;
    let goes_on = tree.children(group).any(|member| {
        let key = tree.raw_key(member).unwrap_or_default();
        key.eq_ignore_ascii_case("members@odata.nextLink")
    });
    (!goes_on && tree.kind(list) == NodeKind::Array).then_some(list)
}

fn ids_of(tree: &Tree, list: NodeId) -> Option<HashSet<String>> {
    let ids = tree.children(list).map(|member| text(tree, member, "id"));
    ids.map(|id| id.map(ids::key)).collect()
}

/// The members that are guests: by their type, else by the list of guests.
fn guests_of(tree: &Tree, list: NodeId, guests: Option<&Guests>) -> Option<usize> {
    let is_guest = |member| {
        if let Some(kind) = text(tree, member, "userType") {
            return Some(kind.trim().eq_ignore_ascii_case("guest"));
        }
        match text(tree, member, "@odata.type") {
            // Who is in a group inside is not told.
            Some("#microsoft.graph.group") => None,
            Some("#microsoft.graph.user") | None => {
                guests?.has(&ids::key(text(tree, member, "id")?))
            }
            // Devices and services.
            Some(_) => Some(false),
        }
    };
    let told: Option<Vec<bool>> = tree.children(list).map(is_guest).collect();
    told.map(|told| told.into_iter().filter(|guest| *guest).count())
}
