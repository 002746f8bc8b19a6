//! What every record undergoes whatever its format: objects full of nulls become nulls, and keys that are there twice under
//! one canonical name are refused.

use std::collections::HashMap;

use super::graph::SECTIONS;
use super::{Carries, Kind, Record};
use crate::diagnostic::{Code, Diagnostic};
use crate::finding::Label;
use crate::source::{FileId, Kind as NodeKind, NodeId, Tree};
use crate::suggest;

/// A section whose leaves are all null is a null: the PowerShell module writes nulls so, and people copy them.
pub(super) fn nothing_is_null(tree: &mut Tree, record: Record) {
    if !matches!(record.kind, Kind::Default | Kind::Partner) {
        return;
    }
    for section in SECTIONS {
        if let Some(node) = tree.get(record.node, section)
            && tree.kind(node) == NodeKind::Object
            && !tree.is_empty(node)
            && all_null(tree, node)
        {
            tree.nullify(node);
        }
    }
}

/// A section that the format can carry and leaves out when it is null, is null; it stands where the record does.
pub(super) fn left_out_is_null(tree: &mut Tree, record: Record, carries: &Carries) {
    if record.kind != Kind::Partner || !carries.omits_null {
        return;
    }
    let place = tree.get(record.node, "tenantId").unwrap_or(record.node);
    let place = tree.span(place);
    // A section that seems to be left out may stand there misspelt.
    let misspelt: Vec<&str> = record
        .kind
        .schema()
        .unknown_keys(tree, record.node)
        .into_iter()
        .filter(|member| tree.parent(*member) == Some(record.node))
        .filter_map(|member| suggest::nearest(tree.raw_key(member)?, SECTIONS.iter().copied()))
        .collect();
    for section in SECTIONS {
        if carries.never.contains(section) || tree.get(record.node, section).is_some() {
            continue;
        }
        if let Some(node) = tree.add_member(record.node, section, place)
            && misspelt.contains(section)
        {
            tree.forget(node);
        }
    }
}

/// Whether every leaf below is null; empty lists count as nothing.
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

/// `tenantId` beside `TenantId`: two values for one setting, and nobody knows which is in force. Both are unknown then.
pub(super) fn twofold_keys(tree: &mut Tree, file: FileId, records: Vec<NodeId>) -> Vec<Diagnostic> {
    let twofold = twofold(tree, records);
    let diagnostics = twofold
        .iter()
        .map(|(first, again)| say_twofold(tree, file, *first, *again))
        .collect();
    for (first, again) in twofold {
        tree.forget(first);
        tree.forget(again);
    }
    diagnostics
}

fn say_twofold(tree: &Tree, file: FileId, first: NodeId, again: NodeId) -> Diagnostic {
    let label = |node: NodeId, text: &str, primary| Label {
        file,
        pointer: tree.pointer(node),
        span: tree.span(node),
        text: text.to_owned(),
        primary,
    };
    let name = tree.key(again).unwrap_or_default();
    let message =
        format!("`{name}` stands here twice, in different casing: which is in force is not known");
    Diagnostic::new(Code::KeyDuplicate, message)
        .help("keep one of the two")
        .label(label(again, "and again here", true))
        .label(label(first, "first here", false))
}

/// Members of one object that share a canonical name: each with the one before it.
fn twofold(tree: &Tree, records: Vec<NodeId>) -> Vec<(NodeId, NodeId)> {
    let mut found = Vec::new();
    let mut open = records;
    while let Some(node) = open.pop() {
        open.extend(tree.children(node));
        if tree.kind(node) != NodeKind::Object {
            continue;
        }
        let mut seen = HashMap::new();
        for member in tree.children(node) {
            let name = tree.key(member).unwrap_or_default();
            if let Some(before) = seen.insert(name, member) {
                found.push((before, member));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use std::sync::Arc;

    use super::*;
    use crate::export::{Reading, recognise};
    use crate::source::{Limits, Sources, read_json};

    fn reading(text: &str) -> Reading {
        let mut tree = read_json(Arc::from(text), &Limits::default()).unwrap();
        let file = Sources::default().reserve(String::new());
        recognise(&mut tree, file, "", &[])
    }

    #[test]
    fn one_setting_written_twice_in_different_casing_is_refused() {
        let codes = |text| -> Vec<Code> {
            reading(text)
                .diagnostics
                .iter()
                .map(|diagnostic| diagnostic.code)
                .collect()
        };
        let twofold =
            r#"{"tenantId": "a", "inboundTrust": {"isMfaAccepted": true, "IsMfaAccepted": false}}"#;
        assert_eq!(codes(twofold), [Code::KeyDuplicate]);
        // Different records may differ in casing.
        let apart =
            r#"[{"tenantId": "a", "inboundTrust": null}, {"TenantId": "b", "InboundTrust": null}]"#;
        assert_eq!(codes(apart), []);
    }

    #[test]
    fn neither_of_two_values_for_one_setting_is_in_force() {
        let half = |access| {
            format!(
                r#"{{"accessType": "{access}", "targets": [{{"target": "AllUsers", "targetType": "user"}}]}}"#
            )
        };
        for (first, second) in [("blocked", "allowed"), ("allowed", "blocked")] {
            let text = format!(
                r#"{{"tenantId": "a", "b2bDirectConnectInbound": {{"usersAndGroups": {}}},
                    "B2BDirectConnectInbound": {{"usersAndGroups": {}}}}}"#,
                half(first),
                half(second)
            );
            let mut tree = read_json(Arc::from(text), &Limits::default()).unwrap();
            let file = Sources::default().reserve(String::new());
            let reading = recognise(&mut tree, file, "", &[]);
            let record = reading.records.first().unwrap().node;
            let kinds: Vec<NodeKind> = tree
                .children(record)
                .filter(|member| tree.key(*member) == Some("b2bDirectConnectInbound"))
                .map(|member| tree.kind(member))
                .collect();
            assert_eq!(kinds, [NodeKind::Unknown, NodeKind::Unknown]);
        }
    }
}
