//! The Graph PowerShell module's objects through `ConvertTo-Json`.
//!
//! Three habits to undo: keys are PascalCase (the vocabulary does that); a null complex value comes out as an object full
//! of nulls; what the module does not know yet sits in `AdditionalProperties`. Cutting off at depth 2 can't be undone:
//! the schemas see it, and the export is refused. Source: entra.md 4.2.

use super::graph::{Graph, SECTIONS};
use super::{Format, Item, Kind, Record};
use crate::source::{Kind as NodeKind, NodeId, Tree};

pub(super) struct GraphPowerShell;

impl Format for GraphPowerShell {
    fn name(&self) -> &'static str {
        "graph-powershell"
    }

    fn kind_of(&self, item: &Item<'_>) -> Option<Kind> {
        let pascal_case = item
            .tree
            .children(item.node)
            .filter_map(|child| item.tree.raw_key(child))
            .find(|key| key.starts_with(|first: char| first.is_ascii_alphabetic()))
            .is_some_and(|key| key.starts_with(|first: char| first.is_ascii_uppercase()));
        if !pascal_case {
            return None;
        }
        let context = item
            .tree
            .get(item.node, "additionalProperties")
            .and_then(|extra| item.tree.get(extra, "@odata.context"))
            .and_then(|context| item.tree.as_str(context));
        Graph.kind_of(&Item {
            tree: item.tree,
            node: item.node,
            context: item.context.or(context),
        })
    }

    fn normalise(&self, tree: &mut Tree, record: Record) {
        if let Some(extra) = tree.get(record.node, "additionalProperties")
            && tree.kind(extra) == NodeKind::Object
        {
            tree.lift(extra);
        }
        // Not identitySynchronization: there the nulls mean "not asked for", not "none".
        for section in SECTIONS {
            if let Some(node) = tree.get(record.node, section)
                && tree.kind(node) == NodeKind::Object
                && all_null(tree, node)
            {
                tree.nullify(node);
            }
        }
    }
}

/// Whether every leaf below is null; empty arrays count as nothing.
fn all_null(tree: &Tree, node: NodeId) -> bool {
    let mut open = vec![node];
    while let Some(node) = open.pop() {
        match tree.kind(node) {
            NodeKind::Null => {}
            NodeKind::Object | NodeKind::Array => open.extend(tree.children(node)),
            _ => return false,
        }
    }
    true
}
