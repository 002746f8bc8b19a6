//! Recognising records: which objects of a document are settings, written by which tool.
//!
//! One file a format, all in [`FORMATS`]: adding one touches its file and that line. A format either claims a whole
//! document (a plan of Terraform, a DSC configuration) or tells single objects, wherever they stand in the envelopes that
//! Graph and people put around records.

mod batch;
mod bundle;
mod canonical;
mod carries;
mod deleted;
mod entra_exporter;
mod envelope;
mod graph;
mod house;
mod inner;
mod inventory;
mod kind;
mod known;
mod m365dsc;
mod page;
mod paging;
mod powershell;
mod resource;
mod scubagear;
mod strays;
mod team_report;
mod teams;
mod terraform;
mod trouble;
mod utcm;
mod vocabulary;
mod words;

use std::collections::{BTreeMap, BTreeSet};

use crate::diagnostic::Diagnostic;
use crate::source::{FileId, NodeId, Tree};

pub use carries::{Carries, Partners};
pub use house::{House, Key};
pub use kind::Kind;
pub(crate) use page::Page;
pub(crate) use vocabulary::canonical as canonical_name;
pub(crate) use words::{has_resources, speaks_of_settings};

/// One recognised object.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    pub kind: Kind,
    pub node: NodeId,
}

/// What is known of the list of partners a file brings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PartnerList {
    /// The file says nothing about partners.
    Absent,
    /// The file holds partners one by one, and no list: there may be more, and a list elsewhere may say so.
    Single,
    /// The file holds a list of partners, be it an empty one.
    Present,
    /// The file holds some partners and says that there are more, or could not be trusted.
    Incomplete,
}

/// The format of a file that none claims and that holds no record.
pub const UNKNOWN: &str = "unknown";

/// What was recognised in one file.
#[derive(Debug)]
pub struct Reading {
    /// Name of the format, as the report shows it.
    pub format: &'static str,
    /// Of the tool or interface that wrote it, where the file tells.
    pub version: Option<String>,
    pub carries: &'static Carries,
    pub records: Vec<Record>,
    pub partners: PartnerList,
    /// Kinds of which the file holds a list, be it an empty one.
    pub listed: BTreeSet<Kind>,
    /// Kinds of which the file says that there are more records than it holds, or may have lost some.
    pub cut: BTreeSet<Kind>,
    /// Kinds of which some record stands in no list.
    pub lone: BTreeSet<Kind>,
    pub diagnostics: Vec<Diagnostic>,
    /// What the file is when it holds no record: "a sign-in log".
    pub otherwise: Option<&'static str>,
    /// Settings that no record holds, in a file without records.
    pub lost: Option<NodeId>,
    /// Folders of the tool's own layout that lie between the root of its export and the file.
    pub below_root: usize,
    /// The folder of a channel, when the file is one of several answers about it.
    pub folder: Option<String>,
}

impl Reading {
    /// Whether the file says nothing that tenantlint knows.
    pub fn is_empty(&self) -> bool {
        self.records.is_empty() && self.partners == PartnerList::Absent && self.listed.is_empty()
    }

    /// What it was read as: the format, with its version.
    pub fn title(&self) -> String {
        match &self.version {
            Some(version) => format!("{} {version}", self.format),
            None => self.format.to_owned(),
        }
    }

    /// How many records there are of each kind that has any.
    pub fn counts(&self) -> Vec<(Kind, usize)> {
        let mut counts = BTreeMap::new();
        for record in &self.records {
            *counts.entry(record.kind).or_insert(0) += 1;
        }
        counts.into_iter().collect()
    }

    /// How many records of a kind there are.
    pub fn count(&self, kind: Kind) -> usize {
        self.records
            .iter()
            .filter(|record| record.kind == kind)
            .count()
    }
}

/// One object that may be a record.
pub(crate) struct Item<'a> {
    tree: &'a Tree,
    node: NodeId,
    /// `@odata.context` of the object or of the collection around it.
    context: Option<&'a str>,
}

impl Item<'_> {
    fn has(&self, key: &str) -> bool {
        self.tree.get(self.node, key).is_some()
    }

    fn has_any(&self, keys: &[&str]) -> bool {
        keys.iter().any(|key| self.has(key))
    }

    fn has_all(&self, keys: &[&str]) -> bool {
        keys.iter().all(|key| self.has(key))
    }
}

/// One way in which some tool writes records.
pub(crate) trait Format: Sync {
    /// As the report names it.
    fn name(&self) -> &'static str;

    /// What absence means in it.
    fn carries(&self) -> &'static Carries {
        &Carries::ALL
    }

    /// Whether the whole document is this format's. It looks, and changes nothing.
    fn claims(&self, _page: &Page<'_>) -> bool {
        false
    }

    /// Hands every record of a document it claims to the page.
    fn read(&self, _page: &mut Page<'_>) {}

    /// What the object is, when it is this format's; asked of objects in documents that nobody claims.
    fn kind_of(&self, _item: &Item<'_>) -> Option<Kind> {
        None
    }
}

/// Every format, asked in this order.
static FORMATS: &[&dyn Format] = &[
    &entra_exporter::EntraExporter,
    &inventory::ChannelFolders,
    &team_report::TeamReport,
    &scubagear::ScubaGear,
    &terraform::Terraform,
    &m365dsc::M365Dsc,
    &utcm::Utcm,
    &teams::Teams,
    &powershell::GraphPowerShell,
    &graph::Graph,
];

/// Find the records of a document and bring them to canonical form. `path` is the file's, as shown: two tools say in it what
/// they wrote. `houses` are the formats of the config: what a person says of a file comes before what it looks like.
pub fn recognise(tree: &mut Tree, file: FileId, path: &str, houses: &[House]) -> Reading {
    let mut page = Page::new(tree, file, path);
    let ours: Vec<&House> = houses.iter().filter(|house| house.takes(path)).collect();
    if !ours.is_empty() {
        house::read(&mut page, &ours);
        return page.finish();
    }
    page.rename_keys();
    let claimed = FORMATS.iter().find(|format| format.claims(&page));
    match claimed {
        Some(format) => {
            page.written_by(*format);
            format.read(&mut page);
        }
        None => {
            let roots = page.tree.roots().to_vec();
            envelope::open(&mut page, &roots);
        }
    }
    page.finish()
}

/// Find the records among parts of a document, as the tests of rules keep them.
pub fn recognise_at(tree: &mut Tree, file: FileId, nodes: &[NodeId]) -> Reading {
    let mut page = Page::new(tree, file, "");
    page.rename_keys();
    page.parts = Some(nodes.to_vec());
    envelope::open(&mut page, nodes);
    page.finish()
}
