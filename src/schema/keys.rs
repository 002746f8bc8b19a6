//! The keys that a schema names, and those of a value that it does not.
//!
//! Open schemas let unknown properties pass, because Microsoft adds properties. A key that nobody knows may still be a
//! known one misspelt, so that it is worth a note.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::source::{Kind, NodeId, Tree};

/// Every property named in a schema, at any depth.
pub(super) fn names(schema: Option<&Value>) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut open: Vec<&Value> = schema.into_iter().collect();
    while let Some(value) = open.pop() {
        match value {
            Value::Object(members) => {
                if let Some(Value::Object(properties)) = members.get("properties") {
                    names.extend(properties.keys().cloned());
                }
                open.extend(members.values());
            }
            Value::Array(items) => open.extend(items),
            _ => {}
        }
    }
    names
}

/// Members of the value, at any depth that the schema describes, whose names it does not give. Casing does not count, nor do
/// annotations (`@odata.type`, `targets@odata.context`, `#microsoft.graph.restore`).
pub(super) fn unknown(root: &Value, tree: &Tree, node: NodeId) -> Vec<NodeId> {
    let mut found = Vec::new();
    let mut open = vec![(root, node)];
    while let Some((schema, node)) = open.pop() {
        let schema = resolve(root, schema);
        match tree.kind(node) {
            Kind::Array => {
                if let Some(items) = schema.get("items") {
                    open.extend(tree.children(node).map(|item| (items, item)));
                }
            }
            Kind::Object => {
                let Some(Value::Object(properties)) = schema.get("properties") else {
                    continue;
                };
                for member in tree.children(node) {
                    let name = tree.key(member).unwrap_or_default();
                    let known = properties.get(name).or_else(|| {
                        properties
                            .iter()
                            .find(|(known, _)| known.eq_ignore_ascii_case(name))
                            .map(|(_, schema)| schema)
                    });
                    match known {
                        Some(inner) => open.push((inner, member)),
                        None if tree.is_annotation(member) => {}
                        // The PowerShell module gives every object one.
                        None if name == "additionalProperties" => {}
                        None => found.push(member),
                    }
                }
            }
            _ => {}
        }
    }
    found.sort_by_key(|member| tree.span(*member));
    found
}

/// What a `$ref` within the document points at.
fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|pointer| root.pointer(pointer.strip_prefix('#')?))
        .unwrap_or(schema)
}
