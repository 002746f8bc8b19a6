//! One printed value: what it stands for, and where each part of it stands in the text.

use crate::source::printed::{Printed, cut_short, is_cut, is_list, printed};
use crate::source::tree::{Builder, Content, Fault, Kind, Limits, Span};

/// A part of a value that stands on one line: where it begins in the value and where in the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Piece {
    pub(super) joined: usize,
    pub(super) text: usize,
}

/// A value as printed, with its lines joined. Parts of it are named by their bytes in `joined`.
pub(super) struct Value<'a> {
    joined: &'a str,
    /// At least one; the first begins right behind the colon.
    pieces: &'a [Piece],
}

impl<'a> Value<'a> {
    pub(super) fn new(joined: &'a str, pieces: &'a [Piece]) -> Value<'a> {
        Value { joined, pieces }
    }

    /// Adds the value at the open place; gives its end in the text.
    pub(super) fn put(&self, builder: &mut Builder, limits: &Limits) -> Result<u32, Fault> {
        let (text, start) = trimmed(self.joined, 0);
        if text.is_empty() {
            // Right behind the colon, not behind the blanks.
            let at = self.place(0);
            let span = Span::new(at, at);
            builder.scalar(span, Content::Unknown)?;
            return Ok(span.end);
        }
        let (span, broken) = self.span(text, start);
        if is_cut(text) {
            return Err(cut_short(text, span));
        }
        if is_list(text) && is_flat(text) {
            self.list(text, start, builder)?;
            return Ok(span.end);
        }
        let content = match printed(text, limits) {
            Printed::Nothing => Content::Unknown,
            Printed::Bool(value) => Content::Bool(value),
            Printed::Number if broken => Content::Owned(Kind::Number, builder.own(text)),
            Printed::Number => Content::Number,
            Printed::Text if broken => Content::Owned(Kind::String, builder.own(text)),
            Printed::Text => Content::String { quoted: false },
        };
        builder.scalar(span, content)?;
        Ok(span.end)
    }

    /// `{a, b}`: text, whatever its items look like.
    fn list(&self, text: &str, start: usize, builder: &mut Builder) -> Result<(), Fault> {
        let (span, _) = self.span(text, start);
        let inner = text.get(1..text.len() - 1).unwrap_or_default();
        builder.open(Kind::Array, span)?;
        if !trimmed(inner, 0).0.is_empty() {
            let mut at = start + 1;
            for part in inner.split(',') {
                let (item, start) = trimmed(part, at);
                let (span, broken) = self.span(item, start);
                let content = if broken {
                    Content::Owned(Kind::String, builder.own(item))
                } else {
                    Content::String { quoted: false }
                };
                builder.scalar(span, content)?;
                at += part.len() + 1;
            }
        }
        builder.close(span.end);
        Ok(())
    }

    /// Where the part `text` of the value, from its byte `start` on, stands, and whether a line ends within it.
    fn span(&self, text: &str, start: usize) -> (Span, bool) {
        let first = self.place(start);
        let end = match text.len() {
            0 => first,
            length => self.place(start + length - 1) + 1,
        };
        (Span::new(first, end), end - first != text.len())
    }

    /// Where the byte `at` of the value stands in the text.
    fn place(&self, at: usize) -> usize {
        let after = self.pieces.partition_point(|piece| piece.joined <= at);
        self.pieces
            .get(after.saturating_sub(1))
            .map_or(0, |piece| piece.text + (at - piece.joined))
    }
}

/// Whether the list has only plain items: dictionaries (`{[key, value]}`) and objects (`{@{Name=value}}`) have commas
/// and brackets of their own, and nothing tells where they end.
fn is_flat(list: &str) -> bool {
    let inner = list.get(1..list.len() - 1).unwrap_or_default();
    !inner.starts_with('[') && !inner.contains(['{', '}'])
}

/// The text without the blanks around it, and where it begins if `text` begins at `start`.
fn trimmed(text: &str, start: usize) -> (&str, usize) {
    let right = text.trim_start_matches([' ', '\t']);
    let start = start + (text.len() - right.len());
    (right.trim_end_matches([' ', '\t']), start)
}
