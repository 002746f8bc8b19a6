//! Folders written by EntraExporter: objects of Microsoft Graph, one a file, of which the path tells what they are.
//!
//! Version 2 skips everything without an `id`, and partners have none. Version 3 names such a file after its folder, so
//! every partner overwrites the one before it. Either way partners are lost, and nothing in the files says so.
//! Source: microsoft/EntraExporter, Get-EEDefaultSchema.ps1 and Export-Entra.ps1 of 2.0.5 and 3.0; entra.md 4.3.

use super::graph::Graph;
use super::{Carries, Format, Item, Kind, Page, Partners, envelope};
use crate::source::{Kind as NodeKind, NodeId};

pub(super) struct EntraExporter;

static CARRIES: Carries = Carries {
    partners: Partners::Lost,
    ..Carries::ALL
};

impl Format for EntraExporter {
    fn name(&self) -> &'static str {
        "entra-exporter"
    }

    fn carries(&self) -> &'static Carries {
        &CARRIES
    }

    fn claims(&self, page: &Page<'_>) -> bool {
        place(page.path).is_some_and(|place| holds(page, place.kind))
    }

    fn read(&self, page: &mut Page<'_>) {
        let roots = page.tree.roots().to_vec();
        envelope::open(page, &roots);
        // The context inside tells the version of Graph, which is not the tool's.
        page.reading.version = None;
        if let Some(place) = place(page.path) {
            page.reading.below_root = place.below_root;
            page.reading.version = place.version.map(str::to_owned);
        }
    }
}

/// What a path of the layout says of its file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Place {
    kind: Kind,
    /// Folders between the root of the export and the file.
    below_root: usize,
    version: Option<&'static str>,
}

fn place(path: &str) -> Option<Place> {
    let path = path.to_ascii_lowercase();
    let mut upwards = path.rsplit('/');
    let stem = upwards.next()?.strip_suffix(".json")?;
    let folders: Vec<&str> = upwards.take(5).collect();
    let (kind, below_root) = match folders.as_slice() {
        ["organization", ..] if stem == "organization" => (Kind::Organization, 1),
        [folder, above @ ..] if *folder == stem => in_own_folder(stem, above)?,
        _ => return None,
    };
    Some(Place {
        kind,
        below_root,
        // Version 2 writes no file of a partner.
        version: (kind == Kind::Partner).then_some("3.x layout"),
    })
}

/// `…/<id>/<id>.json`, by the folders above, nearest first.
fn in_own_folder(id: &str, above: &[&str]) -> Option<(Kind, usize)> {
    // Somebody may have kept a part of the export only.
    let below =
        |known: usize, rest: &[&str]| known + usize::from(rest.first() == Some(&"policies"));
    match above {
        ["authorizationpolicy", "policies", ..] if id == "authorizationpolicy" => {
            Some((Kind::AuthorizationPolicy, 3))
        }
        ["externalidentitiespolicy", "policies", ..] => Some((Kind::ExternalIdentities, 3)),
        ["accesspolicies", "conditional", "identity", ..] => Some((Kind::ConditionalAccess, 4)),
        ["default", "crosstenantaccesspolicy", rest @ ..] => Some((Kind::Default, below(3, rest))),
        ["partners", "crosstenantaccesspolicy", rest @ ..] if id == "partners" => {
            Some((Kind::Partner, below(3, rest)))
        }
        ["partners", ..] if id == "partners" => Some((Kind::Partner, 2)),
        ["crosstenantaccesspolicy", rest @ ..] if !matches!(id, "default" | "partners") => {
            Some((Kind::PolicyRoot, below(2, rest)))
        }
        _ => None,
    }
}

/// Whether the document is one object of that kind. A list of partners in the place of the one that survives was put there
/// by a person, and is none of this tool's.
fn holds(page: &Page<'_>, kind: Kind) -> bool {
    let [root] = page.tree.roots() else {
        return false;
    };
    let node = match page.tree.kind(*root) {
        NodeKind::Array if kind == Kind::Organization => page.tree.item(*root, 0),
        NodeKind::Object => Some(*root),
        _ => None,
    };
    node.is_some_and(|node| kind_of(page, node) == Some(kind))
}

fn kind_of(page: &Page<'_>, node: NodeId) -> Option<Kind> {
    if page.tree.get(node, "value").is_some() {
        return None;
    }
    let context = page.text(node, "@odata.context");
    Graph.kind_of(&Item {
        tree: page.tree,
        node,
        context: context.as_deref(),
    })
}

#[cfg(test)]
mod tests;
