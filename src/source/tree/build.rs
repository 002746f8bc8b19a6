//! Builds a tree in file order, with its limits, its keys and the check for duplicate ones.

mod late;
mod repeat;

use std::collections::HashMap;
use std::sync::Arc;

use super::fault::{Fault, Limits, ReadCode, ReadError, quoted};
use super::{Key, Kind, MEMBER, MERGE, NONE, Node, NodeId, OWNED, QUOTED, Span, TRUE, Tree, small};

/// The content of a scalar for the builder.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Content {
    Null,
    /// Not told by the file.
    Unknown,
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
            renamed: Vec::new(),
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
        let id = self.key_id(text);
        if let Some(guess) = self.guesses.get_mut(self.top.guess as usize) {
            *guess = id;
        }
        self.known_key(id, span)
    }

    /// The number of a key for [`Builder::known_key`]: new ones count up from 0.
    pub(crate) fn key_id(&mut self, text: &str) -> u32 {
        match self.ids.get(text) {
            Some(id) => *id,
            None => self.new_key(text),
        }
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

    /// The key of the next value of the open object, by its number: a CSV header names each key once for all rows.
    #[inline(always)]
    pub(crate) fn known_key(&mut self, key: u32, span: Span) -> Result<(), Fault> {
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
            Content::Unknown => (Kind::Unknown, 0, NONE),
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
}

#[cold]
fn too_large(span: Span, what: &str, limit: usize, unit: &str) -> Fault {
    ReadError::new(ReadCode::TooLarge, span, format!("{what} {limit} {unit}"))
}

/// Where `Builder::guesses` keeps the key that comes first in the object at `key` (1) or after it (2).
fn place(key: u32, which: u32) -> u32 {
    key.saturating_mul(2).saturating_add(which)
}
