//! A file that holds several kinds side by side, under `default`, `partners`, `channelPolicies`,
//! `groupPolicyAssignments` and `federation`. Its keys say what each record is.

use super::Kind;
use super::graph::SECTIONS;
use super::vocabulary::BUNDLE;
use crate::source::{Kind as NodeKind, NodeId, Tree};

/// Name of the format, as the report shows it.
pub(super) const NAME: &str = "bundle";

/// The members of a bundle with the kind each holds; empty when the object is no bundle.
pub(super) fn members(tree: &Tree, node: NodeId) -> Vec<(NodeId, Kind)> {
    let members: Vec<(NodeId, Kind)> = BUNDLE
        .iter()
        .filter_map(|key| Some((tree.get(node, key)?, kind_of_key(key)?)))
        .collect();
    if members.iter().any(|(node, kind)| holds(tree, *node, *kind)) {
        members
    } else {
        Vec::new()
    }
}

/// `default` and `partners` are common words: a file is a bundle when what stands under one of them says so.
fn holds(tree: &Tree, node: NodeId, kind: Kind) -> bool {
    let is_settings = |node: NodeId| {
        SECTIONS
            .iter()
            .chain(&[
                "isServiceDefault",
                "identitySynchronization",
                "isServiceProvider",
            ])
            .any(|key| tree.get(node, key).is_some())
    };
    match kind {
        Kind::Default => is_settings(node),
        Kind::Partner => match tree.kind(node) {
            NodeKind::Null => true,
            NodeKind::Array => tree.is_empty(node) || tree.children(node).any(is_settings),
            NodeKind::Object => is_settings(node),
            _ => false,
        },
        Kind::Federation => tree.get(node, "AllowFederatedUsers").is_some(),
        _ => matches!(tree.kind(node), NodeKind::Array | NodeKind::Object),
    }
}

fn kind_of_key(key: &str) -> Option<Kind> {
    match key {
        "default" => Some(Kind::Default),
        "partners" => Some(Kind::Partner),
        "channelPolicies" => Some(Kind::ChannelPolicy),
        "groupPolicyAssignments" => Some(Kind::GroupPolicyAssignment),
        "federation" => Some(Kind::Federation),
        _ => None,
    }
}
