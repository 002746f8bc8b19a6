//! A tree as jsonschema sees it, so that records are validated where they stand, without a copy.

use std::borrow::Cow;

use jsonschema::JsonType;
use jsonschema::json::{Array, Json, JsonNumber, Node, NodeIdentity, Object};
use serde_json::Value;

use crate::source::{Children, Kind, NodeId, Tree};

/// The representation: nodes of a [`Tree`], keys by their canonical names.
pub(super) struct TreeJson;

/// One value: a node, or a member's name standing by itself.
#[derive(Clone)]
pub(super) enum View<'a> {
    Node { tree: &'a Tree, node: NodeId },
    Name(&'a str),
}

impl<'a> View<'a> {
    pub(super) fn new(tree: &'a Tree, node: NodeId) -> View<'a> {
        View::Node { tree, node }
    }
}

impl Json for TreeJson {
    type Node<'a> = View<'a>;
    type PreparedKey = String;
    type StringBuffer = ();

    // A lookup walks the members of a small object.
    const KEYS_PER_LOOKUP: usize = 4;
    const ACYCLIC: bool = true;

    fn prepare_key(key: &str) -> String {
        key.to_owned()
    }

    fn with_string_node<T>((): &mut (), string: &str, f: impl FnOnce(View<'_>) -> T) -> T {
        f(View::Name(string))
    }
}

/// An object or array of a tree.
pub(super) struct Members<'a> {
    tree: &'a Tree,
    node: NodeId,
}

/// Iterates over [`Members`].
pub(super) struct MembersIter<'a> {
    tree: &'a Tree,
    children: Children<'a>,
}

impl<'a> Node<'a, TreeJson> for View<'a> {
    type Object = Members<'a>;
    type Array = Members<'a>;
    type Number = Number<'a>;

    fn as_object(&self) -> Option<Members<'a>> {
        match *self {
            View::Node { tree, node } if tree.kind(node) == Kind::Object => {
                Some(Members { tree, node })
            }
            _ => None,
        }
    }

    fn as_array(&self) -> Option<Members<'a>> {
        match *self {
            View::Node { tree, node } if tree.kind(node) == Kind::Array => {
                Some(Members { tree, node })
            }
            _ => None,
        }
    }

    fn as_string(&self) -> Option<Cow<'a, str>> {
        match *self {
            View::Node { tree, node } => tree.as_str(node).map(Cow::Borrowed),
            View::Name(name) => Some(Cow::Borrowed(name)),
        }
    }

    fn as_number(&self) -> Option<Number<'a>> {
        match *self {
            View::Node { tree, node } => tree.number_text(node).map(Number),
            View::Name(_) => None,
        }
    }

    fn as_boolean(&self) -> Option<bool> {
        match *self {
            View::Node { tree, node } => tree.as_bool(node),
            View::Name(_) => None,
        }
    }

    fn is_null(&self) -> bool {
        self.json_type() == JsonType::Null
    }

    fn json_type(&self) -> JsonType {
        match *self {
            View::Name(_) => JsonType::String,
            View::Node { tree, node } => match tree.kind(node) {
                // Nothing is wrong with what is not told.
                Kind::Null | Kind::Unknown => JsonType::Null,
                Kind::Bool => JsonType::Boolean,
                Kind::Number => JsonType::Number,
                Kind::String => JsonType::String,
                Kind::Array => JsonType::Array,
                Kind::Object => JsonType::Object,
            },
        }
    }

    fn equals_value(&self, expected: &Value) -> bool {
        match (self.as_string(), expected) {
            (Some(text), Value::String(expected)) => text == expected.as_str(),
            (Some(_), _) => false,
            (None, Value::Null) => self.is_null(),
            (None, Value::Bool(expected)) => self.as_boolean() == Some(*expected),
            _ => self.to_value().as_ref() == expected,
        }
    }

    // Only error construction reads this, and our messages never quote whole containers.
    fn to_value(&self) -> Cow<'a, Value> {
        Cow::Owned(match self.json_type() {
            JsonType::Boolean => self.as_boolean().map_or(Value::Null, Value::Bool),
            JsonType::String => self
                .as_string()
                .map_or(Value::Null, |text| Value::String(text.into_owned())),
            JsonType::Number | JsonType::Integer => {
                self.as_number().map_or(Value::Null, |number| {
                    Value::Number(number.to_number().into_owned())
                })
            }
            JsonType::Object => Value::Object(serde_json::Map::new()),
            JsonType::Array => Value::Array(Vec::new()),
            JsonType::Null => Value::Null,
        })
    }

    // The schemas do not recurse, so nothing needs telling apart.
    fn identity(&self) -> Option<NodeIdentity> {
        None
    }
}

impl<'a> Object<'a, TreeJson> for Members<'a> {
    type Node = View<'a>;
    type MemberName = &'a str;
    type MembersIter = MembersIter<'a>;

    fn len(&self) -> usize {
        self.tree.len(self.node)
    }

    fn get(&self, key: &String) -> Option<View<'a>> {
        self.tree
            .get(self.node, key)
            .map(|node| View::new(self.tree, node))
    }

    fn members(&self) -> MembersIter<'a> {
        MembersIter {
            tree: self.tree,
            children: self.tree.children(self.node),
        }
    }
}

impl<'a> Iterator for MembersIter<'a> {
    type Item = (&'a str, View<'a>);

    fn next(&mut self) -> Option<Self::Item> {
        let node = self.children.next()?;
        Some((
            self.tree.key(node).unwrap_or(""),
            View::new(self.tree, node),
        ))
    }
}

/// Iterates over the items of an array.
pub(super) struct Elements<'a>(MembersIter<'a>);

impl<'a> Iterator for Elements<'a> {
    type Item = View<'a>;

    fn next(&mut self) -> Option<View<'a>> {
        self.0.next().map(|(_, view)| view)
    }
}

impl<'a> Array<'a, TreeJson> for Members<'a> {
    type Node = View<'a>;
    type ElementsIter = Elements<'a>;

    fn len(&self) -> usize {
        self.tree.len(self.node)
    }

    fn elements(&self) -> Elements<'a> {
        Elements(self.members())
    }
}

/// The text of a number.
pub(super) struct Number<'a>(&'a str);

impl JsonNumber for Number<'_> {
    fn as_u64(&self) -> Option<u64> {
        self.0.parse().ok()
    }

    fn as_i64(&self) -> Option<i64> {
        self.0.parse().ok()
    }

    fn as_f64(&self) -> Option<f64> {
        self.0.parse().ok()
    }

    fn as_str(&self) -> Cow<'_, str> {
        Cow::Borrowed(self.0)
    }

    fn to_number(&self) -> Cow<'_, serde_json::Number> {
        Cow::Owned(serde_json::from_str(self.0).unwrap_or_else(|_| serde_json::Number::from(0)))
    }
}
