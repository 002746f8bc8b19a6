//! Recognising records: which objects of a document are settings, written by which tool.
//!
//! One file a format, all in [`FORMATS`]. What they share stands here: opening the envelopes that Graph and people put
//! around records, and refusing what is broken.

mod bundle;
mod canonical;
mod envelope;
mod graph;
mod known;
mod powershell;
mod teams;
mod trouble;
mod vocabulary;

use crate::diagnostic::Diagnostic;
use crate::source::{NodeId, Tree};

pub use envelope::{recognise, recognise_at};

/// What a record configures.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// The default configuration of cross-tenant access.
    Default,
    /// The configuration of one partner.
    Partner,
    /// Identity synchronization of one partner, exported by itself.
    IdentitySync,
    /// A Teams channel policy.
    ChannelPolicy,
    /// The assignment of a Teams policy to a group.
    GroupPolicyAssignment,
    /// Teams external access of the tenant.
    Federation,
}

impl Kind {
    pub fn title(self) -> &'static str {
        match self {
            Kind::Default => "the default configuration",
            Kind::Partner => "a partner configuration",
            Kind::IdentitySync => "an identity synchronization policy",
            Kind::ChannelPolicy => "a Teams channel policy",
            Kind::GroupPolicyAssignment => "a Teams policy assignment",
            Kind::Federation => "the Teams federation configuration",
        }
    }
}

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
    /// The file holds partners, or says that there are none.
    Present,
    /// The file holds some partners and says that there are more, or could not be trusted.
    Incomplete,
}

/// What was recognised in one file.
#[derive(Debug)]
pub struct Reading {
    /// Name of the format, as the report shows it.
    pub format: &'static str,
    pub records: Vec<Record>,
    pub partners: PartnerList,
    /// The file lists group policy assignments, be it an empty list.
    pub lists_assignments: bool,
    pub diagnostics: Vec<Diagnostic>,
    /// What the file is when it holds no record: "a Conditional Access policy".
    pub otherwise: Option<&'static str>,
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
}

/// One way in which some tool writes records.
pub(crate) trait Format: Sync {
    /// As the report names it.
    fn name(&self) -> &'static str;
    /// What the object is, when it is this format's.
    fn kind_of(&self, item: &Item<'_>) -> Option<Kind>;
}

/// Every format, asked in this order.
static FORMATS: [&dyn Format; 3] = [&teams::Teams, &powershell::GraphPowerShell, &graph::Graph];
