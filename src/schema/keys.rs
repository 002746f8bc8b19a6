//! The keys that a schema names, and those of a value that it does not.
//!
//! Open schemas let unknown properties pass, because Microsoft adds properties. A key that nobody knows may still be a
//! known one misspelt, so that it is worth a note.

use std::collections::{BTreeMap, BTreeSet, HashMap};

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

/// What a schema says of keys, with every `$ref` followed once.
pub(super) struct Keys {
    /// The first is of the whole value.
    shapes: Vec<Shape>,
}

/// An object or a list as far as its keys go, with places in [`Keys::shapes`].
#[derive(Default)]
struct Shape {
    items: Option<usize>,
    /// None where the schema names no property: then anything goes.
    properties: Option<BTreeMap<String, usize>>,
    /// Properties that Microsoft's answers always have, be it as null (`x-always`).
    always: Vec<String>,
}

impl Keys {
    pub(super) fn new(root: &Value) -> Self {
        let mut keys = Keys { shapes: Vec::new() };
        keys.add(root, root, &mut HashMap::new());
        keys
    }

    /// The place of a schema's shape; `seen` ends the circles of schemas that contain themselves.
    fn add(
        &mut self,
        root: &Value,
        schema: &Value,
        seen: &mut HashMap<*const Value, usize>,
    ) -> usize {
        let schema = resolve(root, schema);
        if let Some(at) = seen.get(&std::ptr::from_ref(schema)) {
            return *at;
        }
        let at = self.shapes.len();
        seen.insert(std::ptr::from_ref(schema), at);
        self.shapes.push(Shape::default());
        let items = schema.get("items");
        let items = items.map(|items| self.add(root, items, seen));
        let properties = schema.get("properties").and_then(Value::as_object);
        let properties = properties.map(|properties| {
            let one =
                |(name, inner): (&String, &Value)| (name.clone(), self.add(root, inner, seen));
            properties.iter().map(one).collect()
        });
        let always = schema.get("x-always").and_then(Value::as_array);
        let always = always.into_iter().flatten().filter_map(Value::as_str);
        if let Some(shape) = self.shapes.get_mut(at) {
            *shape = Shape {
                items,
                properties,
                always: always.map(str::to_owned).collect(),
            };
        }
        at
    }

    /// Members of the value, at any depth that the schema describes, whose names it does not give. Casing does not count,
    /// nor do annotations (`@odata.type`, `targets@odata.context`, `#microsoft.graph.restore`).
    pub(super) fn unknown(&self, tree: &Tree, node: NodeId) -> Vec<NodeId> {
        let mut found = Vec::new();
        let mut open = vec![(0, node)];
        while let Some((at, node)) = open.pop() {
            let Some(shape) = self.shapes.get(at) else {
                continue;
            };
            match (tree.kind(node), shape) {
                (
                    Kind::Array,
                    Shape {
                        items: Some(items), ..
                    },
                ) => {
                    open.extend(tree.children(node).map(|item| (*items, item)));
                }
                (
                    Kind::Object,
                    Shape {
                        properties: Some(properties),
                        ..
                    },
                ) => {
                    for member in tree.children(node) {
                        let name = tree.key(member).unwrap_or_default();
                        match known(properties, name) {
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
}

impl Keys {
    /// Paths of properties that every whole answer has and this value lacks: what they say is lost.
    pub(super) fn absent(&self, tree: &Tree, node: NodeId) -> Vec<String> {
        let mut found = Vec::new();
        let mut open = vec![(0, node, String::new())];
        while let Some((at, node, path)) = open.pop() {
            let (Some(shape), Kind::Object) = (self.shapes.get(at), tree.kind(node)) else {
                continue;
            };
            let lacking = shape
                .always
                .iter()
                .filter(|key| tree.get(node, key).is_none());
            found.extend(lacking.map(|key| format!("{path}{key}")));
            for (key, inner) in shape.properties.iter().flatten() {
                if let Some(member) = tree.get(node, key) {
                    open.push((*inner, member, format!("{path}{key}.")));
                }
            }
        }
        found.sort();
        found
    }
}

fn known(properties: &BTreeMap<String, usize>, name: &str) -> Option<usize> {
    let in_other_case = || {
        let mut all = properties.iter();
        all.find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, at)| at)
    };
    properties.get(name).or_else(in_other_case).copied()
}

/// What a `$ref` within the document points at.
fn resolve<'a>(root: &'a Value, schema: &'a Value) -> &'a Value {
    schema
        .get("$ref")
        .and_then(Value::as_str)
        .and_then(|pointer| root.pointer(pointer.strip_prefix('#')?))
        .unwrap_or(schema)
}
