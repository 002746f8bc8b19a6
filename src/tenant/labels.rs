//! Sensitivity labels, and what each says of outsiders in a team.
//!
//! `Get-Label` keeps what a label does in `LabelActions`, with the settings of teams under `protectgroup`; with detailed actions it
//! prints them as properties of their own. Graph's labels have none of it. Source: teams.md 2.6.

use std::collections::HashMap;

use super::{Document, Tenant, ids, text};
use crate::export::Kind;
use crate::source::{Kind as NodeKind, NodeId, Tree};

/// What a label says; `None` where the export does not tell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    pub name: String,
    pub forbids_guests: Option<bool>,
    /// Whether a shared channel may not be shared with teams of other tenants. People are another matter.
    pub forbids_outside_teams: Option<bool>,
    /// Why it is not known what it says of guests.
    pub reason: Option<&'static str>,
}

/// Every label in the export.
#[derive(Debug, Default)]
pub struct Labels {
    labels: Vec<Label>,
    /// By id in lower case, and by name where one label has it.
    by_key: HashMap<String, Option<usize>>,
    partial: bool,
}

const NOT_THERE: &str = "the label of the team is not among the labels in the export";
const MORE: &str = "the list of labels goes on elsewhere";
const UNTOLD: &str = "what the label says of guests is not in the export, or could not be read: ConvertTo-Json -Depth 10 -InputObject @(Get-Label)";

impl Labels {
    /// `None` when the input has no list of labels.
    pub fn read(tenant: &Tenant, documents: &[Document]) -> Option<Labels> {
        if !tenant.listed.contains(&Kind::SensitivityLabel) {
            return None;
        }
        let mut labels = Labels {
            partial: tenant.cut.contains(&Kind::SensitivityLabel),
            ..Labels::default()
        };
        for (_, document, node) in tenant.beside(documents, Kind::SensitivityLabel) {
            labels.add(&document.tree, node);
        }
        Some(labels)
    }

    fn add(&mut self, tree: &Tree, node: NodeId) {
        let said = |key| text(tree, node, key).filter(|said| !said.trim().is_empty());
        let forbids_guests = forbids_guests(tree, node);
        let label = Label {
            name: said("displayName")
                .or_else(|| said("name"))
                .unwrap_or("without a name")
                .to_owned(),
            forbids_guests,
            forbids_outside_teams: forbids(
                flag(tree, node, "TeamsChannelProtectionEnabled"),
                flag(tree, node, "TeamsChannelSharedWithExternalTenants"),
            ),
            reason: forbids_guests.is_none().then_some(UNTOLD),
        };
        let ids = ["id", "Guid", "ImmutableId"].into_iter().filter_map(said);
        let ids: Vec<String> = ids.map(ids::key).collect();
        let known = ids.iter().find_map(|id| self.by_key.get(id).copied());
        if let Some(known) = known.flatten().and_then(|at| self.labels.get_mut(at)) {
            // Two lists may have the same label, and one of them tell more.
            if known.forbids_guests.is_none() {
                *known = label;
            }
            return;
        }
        let at = self.labels.len();
        self.labels.push(label);
        let names = ["displayName", "name"].into_iter().filter_map(said);
        for key in ids.into_iter().chain(names.map(ids::key)) {
            let known = self.by_key.entry(key).or_insert(Some(at));
            if *known != Some(at) {
                *known = None;
            }
        }
    }

    /// The label that a team names, by its id or its name.
    pub fn find(&self, named: &str) -> Label {
        let found = self.by_key.get(&ids::key(named)).copied().flatten();
        let found = found.and_then(|at| self.labels.get(at));
        found.cloned().unwrap_or_else(|| Label {
            name: named.to_owned(),
            forbids_guests: None,
            forbids_outside_teams: None,
            reason: Some(if self.partial { MORE } else { NOT_THERE }),
        })
    }
}

fn forbids_guests(tree: &Tree, node: NodeId) -> Option<bool> {
    let told = forbids(
        flag(tree, node, "SiteAndGroupProtectionEnabled"),
        flag(tree, node, "SiteAndGroupProtectionAllowAccessToGuestUsers"),
    );
    told.or_else(|| by_actions(tree, tree.get(node, "LabelActions")?))
}

/// What is not in force forbids nothing.
fn forbids(in_force: Option<bool>, allows: Option<bool>) -> Option<bool> {
    match in_force? {
        true => allows.map(|allows| !allows),
        false => Some(false),
    }
}

fn by_actions(tree: &Tree, actions: NodeId) -> Option<bool> {
    if tree.kind(actions) != NodeKind::Array {
        return None;
    }
    let mut unread = false;
    for action in tree.children(actions) {
        match text(tree, action, "type") {
            Some(kind) if kind.eq_ignore_ascii_case("protectgroup") => {
                let setting = |wanted| setting(tree, action, wanted);
                let in_force = !setting("disabled").unwrap_or(false);
                return forbids(Some(in_force), setting("allowaccesstoguestusers"));
            }
            Some(_) => {}
            None => unread = true,
        }
    }
    (!unread).then_some(false)
}

/// One of the settings of an action, a list of keys and values.
fn setting(tree: &Tree, action: NodeId, wanted: &str) -> Option<bool> {
    let settings = tree.get(action, "settings")?;
    let found = tree.children(settings).find(|setting| {
        let key = text(tree, *setting, "Key").unwrap_or_default();
        key.eq_ignore_ascii_case(wanted)
    })?;
    flag(tree, found, "value")
}

/// A truth value, or the word for one.
fn flag(tree: &Tree, node: NodeId, key: &str) -> Option<bool> {
    let member = tree.get(node, key)?;
    let word = || match ids::key(tree.as_str(member)?).as_str() {
        "true" => Some(true),
        "false" => Some(false),
        _ => None,
    };
    tree.as_bool(member).or_else(word)
}
