//! What a plan knows only after it is applied.
//!
//! `planned_values` leaves such values out of objects, and has null in their place in lists; `after_unknown` of the same
//! resource says where they are: true at their path. Source: `omitUnknowns` and `unknownAsBool` of Terraform's jsonplan.

use std::collections::{HashMap, HashSet};

use super::super::vocabulary::canonical_snake;
use crate::source::{Kind, NodeId, Span, Tree};

/// Makes every value unknown that `unknown` has true for. Keys must have their canonical names.
pub(super) fn forget(tree: &mut Tree, values: NodeId, unknown: NodeId) {
    let mut open = vec![(values, unknown)];
    while let Some((value, unknown)) = open.pop() {
        match (tree.kind(unknown), tree.kind(value)) {
            (Kind::Object, Kind::Object) => {
                let pairs = pair(tree, value, unknown);
                open.extend(pairs.both);
                for (name, place) in pairs.left_out {
                    if let Some(added) = tree.add_member(value, name, place) {
                        tree.forget(added);
                    }
                }
            }
            // The order of items is how Terraform tells which is which, in sets too.
            (Kind::Array, Kind::Array) if tree.len(unknown) == tree.len(value) => {
                open.extend(tree.children(value).zip(tree.children(unknown)));
            }
            _ if has_unknown(tree, unknown) => tree.forget(value),
            _ => {}
        }
    }
}

/// The members of an object and of what is unknown in it.
struct Pairs {
    both: Vec<(NodeId, NodeId)>,
    /// Unknown members that the object lacks, and where that is said.
    left_out: Vec<(&'static str, Span)>,
}

fn pair(tree: &Tree, value: NodeId, unknown: NodeId) -> Pairs {
    let members: HashMap<&str, NodeId> = tree
        .children(value)
        .filter_map(|member| Some((tree.raw_key(member)?, member)))
        .collect();
    let mut names: HashSet<&str> = tree
        .children(value)
        .filter_map(|member| tree.key(member))
        .collect();
    let mut both = Vec::new();
    let mut left_out = Vec::new();
    for told in tree.children(unknown) {
        let Some(key) = tree.raw_key(told) else {
            continue;
        };
        if let Some(member) = members.get(key) {
            both.push((*member, told));
        } else if let Some(name) = canonical_snake(key)
            && has_unknown(tree, told)
            && names.insert(name)
        {
            left_out.push((name, tree.span(told)));
        }
    }
    Pairs { both, left_out }
}

/// Whether true stands anywhere in it.
fn has_unknown(tree: &Tree, unknown: NodeId) -> bool {
    let mut open = vec![unknown];
    while let Some(node) = open.pop() {
        if tree.as_bool(node) == Some(true) {
            return true;
        }
        open.extend(tree.children(node));
    }
    false
}
