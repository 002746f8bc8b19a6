//! Target lists of cross-tenant access, and what versions of Microsoft365DSC spoilt in them.
//!
//! - Issue 6397 (1.25.730.1): every target became the length of a type name, `Length = 82`.
//! - entra.md 4.4: users and groups are written by name, and in some versions the name of the first user stands for those
//!   that follow, too.

use std::collections::HashSet;

use super::{MOST, Page};
use crate::diagnostic::{Code, Diagnostic};
use crate::source::{Kind, NodeId, Tree};

/// What is wrong with the lists of one file.
#[derive(Default)]
pub(super) struct Faults {
    /// Lists in which targets name a user again.
    repeated: Vec<Repeated>,
    /// Lists that hold lengths instead of targets.
    lengths: Vec<NodeId>,
}

/// One list that names users again.
struct Repeated {
    /// The first user of the list.
    first: NodeId,
    /// The first target that names one again, and how many do.
    again: NodeId,
    count: usize,
}

/// Brings every target list of the record to the shape of Graph, and forgets what was lost.
pub(super) fn canonical(tree: &mut Tree, record: NodeId, faults: &mut Faults) {
    let mut open = vec![record];
    while let Some(node) = open.pop() {
        let mut inner: Vec<NodeId> = tree.children(node).collect();
        if let Some(targets) = tree.get(node, "targets") {
            inner.retain(|child| *child != targets);
            list(tree, node, targets, faults);
        }
        open.append(&mut inner);
    }
}

fn list(tree: &mut Tree, half: NodeId, targets: NodeId, faults: &mut Faults) {
    let targets = match tree.kind(targets) {
        // PowerShell unrolls a list of one.
        Kind::Object => match enclose(tree, half, targets) {
            Some(list) => list,
            None => return,
        },
        Kind::Array => targets,
        _ => return,
    };
    let is_length =
        |item| tree.get(item, "target").is_none() && tree.get_written(item, "Length").is_some();
    if tree.children(targets).any(is_length) {
        faults.lengths.push(targets);
        tree.forget(targets);
        return;
    }
    let mut first = None;
    let mut again = Vec::new();
    let mut seen = HashSet::new();
    for item in tree.children(targets) {
        let Some(target) = tree.get(item, "target") else {
            continue;
        };
        let Some(name) = tree.as_str(target).filter(|name| name.contains('@')) else {
            continue;
        };
        if seen.insert(name.to_ascii_lowercase()) {
            first.get_or_insert(target);
        } else {
            again.push(target);
        }
    }
    if let (Some(first), Some(place)) = (first, again.first()) {
        faults.repeated.push(Repeated {
            first,
            again: *place,
            count: again.len(),
        });
    }
    for target in again {
        tree.forget(target);
    }
}

/// Puts a list around the one target.
fn enclose(tree: &mut Tree, half: NodeId, target: NodeId) -> Option<NodeId> {
    let place = tree.span(target);
    let members: Vec<NodeId> = tree.children(target).collect();
    tree.remove(target);
    let list = tree.add_list(half, "targets", place)?;
    let item = tree.add_item(list, place)?;
    for member in members {
        let name = if tree.key(member) == Some("target") {
            "target"
        } else if tree.key(member) == Some("targetType") {
            "targetType"
        } else {
            continue;
        };
        tree.copy_member(item, name, member);
    }
    Some(list)
}

impl Faults {
    pub(super) fn say(self, page: &mut Page<'_>) {
        for list in self.repeated.into_iter().take(MOST) {
            let label = page.label(list.again, "who stood here is lost");
            let mut other = page.label(list.first, "first here");
            other.primary = false;
            let more = match list.count - 1 {
                0 => String::new(),
                1 => " (1 more target of this list, too)".to_owned(),
                more => format!(" ({more} more targets of this list, too)"),
            };
            let message = format!(
                "this list names one user twice{more}: some versions of Microsoft365DSC write the first user's name for the targets that follow, so who was meant here is lost"
            );
            page.say(
                Diagnostic::new(Code::TargetRepeated, message)
                .help("export again from Graph, which writes ids: GET /policies/crossTenantAccessPolicy/default and …/partners")
                .label(label)
                .label(other),
            );
        }
        let Some(list) = self.lengths.first() else {
            return;
        };
        let message = format!(
            "the targets were lost: {} of this file {} lengths of texts instead of targets, as Microsoft365DSC 1.25.7 wrote them (its issue 6397)",
            match self.lengths.len() {
                1 => "a list".to_owned(),
                count => format!("{count} lists"),
            },
            if self.lengths.len() == 1 {
                "holds"
            } else {
                "hold"
            },
        );
        let label = page.name_label(*list, "no targets");
        page.say(
            Diagnostic::new(Code::ExportTruncated, message)
                .help("export it again with a newer Microsoft365DSC")
                .label(label),
        );
    }
}
