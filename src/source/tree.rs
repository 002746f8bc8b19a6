//! The located tree: one compact node a value, each knowing where it and its key stand in the text.
//!
//! Both readers build this one tree through [`Builder`]. A node is 32 bytes; a string or a number that reads the
//! same as it is written is a slice of the text, only an escaped or folded one is owned. Keys are interned, so a
//! rename touches each distinct key once, whatever the size of the file.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

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

    /// Gives keys their canonical names; `canonical` is asked once a distinct key. Two keys of one object may end
    /// up with one name: both stay, [`Tree::get`] finds the first.
    pub fn rename_keys(&mut self, canonical: impl Fn(&str) -> Option<&'static str>) {
        for key in &mut self.keys {
            key.canonical = canonical(&key.raw);
        }
    }

    /// Makes the value null; its spans and its pointer stay.
    pub fn nullify(&mut self, id: NodeId) {
        if let Some(node) = self.nodes.get_mut(id.0 as usize) {
            node.kind = Kind::Null;
            node.flags &= MEMBER;
            node.first = NONE;
        }
    }

    /// Replaces `child`, an object that is a member of an object, by its own members, except those whose canonical
    /// key the parent has already. Spans, [`Tree::parent`] and [`Tree::pointer`] stay as written. Does nothing when
    /// `child` is not an object or not a member.
    pub fn lift(&mut self, child: NodeId) {
        let node = *self.node(child);
        if node.kind != Kind::Object || !node.is(MEMBER) || node.is(LIFTED) {
            return;
        }
        let mut home = NodeId(node.parent);
        while self.node(home).is(LIFTED) {
            home = NodeId(self.node(home).parent);
        }
        let siblings: Vec<NodeId> = self.children(home).collect();
        let Some(place) = siblings.iter().position(|sibling| *sibling == child) else {
            return;
        };
        let (before, after) = siblings.split_at(place);
        let after = after.iter().skip(1);
        let taken: HashSet<&str> = before
            .iter()
            .chain(after.clone())
            .filter_map(|id| self.key(*id))
            .collect();
        let lifted = self
            .children(child)
            .filter(|id| self.key(*id).is_some_and(|key| !taken.contains(key)));
        let order: Vec<NodeId> = before
            .iter()
            .copied()
            .chain(lifted)
            .chain(after.copied())
            .collect();
        self.relink(home, &order);
        if let Some(node) = self.nodes.get_mut(child.0 as usize) {
            node.first = NONE;
            node.flags |= LIFTED;
        }
    }

    fn relink(&mut self, parent: NodeId, order: &[NodeId]) {
        let mut next = NONE;
        for id in order.iter().rev() {
            if let Some(node) = self.nodes.get_mut(id.0 as usize) {
                node.next = next;
                next = id.0;
            }
        }
        if let Some(node) = self.nodes.get_mut(parent.0 as usize) {
            node.first = next;
        }
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

/// How much of a hostile text is read before it is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Arrays and objects within one another.
    pub depth: usize,
    /// Values in one file, those that aliases repeat included.
    pub nodes: usize,
    /// Values that YAML aliases and merge keys repeat, in one file.
    pub alias_nodes: usize,
    /// Bytes of one number.
    pub number_length: usize,
    /// Bytes of one key as written, quotes included; at most 65,535.
    pub key_length: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            depth: 128,
            nodes: 50_000_000,
            alias_nodes: 100_000,
            number_length: 64,
            key_length: 65_535,
        }
    }
}

/// What is wrong with a text that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadCode {
    /// Not JSON by RFC 8259.
    JsonInvalid,
    /// Not YAML 1.2, or a part of it that has no place in settings (complex keys, custom tags).
    YamlInvalid,
    /// One key twice in one object.
    DuplicateKey,
    /// A number in the wrong notation, too long, or not finite.
    NumberInvalid,
    /// Nested beyond [`Limits::depth`].
    TooDeep,
    /// More values than [`Limits::nodes`], a key longer than [`Limits::key_length`], or a text too long for the spans.
    TooLarge,
    /// Aliases repeat more than [`Limits::alias_nodes`].
    AliasLimit,
}

/// Why a text was refused, and where. Text from the file stands escaped and shortened in the messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// The kind of fault.
    pub code: ReadCode,
    /// The place of the fault.
    pub span: Span,
    /// One sentence without a full stop.
    pub message: String,
    /// A second place that explains the first, and its label.
    pub related: Option<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl ReadError {
    pub(crate) fn new(code: ReadCode, span: Span, message: impl Into<String>) -> Fault {
        let message = message.into();
        Box::new(ReadError {
            code,
            span,
            message,
            related: None,
            help: None,
        })
    }

    pub(crate) fn related(mut self: Box<Self>, span: Span, label: &str) -> Fault {
        self.related = Some((span, label.to_owned()));
        self
    }

    pub(crate) fn help(mut self: Box<Self>, help: impl Into<String>) -> Fault {
        self.help = Some(help.into());
        self
    }
}

/// Boxed while reading: what goes well stays small.
pub(crate) type Fault = Box<ReadError>;

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}

/// Text from the file for a message: escaped, at most 40 characters of it, in backquotes.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    if text.chars().nth(40).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}

/// The content of a scalar for the builder.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content {
    Null,
    Bool(bool),
    /// Reads as it is written.
    Number,
    /// Reads as it is written, between quotes that the span includes or without.
    String {
        quoted: bool,
    },
    /// A Number or String whose content was handed to [`Builder::own`].
    Owned(Kind, u32),
}

/// A container that is being read; the outermost stands for the file itself, with `NONE` as its node.
#[derive(Debug)]
struct Frame {
    node: u32,
    kind: Kind,
    start: u32,
    /// The child before, or `NONE`.
    last: u32,
    /// Items so far.
    count: u32,
    /// Which of `Builder::guesses` tells the next key.
    guess: u32,
    /// Where this frame's part of `Builder::undo` begins.
    undo: u32,
}

/// The key of the value that comes next.
#[derive(Debug, Clone, Copy)]
struct Pending {
    /// `NONE` for no key, `MERGE` for a merge key.
    key: u32,
    start: u32,
    length: u16,
}

const NO_KEY: Pending = Pending {
    key: NONE,
    start: 0,
    length: 0,
};

/// Builds a [`Tree`] in file order; both readers use it, so that limits and duplicate keys are one matter.
#[derive(Debug)]
pub(crate) struct Builder {
    nodes: Vec<Node>,
    owned: Vec<Box<str>>,
    roots: Vec<NodeId>,
    /// The innermost container, and those around it.
    top: Frame,
    around: Vec<Frame>,
    pending: Pending,
    keys: Vec<Key>,
    ids: HashMap<Arc<str>, u32>,
    /// What key came next last time: first the one that opened the file, then for each key the one that opened its
    /// object and the one that followed it. Exports repeat themselves: this guess, one comparison, nearly always
    /// saves the hash.
    guesses: Vec<u32>,
    /// For each key the open object that has it already (a node id). Exact, because a frame that overwrites the
    /// entry of an outer object restores it from `undo` when it closes; so a check costs the same however many
    /// keys an object has.
    seen: Vec<u32>,
    undo: Vec<(u32, u32)>,
    /// The values that came with merge keys and the objects they are for, which are still open.
    merges: Vec<(u32, u32)>,
    depth: usize,
    max_nodes: usize,
    max_key: u16,
}

impl Builder {
    /// Reserves room for the values of `text`.
    pub(crate) fn new(text: &str, limits: &Limits) -> Result<Builder, Fault> {
        if text.len() >= NONE as usize {
            let message = "the text is longer than 4 GiB";
            return Err(ReadError::new(ReadCode::TooLarge, Span::of(0, 0), message));
        }
        let file = Frame {
            node: NONE,
            kind: Kind::Null,
            start: 0,
            last: NONE,
            count: 0,
            guess: 0,
            undo: 0,
        };
        Ok(Builder {
            nodes: Vec::with_capacity((text.len() / 12 + 8).min(limits.nodes)),
            owned: Vec::new(),
            roots: Vec::new(),
            top: file,
            around: Vec::with_capacity(16),
            pending: NO_KEY,
            keys: Vec::new(),
            ids: HashMap::new(),
            guesses: vec![NONE],
            seen: Vec::new(),
            undo: Vec::new(),
            merges: Vec::new(),
            depth: limits.depth,
            max_nodes: limits.nodes.min(MERGE as usize),
            max_key: u16::try_from(limits.key_length).unwrap_or(u16::MAX),
        })
    }

    pub(crate) fn finish(self, text: Arc<str>) -> Tree {
        Tree {
            text,
            nodes: self.nodes,
            keys: self.keys,
            owned: self.owned,
            roots: self.roots,
        }
    }

    /// Reads a key that stands in JSON as it was guessed, from its opening quote at `start`; gives its span.
    #[inline(always)]
    pub(crate) fn guessed_key(&mut self, text: &[u8], start: usize) -> Result<Option<Span>, Fault> {
        let guess = self
            .guesses
            .get(self.top.guess as usize)
            .copied()
            .unwrap_or(NONE);
        let Some(key) = self.keys.get(guess as usize).filter(|key| key.verbatim) else {
            return Ok(None);
        };
        let end = start + 1 + key.raw.len();
        if text.get(end) != Some(&b'"') || text.get(start + 1..end) != Some(key.raw.as_bytes()) {
            return Ok(None);
        }
        let span = Span::new(start, end + 1);
        self.known_key(guess, span)?;
        Ok(Some(span))
    }

    /// The key of the next value of the open object: `text` without quotes and escapes.
    pub(crate) fn key(&mut self, text: &str, span: Span) -> Result<(), Fault> {
        let id = match self.ids.get(text) {
            Some(id) => *id,
            None => self.new_key(text),
        };
        if let Some(guess) = self.guesses.get_mut(self.top.guess as usize) {
            *guess = id;
        }
        self.known_key(id, span)
    }

    fn new_key(&mut self, text: &str) -> u32 {
        let raw: Arc<str> = text.into();
        let id = small(self.keys.len());
        self.ids.insert(raw.clone(), id);
        let verbatim = !text
            .bytes()
            .any(|byte| matches!(byte, b'"' | b'\\' | 0..0x20));
        self.keys.push(Key {
            raw,
            verbatim,
            canonical: None,
        });
        self.guesses.extend([NONE, NONE]);
        self.seen.push(NONE);
        id
    }

    #[inline(always)]
    fn known_key(&mut self, key: u32, span: Span) -> Result<(), Fault> {
        let length = u16::try_from(span.end - span.start).unwrap_or(u16::MAX);
        if span.end - span.start > u32::from(self.max_key) {
            return Err(too_large(
                span,
                "a key longer than",
                self.max_key.into(),
                "bytes",
            ));
        }
        if !self.mark(key) {
            return Err(self.duplicate(key, span));
        }
        self.top.guess = place(key, 2);
        self.pending = Pending {
            key,
            start: span.start,
            length,
        };
        Ok(())
    }

    /// Notes that the open object has that key; false when it had it before.
    #[inline(always)]
    fn mark(&mut self, key: u32) -> bool {
        let Some(seen) = self.seen.get_mut(key as usize) else {
            return true;
        };
        let before = std::mem::replace(seen, self.top.node);
        // Only the entry of an object that is still open (its end is not known yet) has to come back.
        if self
            .nodes
            .get(before as usize)
            .is_some_and(|object| object.end == NONE)
        {
            self.undo.push((key, before));
        }
        before != self.top.node
    }

    #[cold]
    fn duplicate(&self, key: u32, span: Span) -> Fault {
        let name = self.keys.get(key as usize).map_or("", |key| &key.raw);
        let message = format!("the key {} stands twice in one object", quoted(name));
        let error = ReadError::new(ReadCode::DuplicateKey, span, message)
            .help("keep one of the two: readers disagree on which one counts");
        let mut member = self
            .nodes
            .get(self.top.node as usize)
            .map_or(NONE, |node| node.first);
        while let Some(node) = self.nodes.get(member as usize) {
            if node.key == key {
                return error.related(node.key_span(), "first here");
            }
            member = node.next;
        }
        error
    }

    /// Keeps a content that the text does not show as it reads.
    pub(crate) fn own(&mut self, text: impl Into<Box<str>>) -> u32 {
        self.owned.push(text.into());
        small(self.owned.len() - 1)
    }

    /// Adds a scalar at the open place.
    pub(crate) fn scalar(&mut self, span: Span, content: Content) -> Result<NodeId, Fault> {
        let (kind, flags, first) = match content {
            Content::Null => (Kind::Null, 0, NONE),
            Content::Bool(value) => (Kind::Bool, if value { TRUE } else { 0 }, NONE),
            Content::Number => (Kind::Number, 0, NONE),
            Content::String { quoted } => (Kind::String, if quoted { QUOTED } else { 0 }, NONE),
            Content::Owned(kind, index) => (kind, OWNED, index),
        };
        self.add(span, kind, flags, first)
    }

    /// Opens an array or an object; what follows goes into it until [`Builder::close`].
    pub(crate) fn open(&mut self, kind: Kind, span: Span) -> Result<NodeId, Fault> {
        if self.around.len() >= self.depth {
            let message = format!("nested deeper than {} levels", self.depth);
            return Err(ReadError::new(ReadCode::TooDeep, span, message));
        }
        let key = self.pending.key;
        let guess = if key == NONE {
            self.top.guess
        } else {
            place(key, 1)
        };
        // The end stays `NONE` while the container is open.
        let id = self.add(Span::of(span.start, NONE), kind, 0, NONE)?;
        let undo = small(self.undo.len());
        let frame = Frame {
            node: id.0,
            kind,
            start: span.start,
            last: NONE,
            count: 0,
            guess,
            undo,
        };
        self.around.push(std::mem::replace(&mut self.top, frame));
        Ok(id)
    }

    /// Closes the innermost container at the byte `end`.
    pub(crate) fn close(&mut self, end: u32) {
        let Some(outer) = self.around.pop() else {
            return;
        };
        let frame = std::mem::replace(&mut self.top, outer);
        if let Some(node) = self.nodes.get_mut(frame.node as usize) {
            node.end = end;
        }
        while self.undo.len() > frame.undo as usize {
            if let Some((key, before)) = self.undo.pop()
                && let Some(seen) = self.seen.get_mut(key as usize)
            {
                *seen = before;
            }
        }
    }

    /// The kind of the innermost open container and where it begins.
    pub(crate) fn inside(&self) -> Option<(Kind, u32)> {
        (self.top.node != NONE).then_some((self.top.kind, self.top.start))
    }

    /// The next value, a mapping or a list of mappings, is to be merged into the open object by [`Builder::merge`].
    pub(crate) fn merge_key(&mut self, span: Span) -> Result<(), Fault> {
        self.key("<<", span)?;
        self.pending.key = MERGE;
        Ok(())
    }

    /// Gives the open object the members of the values that came with merge keys, except those whose key it has.
    pub(crate) fn merge(&mut self) -> Result<(), Fault> {
        let object = self.top.node;
        let own = self
            .merges
            .iter()
            .rposition(|(owner, _)| *owner != object)
            .map_or(0, |place| place + 1);
        for (_, value) in self.merges.split_off(own) {
            let node = self.nodes.get(value as usize).copied().unwrap_or(NOTHING);
            if node.kind != Kind::Array {
                self.merge_one(&node)?;
                continue;
            }
            let mut item = node.first;
            while let Some(node) = self.nodes.get(item as usize).copied() {
                self.merge_one(&node)?;
                item = node.next;
            }
        }
        Ok(())
    }

    fn merge_one(&mut self, source: &Node) -> Result<(), Fault> {
        if source.kind != Kind::Object {
            let message = "a merge key takes a mapping or a list of mappings";
            return Err(ReadError::new(
                ReadCode::YamlInvalid,
                source.span(),
                message,
            ));
        }
        let mut member = source.first;
        while let Some(node) = self.nodes.get(member as usize).copied() {
            if self.mark(node.key) {
                self.link(member);
                if let Some(node) = self.nodes.get_mut(member as usize) {
                    node.parent = self.top.node;
                    node.next = NONE;
                }
            }
            member = node.next;
        }
        Ok(())
    }

    /// A scalar outside the tree, to be copied.
    pub(crate) fn detached(&mut self, span: Span, content: Content) -> Result<NodeId, Fault> {
        let pending = std::mem::replace(&mut self.pending, NO_KEY);
        let node = std::mem::replace(&mut self.top.node, NONE);
        let id = self.scalar(span, content);
        self.roots.pop();
        self.top.node = node;
        self.pending = pending;
        id
    }

    /// Repeats the complete value `source` at the open place; its places stay those of the original. Each value
    /// copied is taken off `budget`.
    pub(crate) fn copy(&mut self, source: NodeId, budget: &mut usize) -> Result<NodeId, Fault> {
        let copy = NodeId(small(self.nodes.len()));
        // For each container that is being copied: what follows it in the original, and its end.
        let mut levels: Vec<(u32, u32)> = Vec::new();
        let mut source = source.0;
        while let Some(node) = self.nodes.get(source as usize).copied() {
            let Some(left) = budget.checked_sub(1) else {
                return Err(ReadError::new(
                    ReadCode::AliasLimit,
                    node.span(),
                    "aliases repeat too much",
                ));
            };
            *budget = left;
            let mut next = NONE;
            if !levels.is_empty() {
                next = node.next;
                if node.is(MEMBER) {
                    self.pending = Pending {
                        key: node.key,
                        start: node.key_start,
                        length: node.key_length,
                    };
                }
            }
            if node.is_container() {
                self.open(node.kind, node.span())?;
                levels.push((next, node.end));
                next = node.first;
            } else {
                self.add(node.span(), node.kind, node.flags & !MEMBER, node.first)?;
            }
            while next == NONE
                && let Some((after, end)) = levels.pop()
            {
                self.close(end);
                next = after;
            }
            source = next;
        }
        Ok(copy)
    }

    #[inline(always)]
    fn add(&mut self, span: Span, kind: Kind, flags: u8, first: u32) -> Result<NodeId, Fault> {
        let count = self.nodes.len();
        if count >= self.max_nodes {
            return Err(too_large(
                span,
                "more than",
                self.max_nodes,
                "values in one file",
            ));
        }
        let id = small(count);
        let pending = std::mem::replace(&mut self.pending, NO_KEY);
        let member = pending.key != NONE;
        self.nodes.push(Node {
            start: span.start,
            end: span.end,
            key: if member { pending.key } else { self.top.count },
            key_start: pending.start,
            key_length: pending.length,
            parent: self.top.node,
            first,
            next: NONE,
            kind,
            flags: if member { flags | MEMBER } else { flags },
        });
        if self.top.node == NONE {
            self.add_root(id);
        } else if pending.key == MERGE {
            self.merges.push((self.top.node, id));
        } else {
            self.top.count += 1;
            self.link(id);
        }
        Ok(NodeId(id))
    }

    #[cold]
    fn add_root(&mut self, id: u32) {
        if let Some(node) = self.nodes.get_mut(id as usize) {
            node.key = small(self.roots.len());
        }
        self.roots.push(NodeId(id));
    }

    /// Hangs a node behind the last child of the open container.
    #[inline(always)]
    fn link(&mut self, id: u32) {
        let before = std::mem::replace(&mut self.top.last, id);
        if let Some(before) = self.nodes.get_mut(before as usize) {
            before.next = id;
        } else if let Some(parent) = self.nodes.get_mut(self.top.node as usize) {
            parent.first = id;
        }
    }

    /// The text of the scalar `id`, quotes off and escapes resolved; none of a container.
    pub(crate) fn text_of(&self, id: NodeId, text: &str) -> Option<String> {
        let node = self
            .nodes
            .get(id.0 as usize)
            .filter(|node| !node.is_container())?;
        Some(content(node, text, &self.owned).to_owned())
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

#[cold]
fn too_large(span: Span, what: &str, limit: usize, unit: &str) -> Fault {
    ReadError::new(ReadCode::TooLarge, span, format!("{what} {limit} {unit}"))
}

/// Where `Builder::guesses` keeps the key that comes first in the object at `key` (1) or after it (2).
fn place(key: u32, which: u32) -> u32 {
    key.saturating_mul(2).saturating_add(which)
}

fn small(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;
    use crate::source::json::read_json;

    fn read(text: &str) -> Tree {
        read_json(Arc::from(text), &Limits::default()).unwrap()
    }

    /// The value at a path of keys and indexes.
    fn at(tree: &Tree, path: &str) -> NodeId {
        path.split('.')
            .fold(tree.roots()[0], |id, step| match step.parse() {
                Ok(index) => tree.item(id, index).unwrap(),
                Err(_) => tree.get(id, step).unwrap(),
            })
    }

    fn keys(tree: &Tree, id: NodeId) -> Vec<&str> {
        tree.children(id)
            .map(|child| tree.key(child).unwrap())
            .collect()
    }

    #[test]
    fn nodes_are_small_and_shared_between_threads() {
        assert_eq!(size_of::<Node>(), 32);
        fn shared<T: Send + Sync>() {}
        shared::<Tree>();
    }

    #[test]
    fn values_spans_and_pointers() {
        let tree = read(r#" {"a/b": [null, true, -1.5e3], "~": {"\u0061": "x\ty"}} "#);
        let root = tree.roots()[0];
        assert_eq!(keys(&tree, root), ["a/b", "~"]);
        let list = tree.get(root, "a/b").unwrap();
        assert_eq!((tree.len(list), tree.is_empty(list)), (3, false));
        assert!(tree.is_null(tree.item(list, 0).unwrap()));
        assert_eq!(tree.as_bool(tree.item(list, 1).unwrap()), Some(true));
        let number = tree.item(list, 2).unwrap();
        assert_eq!(tree.number_text(number), Some("-1.5e3"));
        assert_eq!((tree.as_str(number), tree.as_bool(number)), (None, None));
        assert_eq!(tree.pointer(number), "/a~1b/2");
        assert_eq!((tree.item(list, 3), tree.item(root, 0)), (None, None));
        let text = at(&tree, "~.a");
        assert_eq!(tree.as_str(text), Some("x\ty"));
        assert_eq!(tree.pointer(text), "/~0/a");
        let slice = |span: Span| span.slice(tree.text());
        assert_eq!(slice(tree.span(text)), r#""x\ty""#);
        assert_eq!(tree.key_span(text).map(slice), Some(r#""\u0061""#));
        assert_eq!(slice(tree.span(list)), "[null, true, -1.5e3]");
        assert_eq!(tree.key_span(number), None);
        assert_eq!(
            (tree.pointer(root), tree.parent(root)),
            (String::new(), None)
        );
    }

    #[test]
    fn renaming_asks_once_a_key() {
        let mut tree = read(r#"[{"IsOn": 1, "x": 2}, {"IsOn": 3}, {"is_on": 4}]"#);
        let asked = std::cell::RefCell::new(Vec::new());
        tree.rename_keys(|key| {
            asked.borrow_mut().push(key.to_owned());
            key.to_ascii_lowercase().starts_with("is").then_some("isOn")
        });
        assert_eq!(asked.into_inner(), ["IsOn", "x", "is_on"]);
        for (path, raw) in [("0.isOn", "IsOn"), ("1.isOn", "IsOn"), ("2.isOn", "is_on")] {
            assert_eq!(tree.raw_key(at(&tree, path)), Some(raw));
        }
        assert_eq!(tree.pointer(at(&tree, "2.isOn")), "/2/is_on");
        assert_eq!(tree.get(at(&tree, "0"), "IsOn"), None);
        assert_eq!(keys(&tree, at(&tree, "0")), ["isOn", "x"]);
    }

    #[test]
    fn lifting_keeps_what_the_parent_has() {
        let mut tree = read(r#"{"a": 1, "p": {"a": 2, "q": {"c": 3, "d": 4}, "b": 5}, "d": 6}"#);
        let (root, p, q) = (tree.roots()[0], at(&tree, "p"), at(&tree, "p.q"));
        tree.lift(p);
        assert_eq!(keys(&tree, root), ["a", "q", "b", "d"]);
        assert_eq!(tree.number_text(at(&tree, "a")), Some("1"));
        assert_eq!(
            (tree.pointer(q), tree.parent(q)),
            ("/p/q".to_owned(), Some(p))
        );
        tree.lift(q);
        assert_eq!(keys(&tree, root), ["a", "c", "b", "d"]);
        assert_eq!(tree.pointer(at(&tree, "c")), "/p/q/c");
        assert_eq!(tree.number_text(at(&tree, "d")), Some("6"));
        for unmovable in [p, q, root, at(&tree, "a")] {
            tree.lift(unmovable);
        }
        assert_eq!(keys(&tree, root), ["a", "c", "b", "d"]);
        assert!(tree.is_empty(p) && tree.is_empty(q));
    }

    #[test]
    fn null_stays_in_its_place() {
        let mut tree = read(r#"{"a": {"b": [1]}, "c": "\n"}"#);
        for path in ["a", "c"] {
            let id = at(&tree, path);
            let before = (tree.span(id), tree.key_span(id), tree.pointer(id));
            tree.nullify(id);
            assert!(tree.is_null(id) && tree.is_empty(id) && tree.as_str(id).is_none());
            assert_eq!((tree.span(id), tree.key_span(id), tree.pointer(id)), before);
        }
        assert_eq!(keys(&tree, tree.roots()[0]), ["a", "c"]);
    }

    #[test]
    fn a_foreign_id_is_null() {
        let (mut small, large) = (read("1"), read("[1, {\"a\": 2}]"));
        let foreign = at(&large, "1.a");
        assert!(small.is_null(foreign) && small.key(foreign).is_none() && small.is_empty(foreign));
        small.nullify(foreign);
        small.lift(foreign);
        assert_eq!(small.pointer(foreign), "");
    }
}
