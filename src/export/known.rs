//! Files that tenantlint knows by sight but does not judge, so that it can say what they are.

use crate::source::{Kind as NodeKind, NodeId, Tree};

/// What an object without records is, and whether it is another tool's result, which must never be taken for settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Known {
    pub(super) title: &'static str,
    pub(super) is_result: bool,
    /// Settings, but nobody knows whose.
    pub(super) is_fragment: bool,
}

/// Keys that an object must all have, and what it then is.
const BY_KEYS: &[(&[&str], &str)] = &[
    (&["resources", "resourceCount"], "a list of resource types"),
    (
        &["effectivePolicyAssignments"],
        "the effective Teams policies of a user",
    ),
    (&["roles", "userId"], "a member of a Teams channel"),
    (&["isHostTeam"], "a team that a channel is shared with"),
    (&["operationname", "properties"], "a sign-in log"),
    (&["operationName", "properties"], "a sign-in log"),
    (&["expected", "remediate"], "a baseline standard of CIPP"),
    (&["$schema", "properties"], "a JSON Schema"),
    (&["$schema", "definitions"], "a JSON Schema"),
    (&["type", "properties"], "a JSON Schema"),
];

/// The same for results of other tools.
const RESULTS: &[(&[&str], &str)] = &[
    (&["ReportSummary", "Results"], "a ScubaGear result file"),
    (
        &["PolicyId", "RequirementMet"],
        "a ScubaGear test result file",
    ),
    (&["Control ID", "Result"], "a ScubaGear result file"),
    (
        &["MetaData", "Summary", "Results"],
        "a ScubaGear result file",
    ),
    (&["TestResults"], "a test result file"),
];

/// Settings without the key that says whose they are.
const FRAGMENT: &str = "a fragment of settings, such as a PATCH body: it has neither `tenantId` nor `isServiceDefault`";

/// Whether the object has sections or switches, be it whose it may.
pub(super) fn is_settings(tree: &Tree, node: NodeId) -> bool {
    const SWITCHES: [&str; 4] = [
        "AllowSharedChannelCreation",
        "AllowChannelSharingToExternalUser",
        "AllowUserToParticipateInExternalSharedChannel",
        "AllowFederatedUsers",
    ];
    tree.children(node).any(|member| {
        let key = tree.key(member).unwrap_or_default();
        super::graph::SECTIONS.contains(&key) || SWITCHES.contains(&key)
    })
}

/// What the object is, if it is known.
pub(super) fn know(tree: &Tree, node: NodeId) -> Option<Known> {
    if tree.kind(node) != NodeKind::Object {
        return None;
    }
    let find = |table: &'static [(&'static [&'static str], &'static str)]| {
        table
            .iter()
            // As written: a key of a stranger may have the name of one of ours in another casing.
            .find(|(keys, _)| keys.iter().all(|key| tree.get_written(node, key).is_some()))
            .map(|(_, title)| *title)
    };
    if let Some(title) = find(RESULTS) {
        return Some(Known {
            title,
            is_result: true,
            is_fragment: false,
        });
    }
    if let Some(title) = find(BY_KEYS) {
        return Some(Known {
            title,
            is_result: false,
            is_fragment: false,
        });
    }
    if super::graph::SECTIONS
        .iter()
        .any(|key| tree.get(node, key).is_some())
    {
        return Some(Known {
            title: FRAGMENT,
            is_result: false,
            is_fragment: true,
        });
    }
    // A map of JSON Schemas: every member is one.
    let first = tree.children(node).next()?;
    know_member(tree, first)
}

fn know_member(tree: &Tree, node: NodeId) -> Option<Known> {
    let is_schema = tree.kind(node) == NodeKind::Object
        && tree.get(node, "type").is_some()
        && tree.get(node, "properties").is_some();
    is_schema.then_some(Known {
        title: "a map of JSON Schemas",
        is_result: false,
        is_fragment: false,
    })
}
