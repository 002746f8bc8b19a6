//! Organisations: what the records of a tenant say together, and what is in force for each partner.

pub mod access;
pub mod activity;
pub mod assemble;
pub mod effective;
pub mod groups;
pub mod guests;
pub mod ids;
pub mod inventory;
pub mod labels;
pub mod setting;
mod sync;
pub mod teams;

use std::collections::{BTreeMap, BTreeSet};

use crate::export::{Kind, PartnerList, Reading};
use crate::source::{FileId, NodeId, Tree};

/// A file read into a tree, with what was recognised in it.
pub struct Document {
    pub file: FileId,
    pub tree: Tree,
    pub reading: Reading,
}

/// A record of this run: a node of one of its documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordRef {
    pub document: usize,
    pub node: NodeId,
}

/// Microsoft's clouds that a tenant can be in.
pub const CLOUDS: [&str; 3] = ["commercial", "us-government", "china"];

/// What the config says of a tenant.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    pub name: String,
    pub tenant_id: Option<String>,
    pub cloud: Option<String>,
    pub phase: Option<String>,
}

/// Everything recognised about one organisation.
#[derive(Debug)]
pub struct Tenant {
    pub profile: Profile,
    /// The documents it was put together from.
    pub documents: Vec<usize>,
    pub default: Option<RecordRef>,
    /// Live partners, in the order of the files.
    pub partners: Vec<RecordRef>,
    pub partner_list: PartnerList,
    /// Identity synchronization exported by itself, by lower-case tenant id.
    pub syncs: BTreeMap<String, RecordRef>,
    pub policies: Vec<RecordRef>,
    /// Group assignments of channel policies.
    pub assignments: Vec<RecordRef>,
    /// Kinds of which the input holds a list, be it an empty one.
    pub listed: BTreeSet<Kind>,
    /// Kinds of which some list goes on elsewhere, or may have lost some.
    pub cut: BTreeSet<Kind>,
    /// Kinds of which some record stands in no list.
    pub lone: BTreeSet<Kind>,
    pub federation: Option<RecordRef>,
    /// Records of the policies that stand beside cross-tenant access and shared channels.
    pub adjacent: BTreeMap<Kind, Vec<RecordRef>>,
}

impl Tenant {
    /// The records of a kind that stand beside, each with its index.
    pub fn beside<'a>(
        &self,
        documents: &'a [Document],
        kind: Kind,
    ) -> impl Iterator<Item = (usize, &'a Document, NodeId)> {
        let records = self.adjacent.get(&kind).into_iter().flatten();
        records.enumerate().filter_map(|(index, record)| {
            let document = documents.get(record.document)?;
            Some((index, document, record.node))
        })
    }
}

/// A text member of a record.
pub fn text<'a>(tree: &'a Tree, node: NodeId, key: &str) -> Option<&'a str> {
    tree.get(node, key).and_then(|value| tree.as_str(value))
}
