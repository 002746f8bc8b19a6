//! The located tree: one compact node a value, each knowing where it and its key stand in the text.
//!
//! Both readers build this one tree through [`Builder`]. A node is 32 bytes; a string or a number that reads the
//! same as it is written is a slice of the text, only an escaped or folded one is owned. Keys are interned, so a
//! rename touches each distinct key once, whatever the size of the file.

mod build;
mod edit;
mod fault;
#[cfg(test)]
mod tests;

use std::sync::Arc;

pub(crate) use build::{Builder, Content};
pub(crate) use fault::{Fault, quoted};
pub use fault::{Limits, ReadCode, ReadError};

/// Byte range in the decoded UTF-8 text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl Span {
    /// From byte offsets; an offset past `u32` is held at its largest value (the readers refuse such texts).
    pub(crate) fn new(start: usize, end: usize) -> Span {
        Span {
            start: small(start),
            end: small(end),
        }
    }

    fn of(start: u32, end: u32) -> Span {
        Span { start, end }
    }

    fn slice(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize)
            .unwrap_or_default()
    }
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// `null`, and in YAML also `~` and nothing at all.
    Null,
    /// `true` or `false`.
    Bool,
    /// A finite number, kept as text.
    Number,
    /// Text.
    String,
    /// A list of values.
    Array,
    /// Members, each a key and a value.
    Object,
    /// A value that the file does not tell: a variable, an expression, something known only later. Never null.
    Unknown,
}

/// One value of one [`Tree`]. An id of another tree is never a fault: it names some value or reads as null.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NodeId(u32);

/// "No node" in the links between nodes.
const NONE: u32 = u32::MAX;
/// In place of a key id: the value belongs to a merge key.
const MERGE: u32 = u32::MAX - 1;

/// The node has a key: `key` is a key id; else it is the index in the array (or among the documents).
const MEMBER: u8 = 1;
/// The span includes a quote at each end.
const QUOTED: u8 = 2;
/// The content differs from the text: `first` is the index of the owned string.
const OWNED: u8 = 4;
/// The Bool is true.
const TRUE: u8 = 8;
/// The object was lifted: its members now hang where it hung.
const LIFTED: u8 = 16;

#[derive(Debug, Clone, Copy)]
struct Node {
    start: u32,
    end: u32,
    key: u32,
    key_start: u32,
    /// As written; where the node hangs now may be further up (see `LIFTED`).
    parent: u32,
    /// First child of a container; index of the owned string of an `OWNED` scalar.
    first: u32,
    next: u32,
    key_length: u16,
    kind: Kind,
    flags: u8,
}

/// What a foreign id reads as.
static NOTHING: Node = Node {
    start: 0,
    end: 0,
    key: 0,
    key_start: 0,
    key_length: 0,
    parent: NONE,
    first: NONE,
    next: NONE,
    kind: Kind::Null,
    flags: 0,
};

impl Node {
    fn span(&self) -> Span {
        Span::of(self.start, self.end)
    }

    fn key_span(&self) -> Span {
        Span::of(self.key_start, self.key_start + u32::from(self.key_length))
    }

    fn is(&self, flag: u8) -> bool {
        self.flags & flag != 0
    }

    fn is_container(&self) -> bool {
        matches!(self.kind, Kind::Array | Kind::Object)
    }
}

#[derive(Debug, Clone)]
struct Key {
    raw: Arc<str>,
    /// Stands between JSON's quotes as it reads, without escapes.
    verbatim: bool,
    canonical: Option<&'static str>,
}

/// A file's values with their places.
#[derive(Debug, Clone)]
pub struct Tree {
    text: Arc<str>,
    nodes: Vec<Node>,
    keys: Vec<Key>,
    owned: Vec<Box<str>>,
    roots: Vec<NodeId>,
    /// Keys that single members were given by [`Tree::rename`]: the key as written, the name, the key made of both.
    renamed: Vec<(u32, &'static str, u32)>,
}

impl Tree {
    /// The text all spans point into.
    pub fn text(&self) -> &Arc<str> {
        &self.text
    }

    /// The top values: one a YAML document, exactly one in JSON.
    pub fn roots(&self) -> &[NodeId] {
        &self.roots
    }

    fn node(&self, id: NodeId) -> &Node {
        self.nodes.get(id.0 as usize).unwrap_or(&NOTHING)
    }

    /// What the value is.
    pub fn kind(&self, id: NodeId) -> Kind {
        self.node(id).kind
    }

    /// Where the value stands, quotes and brackets included.
    pub fn span(&self, id: NodeId) -> Span {
        let node = self.node(id);
        node.span()
    }

    /// Where the key of an object member stands, quotes included.
    pub fn key_span(&self, id: NodeId) -> Option<Span> {
        let node = self.node(id);
        node.is(MEMBER).then_some(node.key_span())
    }

    fn key_of(&self, id: NodeId) -> Option<&Key> {
        let node = self.node(id);
        self.keys.get(node.key as usize).filter(|_| node.is(MEMBER))
    }

    /// The key of an object member: its canonical name after [`Tree::rename_keys`], else as written.
    pub fn key(&self, id: NodeId) -> Option<&str> {
        self.key_of(id).map(|key| key.canonical.unwrap_or(&key.raw))
    }

    /// The key of an object member as written, escapes resolved.
    pub fn raw_key(&self, id: NodeId) -> Option<&str> {
        self.key_of(id).map(|key| &*key.raw)
    }

    /// The items of an array or the members of an object, in file order; nothing for other values.
    pub fn children(&self, id: NodeId) -> Children<'_> {
        let node = self.node(id);
        let next = if node.is_container() {
            node.first
        } else {
            NONE
        };
        Children {
            nodes: &self.nodes,
            next,
        }
    }

    /// Whether the value has no children.
    pub fn is_empty(&self, id: NodeId) -> bool {
        self.children(id).next().is_none()
    }

    /// The number of children; counts them.
    pub fn len(&self, id: NodeId) -> usize {
        self.children(id).count()
    }

    /// The first member of that canonical name.
    pub fn get(&self, id: NodeId, key: &str) -> Option<NodeId> {
        self.children(id)
            .find(|child| self.key(*child) == Some(key))
    }

    /// The first member whose key as written is that name in any casing, whatever it has been renamed to.
    pub fn get_written(&self, id: NodeId, name: &str) -> Option<NodeId> {
        self.children(id).find(|child| {
            self.raw_key(*child)
                .is_some_and(|key| key.eq_ignore_ascii_case(name))
        })
    }

    /// Whether a member is what OData and tools write beside properties: `targets@odata.type`, `#microsoft.graph.restore`.
    pub fn is_annotation(&self, member: NodeId) -> bool {
        self.raw_key(member)
            .is_some_and(|key| key.contains('@') || key.starts_with('#'))
    }

    /// The item of an array at that index, from 0; walks to it.
    pub fn item(&self, id: NodeId, index: usize) -> Option<NodeId> {
        self.children(id)
            .nth(index)
            .filter(|_| self.kind(id) == Kind::Array)
    }

    fn content(&self, node: &Node) -> &str {
        content(node, &self.text, &self.owned)
    }

    /// The text of a String.
    pub fn as_str(&self, id: NodeId) -> Option<&str> {
        let node = self.node(id);
        (node.kind == Kind::String).then(|| self.content(node))
    }

    /// The value of a Bool.
    pub fn as_bool(&self, id: NodeId) -> Option<bool> {
        let node = self.node(id);
        (node.kind == Kind::Bool).then(|| node.is(TRUE))
    }

    /// A Number in JSON's notation: YAML's `+5`, `.5` and `5.` read as `5`, `0.5` and `5.0`.
    pub fn number_text(&self, id: NodeId) -> Option<&str> {
        let node = self.node(id);
        (node.kind == Kind::Number).then(|| self.content(node))
    }

    /// Whether the value is null.
    pub fn is_null(&self, id: NodeId) -> bool {
        self.kind(id) == Kind::Null
    }

    /// The array or object around the value as written in the file, whatever was lifted since.
    pub fn parent(&self, id: NodeId) -> Option<NodeId> {
        Some(NodeId(self.node(id).parent)).filter(|parent| parent.0 != NONE)
    }

    /// Whether the member does not stand in the file: [`Tree::add_member`] put it there for what a format leaves out.
    pub fn is_added(&self, id: NodeId) -> bool {
        let node = self.node(id);
        let mut added = self.renamed.iter().filter(|(from, _, _)| *from == NONE);
        node.is(MEMBER) && added.any(|(_, _, key)| *key == node.key)
    }

    /// Where an item stands in its array as written in the file, from 0.
    pub fn index(&self, id: NodeId) -> Option<usize> {
        let node = self.node(id);
        let is_item = !node.is(MEMBER) && node.parent != NONE;
        is_item.then_some(node.key as usize)
    }

    /// RFC 6901 JSON pointer with the keys as written; with several documents, `/<document index>` comes first.
    pub fn pointer(&self, id: NodeId) -> String {
        let mut steps = vec![id];
        while let Some(parent) = steps.last().and_then(|id| self.parent(*id)) {
            steps.push(parent);
        }
        if self.roots.len() < 2 {
            steps.pop();
        }
        let mut pointer = String::new();
        for id in steps.into_iter().rev() {
            pointer.push('/');
            match self.raw_key(id) {
                Some(key) => pointer.push_str(&key.replace('~', "~0").replace('/', "~1")),
                None => pointer.push_str(&self.node(id).key.to_string()),
            }
        }
        pointer
    }
}

/// Walks the children of one value; made by [`Tree::children`].
#[derive(Debug, Clone)]
pub struct Children<'a> {
    nodes: &'a [Node],
    next: u32,
}

impl Iterator for Children<'_> {
    type Item = NodeId;

    fn next(&mut self) -> Option<NodeId> {
        let node = self.nodes.get(self.next as usize)?;
        Some(NodeId(std::mem::replace(&mut self.next, node.next)))
    }
}

/// The content of a scalar: without quotes, escapes resolved.
fn content<'a>(node: &Node, text: &'a str, owned: &'a [Box<str>]) -> &'a str {
    if node.is(OWNED) {
        return owned.get(node.first as usize).map_or("", |text| text);
    }
    let quote = u32::from(node.is(QUOTED));
    let span = Span {
        start: node.start + quote,
        end: node.end.saturating_sub(quote),
    };
    span.slice(text)
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
