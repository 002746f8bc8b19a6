//! The Graph PowerShell module's objects through `ConvertTo-Json`.
//!
//! Habits to undo: keys are PascalCase (the vocabulary does that); a null complex value comes out as an object full of
//! nulls; what the module does not know yet sits in `AdditionalProperties`. All three are undone for every format. Cutting off at depth 2 can't be undone:
//! the schemas see it, and the export is refused. Source: entra.md 4.2.

use super::graph::Graph;
use super::{Format, Item, Kind};

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
        Graph.kind_of(item)
    }
}
