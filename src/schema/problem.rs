//! What a schema finds wrong, said for people and pinned to a node.

use std::collections::HashMap;

use jsonschema::error::{TypeKind, ValidationErrorKind};
use jsonschema::paths::LocationSegment;
use jsonschema::{JsonType, ValidationError};
use serde_json::Value;

use crate::source::{Kind, NodeId, Tree};
use crate::suggest;

/// The kinds of departures from a schema.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wrong {
    /// A value of another type than the schema allows.
    Type,
    /// Text where an object or a list must be.
    Flattened,
    /// A value that is none of those listed.
    Value,
    /// A key that must be there and is not; the node is the object that lacks it.
    Missing,
    /// A key that is not known; the node is its value.
    UnknownKey,
    /// Anything else: a pattern, a combination.
    Other,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    pub node: NodeId,
    pub wrong: Wrong,
    pub message: String,
    pub help: Option<String>,
    /// Short text to stand under the place.
    pub label: String,
    /// The key that must be there, by its canonical name.
    pub missing: Option<String>,
}

impl Problem {
    pub(super) fn broken_schema(name: &str, node: NodeId) -> Problem {
        Problem {
            node,
            wrong: Wrong::Other,
            message: format!("the built-in schema {name} does not compile: a defect in tenantlint"),
            help: None,
            label: "not checked".to_owned(),
            missing: None,
        }
    }

    /// Names the missing key as the file would write it.
    pub fn spell_missing(&mut self, spelt: impl FnOnce(&str) -> String) {
        let Some(key) = &self.missing else {
            return;
        };
        let (known, written) = (format!("`{key}`"), format!("`{}`", spelt(key)));
        self.message = self.message.replace(&known, &written);
        self.label = self.label.replace(&known, &written);
    }
}

/// Finds the node that an error is about. What is in a container is looked at once, however many errors are in there: a
/// walk for each would take the square of a long list.
pub(super) struct Finder<'a> {
    tree: &'a Tree,
    root: NodeId,
    items: HashMap<NodeId, Vec<NodeId>>,
    members: HashMap<NodeId, HashMap<&'a str, NodeId>>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(tree: &'a Tree, root: NodeId) -> Finder<'a> {
        Finder {
            tree,
            root,
            items: HashMap::new(),
            members: HashMap::new(),
        }
    }

    fn find(&mut self, error: &ValidationError<'_>) -> Option<NodeId> {
        let mut node = self.root;
        for segment in error.instance_path().segments() {
            node = match segment {
                LocationSegment::Property(key) => self.member(node, &key)?,
                LocationSegment::Index(index) => self.item(node, index)?,
            };
        }
        Some(node)
    }

    fn item(&mut self, list: NodeId, index: usize) -> Option<NodeId> {
        let tree = self.tree;
        let items = self
            .items
            .entry(list)
            .or_insert_with(|| tree.children(list).collect());
        items.get(index).copied()
    }

    /// As [`Tree::get`]: the first of that name.
    fn member(&mut self, object: NodeId, key: &str) -> Option<NodeId> {
        let tree = self.tree;
        let members = self.members.entry(object).or_insert_with(|| {
            let mut members = HashMap::new();
            for member in tree.children(object) {
                if let Some(key) = tree.key(member) {
                    members.entry(key).or_insert(member);
                }
            }
            members
        });
        members.get(key).copied()
    }
}

pub(super) fn from_error(
    error: &ValidationError<'_>,
    schema: &Value,
    finder: &mut Finder<'_>,
) -> Vec<Problem> {
    let tree = finder.tree;
    let Some(node) = finder.find(error) else {
        return Vec::new();
    };
    // Nothing is wrong with what the file does not tell.
    if tree.kind(node) == Kind::Unknown {
        return Vec::new();
    }
    let name = name_of(tree, node);
    match error.kind() {
        ValidationErrorKind::Type { kind } => vec![wrong_type(tree, node, &name, kind)],
        ValidationErrorKind::Enum { options } => vec![wrong_value(tree, node, &name, options)],
        ValidationErrorKind::Constant { expected_value } => {
            let options = Value::Array(vec![expected_value.as_ref().clone()]);
            vec![wrong_value(tree, node, &name, &options)]
        }
        ValidationErrorKind::Required { property } => {
            let property = property.as_str().unwrap_or("a key");
            vec![Problem {
                node,
                wrong: Wrong::Missing,
                message: format!("{name} lacks `{property}`"),
                help: None,
                label: format!("`{property}` is missing here"),
                missing: Some(property.to_owned()),
            }]
        }
        ValidationErrorKind::AdditionalProperties { unexpected } => {
            let known = known_keys(error, schema);
            unexpected
                .iter()
                .map(|key| {
                    let member = finder.member(node, key).unwrap_or(node);
                    unknown_key(member, key, &known)
                })
                .collect()
        }
        ValidationErrorKind::Pattern { .. } | ValidationErrorKind::Format { .. } => {
            let expected =
                described(error, schema).map_or_else(String::new, |text| format!(": {text}"));
            vec![Problem {
                node,
                wrong: Wrong::Value,
                message: format!(
                    "{name} is {}, which does not have the right form{expected}",
                    shown(tree, node)
                ),
                help: None,
                label: "not of the right form".to_owned(),
                missing: None,
            }]
        }
        _ => {
            let expected =
                described(error, schema).map_or_else(String::new, |text| format!(": {text}"));
            vec![Problem {
                node,
                wrong: Wrong::Other,
                message: format!("{name} is not as it must be{expected}"),
                help: None,
                label: "not as it must be".to_owned(),
                missing: None,
            }]
        }
    }
}

/// "`isMfaAccepted`", or "item 3 of `targets`", or "this object" at the root.
fn name_of(tree: &Tree, node: NodeId) -> String {
    if let Some(key) = tree.raw_key(node) {
        return format!("`{key}`");
    }
    let list = tree.parent(node).and_then(|parent| tree.raw_key(parent));
    match (list, tree.index(node)) {
        (Some(key), Some(index)) => format!("item {} of `{key}`", index + 1),
        _ => "this object".to_owned(),
    }
}

fn wrong_type(tree: &Tree, node: NodeId, name: &str, kind: &TypeKind) -> Problem {
    let types: Vec<JsonType> = match kind {
        TypeKind::Single(one) => vec![*one],
        TypeKind::Multiple(set) => set.iter().collect(),
    };
    let wants: Vec<&str> = types
        .iter()
        .filter(|kind| **kind != JsonType::Null)
        .map(|kind| type_title(*kind))
        .collect();
    let wants = wants.join(" or ");
    let boolean = types.contains(&JsonType::Boolean);
    let nested = types.contains(&JsonType::Object) || types.contains(&JsonType::Array);
    let flattened = nested && tree.kind(node) == Kind::String;
    let help = (boolean && tree.kind(node) == Kind::String)
        .then(|| boolean_help(tree.as_str(node).unwrap_or("")));
    Problem {
        node,
        wrong: if flattened {
            Wrong::Flattened
        } else {
            Wrong::Type
        },
        message: format!("{name} is {}, but must be {wants}", shown(tree, node)),
        help,
        label: format!("not {wants}"),
        missing: None,
    }
}

fn boolean_help(text: &str) -> String {
    match text.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" | "y" => {
            "write `true`, without quotes: as text it is not read as on".to_owned()
        }
        "false" | "no" | "off" | "n" => {
            "write `false`, without quotes: as text it is not read as off".to_owned()
        }
        _ => "write `true` or `false`, without quotes".to_owned(),
    }
}

fn wrong_value(tree: &Tree, node: NodeId, name: &str, options: &Value) -> Problem {
    let options: Vec<&str> = options
        .as_array()
        .map(|options| options.iter().filter_map(Value::as_str).collect())
        .unwrap_or_default();
    let text = tree.as_str(node).unwrap_or("");
    let same = options
        .iter()
        .find(|option| option.eq_ignore_ascii_case(text.trim()));
    let listed = options
        .iter()
        .map(|option| format!("`{option}`"))
        .collect::<Vec<_>>()
        .join(", ");
    let help = match (same, suggest::nearest(text, options.iter().copied())) {
        (Some(same), _) => format!("write `{same}` exactly so: casing and blanks count"),
        (None, Some(near)) => format!("did you mean `{near}`? Known values: {listed}"),
        (None, None) => format!("known values: {listed}"),
    };
    Problem {
        node,
        wrong: Wrong::Value,
        message: format!(
            "{name} is {}, which is none of its known values",
            shown(tree, node)
        ),
        help: Some(help),
        label: "not a known value".to_owned(),
        missing: None,
    }
}

fn unknown_key(member: NodeId, key: &str, known: &[String]) -> Problem {
    let help = match suggest::nearest(key, known.iter().map(String::as_str)) {
        Some(near) => format!("did you mean `{near}`?"),
        None if known.is_empty() => String::new(),
        None => format!("known keys: {}", known.join(", ")),
    };
    Problem {
        node: member,
        wrong: Wrong::UnknownKey,
        message: format!("`{key}` is not a known key here"),
        help: (!help.is_empty()).then_some(help),
        label: "not known".to_owned(),
        missing: None,
    }
}

/// The keys that the schema knows beside the refused ones.
fn known_keys(error: &ValidationError<'_>, schema: &Value) -> Vec<String> {
    parent_schema(error, schema)
        .and_then(|parent| parent.get("properties"))
        .and_then(Value::as_object)
        .map(|properties| properties.keys().cloned().collect())
        .unwrap_or_default()
}

fn described(error: &ValidationError<'_>, schema: &Value) -> Option<String> {
    let text = parent_schema(error, schema)?.get("description")?.as_str()?;
    Some(text.to_owned())
}

/// The schema object that holds the keyword which failed.
fn parent_schema<'a>(error: &ValidationError<'_>, schema: &'a Value) -> Option<&'a Value> {
    let (parent, _) = error.schema_path().as_str().rsplit_once('/')?;
    schema.pointer(parent)
}

fn type_title(kind: JsonType) -> &'static str {
    match kind {
        JsonType::Array => "a list",
        JsonType::Boolean => "true or false",
        JsonType::Integer => "a whole number",
        JsonType::Null => "null",
        JsonType::Number => "a number",
        JsonType::Object => "an object",
        JsonType::String => "text",
    }
}

fn shown(tree: &Tree, node: NodeId) -> String {
    match tree.kind(node) {
        Kind::Null => "null".to_owned(),
        Kind::Unknown => "not told by the file".to_owned(),
        Kind::Bool => format!("{}", tree.as_bool(node).unwrap_or(false)),
        Kind::Number => format!("the number {}", tree.number_text(node).unwrap_or("")),
        Kind::String => format!("the text {:?}", clip(tree.as_str(node).unwrap_or(""))),
        Kind::Array => "a list".to_owned(),
        Kind::Object => "an object".to_owned(),
    }
}

fn clip(text: &str) -> String {
    const LONGEST: usize = 60;
    if text.chars().count() <= LONGEST {
        text.to_owned()
    } else {
        let start: String = text.chars().take(LONGEST).collect();
        format!("{start}…")
    }
}
