//! Answers of Graph about one channel, saved in a folder a channel: `<team id>/<channel id>/channel.json`, `allMembers.json` and
//! `sharedWithTeams.json`.
//!
//! The lists do not say whose they are where somebody saved them without `@odata.context`, so the folder tells. What several
//! answers say together is put together in [`crate::tenant::inventory`]. Source: teams.md 3.4, 6.

use super::{Carries, Format, Kind, Page};
use crate::source::{Kind as NodeKind, NodeId, Tree};

pub(super) struct ChannelFolders;

/// The files of a folder, the kind each is, and the keys one of which tells that it is one.
const FILES: [(&str, Kind, &[&str]); 3] = [
    ("channel.json", Kind::Channel, &["membershipType"]),
    (
        "allMembers.json",
        Kind::ChannelMembers,
        &["roles", "userId"],
    ),
    (
        "sharedWithTeams.json",
        Kind::ChannelTeams,
        &["isHostTeam", "tenantId"],
    ),
];

impl Format for ChannelFolders {
    fn name(&self) -> &'static str {
        "graph-channels"
    }

    fn carries(&self) -> &'static Carries {
        &Carries::NO_ACCESS
    }

    fn claims(&self, page: &Page<'_>) -> bool {
        found(page).is_some()
    }

    fn read(&self, page: &mut Page<'_>) {
        let Some((kind, root)) = found(page) else {
            return;
        };
        page.reading.folder = page
            .path
            .rsplit_once('/')
            .map(|(folder, _)| folder.to_owned());
        for item in items(page.tree, root).unwrap_or_default() {
            // The PowerShell module keeps here what a member has beside its id.
            if let Some(extra) = page.tree.get(item, "additionalProperties")
                && page.tree.kind(extra) == NodeKind::Object
            {
                page.tree.lift(extra);
            }
        }
        let before = page.found();
        page.record(root, kind);
        if page.tree.kind(root) == NodeKind::Object {
            page.next_page(root, before, false);
        }
    }
}

/// What the file is, by its name, its place and what stands in it.
fn found(page: &Page<'_>) -> Option<(Kind, NodeId)> {
    let mut parts = page.path.rsplit('/');
    let name = parts.next()?;
    let (_, kind, keys) = FILES
        .iter()
        .find(|(file, ..)| file.eq_ignore_ascii_case(name))?;
    // The team and the channel.
    parts.next()?;
    parts.next()?;
    let [root] = page.tree.roots() else {
        return None;
    };
    let tells = |node: NodeId| keys.iter().any(|key| page.tree.get(node, key).is_some());
    let is_ours = match (kind, items(page.tree, *root)) {
        (Kind::Channel, None) => page.tree.kind(*root) == NodeKind::Object && tells(*root),
        (Kind::Channel, Some(_)) | (_, None) => false,
        (_, Some(items)) => {
            items.is_empty() || items.iter().any(|item| tells(item_of(page, *item)))
        }
    };
    is_ours.then_some((*kind, *root))
}

/// The object that has the keys: the PowerShell module hides them one deeper.
fn item_of(page: &Page<'_>, item: NodeId) -> NodeId {
    page.tree.get(item, "additionalProperties").unwrap_or(item)
}

/// The items of a list, bare or as the `value` of an answer.
fn items(tree: &Tree, node: NodeId) -> Option<Vec<NodeId>> {
    let list = match tree.kind(node) {
        NodeKind::Array => node,
        _ => tree.get(node, "value")?,
    };
    (tree.kind(list) == NodeKind::Array).then(|| tree.children(list).collect())
}
