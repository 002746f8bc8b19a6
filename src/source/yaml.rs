//! YAML text into a [`Tree`], on the events of granit-parser, by a core schema without surprises.
//!
//! The parser knows the syntax; this file knows what a plain scalar means, where a value begins and ends for a reader
//! of a finding, and how anchors, aliases and merge keys unfold within their limits.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Tag};

use super::tree::{
    Builder, Content, Fault, Kind, Limits, NodeId, ReadCode, ReadError, Span, Tree, quoted,
};

/// Reads a YAML stream. A document without a value is skipped, so that there may be no roots at all.
///
/// Plain `true` and `false` are Bools, plain `null`, `Null`, `NULL`, `~` and nothing at all is null, decimal numbers
/// without leading zeros are Numbers; everything else is a String, `yes`, `True`, `0x1F` and dates too.
///
/// # Errors
/// The first thing that is not YAML 1.2, a complex key, a custom tag, a key that stands twice in one mapping, a number
/// that is not finite, or a limit that is passed, with its place.
pub fn read_yaml(text: Arc<str>, limits: &Limits) -> Result<Tree, ReadError> {
    let builder = read(&text, limits).map_err(|fault| *fault)?;
    Ok(builder.finish(text))
}

fn read(text: &str, limits: &Limits) -> Result<Builder, Fault> {
    // The builder refuses at `depth`; the parser itself stops one level later, before its own state grows.
    let mut options = granit_parser::options! {
        flow_nesting_limit: limits.depth.saturating_add(1),
        block_nesting_limit: limits.depth.saturating_add(1),
    };
    options.set_emit_comments(false);
    let mut loader = Loader {
        text,
        builder: Builder::new(text, limits)?,
        limits,
        open: Vec::new(),
        anchors: HashMap::new(),
        alias_budget: limits.alias_nodes,
        last: 0,
    };
    for event in Parser::new_from_str_with_options(text, options) {
        let (event, span) = event.map_err(|error| loader.refused(&error))?;
        let range = span.byte_range().unwrap_or_default();
        let tag_span = span.tag_span().and_then(|span| span.byte_range());
        let tag_span = tag_span.map(|range| Span::new(range.start, range.end));
        loader.event(
            event,
            Span::new(range.start, range.end.max(range.start)),
            tag_span,
        )?;
    }
    Ok(loader.builder)
}

/// A collection that is being read.
struct Open {
    id: NodeId,
    /// Its anchor, 0 for none.
    anchor: usize,
    mapping: bool,
    /// In a mapping: the next scalar is a key.
    key_next: bool,
}

struct Loader<'a> {
    text: &'a str,
    builder: Builder,
    limits: &'a Limits,
    open: Vec<Open>,
    anchors: HashMap<usize, NodeId>,
    alias_budget: usize,
    /// The end of the last key, value, bracket or alias: an unbracketed collection ends where its last value does.
    last: usize,
}

/// What a plain scalar means.
enum Plain<'a> {
    Null,
    Bool(bool),
    /// In JSON's notation.
    Number(Cow<'a, str>),
    /// `.inf` or `.nan`.
    NotFinite,
    Text,
}

type Tags<'a> = Option<Cow<'a, Tag>>;

impl Loader<'_> {
    fn event(&mut self, event: Event<'_>, span: Span, tag_span: Option<Span>) -> Result<(), Fault> {
        let tag_span = tag_span.unwrap_or(span);
        match event {
            Event::Scalar(value, style, anchor, tag) => {
                // The parser makes up a `~` where there is nothing.
                let nothing = style == ScalarStyle::Plain && span.start == span.end;
                if nothing && tag.is_none() && anchor == 0 && self.open.is_empty() {
                    return Ok(());
                }
                let value = if nothing { Cow::Borrowed("") } else { value };
                let tag = self.core_tag(&tag, tag_span)?;
                let span = self.scalar_span(span, style, nothing);
                self.scalar(value, style, tag, span, anchor)?;
                self.last = self.last.max(span.end as usize);
            }
            Event::Alias(anchor) => {
                self.alias(anchor, span)?;
                self.last = self.last.max(span.end as usize);
            }
            Event::SequenceStart(_, anchor, tag) => {
                self.collection_tag(&tag, "seq", tag_span)?;
                self.open(Kind::Array, self.sequence_start(span), anchor)?;
                self.last = self.last.max(span.end as usize);
            }
            Event::MappingStart(_, anchor, tag) => {
                self.collection_tag(&tag, "map", tag_span)?;
                self.open(Kind::Object, span.start, anchor)?;
                self.last = self.last.max(span.end as usize);
            }
            Event::SequenceEnd | Event::MappingEnd => {
                // A closing bracket can be seen; the end of a block can't: it ends with its last value.
                if span.start < span.end {
                    self.last = self.last.max(span.end as usize);
                }
                self.builder.merge()?;
                self.builder.close(Span::new(self.last, self.last).end);
                if let Some(open) = self.open.pop() {
                    self.value_done(open.id, open.anchor);
                }
            }
            // Of a document without `---` the parser gives the first token here.
            Event::DocumentStart(true, _) => self.last = self.last.max(span.end as usize),
            _ => {}
        }
        Ok(())
    }

    fn key_next(&self) -> bool {
        self.open.last().is_some_and(|open| open.key_next)
    }

    fn scalar(
        &mut self,
        value: Cow<'_, str>,
        style: ScalarStyle,
        tag: Option<&'static str>,
        span: Span,
        anchor: usize,
    ) -> Result<(), Fault> {
        if !self.key_next() {
            let content = self.content(value, style, tag, span)?;
            let id = self.builder.scalar(span, content)?;
            self.value_done(id, anchor);
            return Ok(());
        }
        self.key(&value, span, style == ScalarStyle::Plain && tag.is_none())?;
        if anchor != 0 {
            let content = self.content(value, style, tag, span)?;
            let id = self.builder.detached(span, content)?;
            self.anchors.insert(anchor, id);
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, span: Span) -> Result<(), Fault> {
        let id = self.anchors.get(&anchor).copied();
        let id = id.ok_or_else(|| invalid(span, "an alias within its own anchor"))?;
        if self.key_next() {
            let text = self.builder.text_of(id, self.text);
            return self.key(&text.ok_or_else(|| complex_key(span))?, span, false);
        }
        let copy = self.builder.copy(id, &mut self.alias_budget);
        let copy = copy.map_err(|error| self.alias_error(&error, span))?;
        self.value_done(copy, 0);
        Ok(())
    }

    fn open(&mut self, kind: Kind, start: u32, anchor: usize) -> Result<(), Fault> {
        let span = self.character(start as usize);
        if self.key_next() {
            return Err(complex_key(span));
        }
        let id = self.builder.open(kind, span)?;
        let mapping = kind == Kind::Object;
        self.open.push(Open {
            id,
            anchor,
            mapping,
            key_next: mapping,
        });
        Ok(())
    }

    fn key(&mut self, text: &str, span: Span, may_merge: bool) -> Result<(), Fault> {
        if let Some(open) = self.open.last_mut() {
            open.key_next = false;
        }
        if may_merge && text == "<<" {
            self.builder.merge_key(span)
        } else {
            self.builder.key(text, span)
        }
    }

    fn value_done(&mut self, id: NodeId, anchor: usize) {
        if anchor != 0 {
            self.anchors.insert(anchor, id);
        }
        if let Some(open) = self.open.last_mut() {
            open.key_next = open.mapping;
        }
    }

    /// What a scalar is for the tree.
    fn content(
        &mut self,
        value: Cow<'_, str>,
        style: ScalarStyle,
        tag: Option<&'static str>,
        span: Span,
    ) -> Result<Content, Fault> {
        let plain = match tag {
            None if style == ScalarStyle::Plain => plain(&value),
            None | Some("str") => Plain::Text,
            Some(tag) => {
                let meant = plain(&value);
                let fits = match &meant {
                    Plain::Null => tag == "null",
                    Plain::Bool(_) => tag == "bool",
                    Plain::Number(text) => {
                        tag == "float" || tag == "int" && !text.contains(['.', 'e', 'E'])
                    }
                    Plain::NotFinite => tag == "float",
                    Plain::Text => false,
                };
                if !fits {
                    return Err(invalid(
                        span,
                        format!("{} is not a value of the tag !!{tag}", quoted(&value)),
                    ));
                }
                meant
            }
        };
        let written = self.slice(span);
        match plain {
            Plain::Null => Ok(Content::Null),
            Plain::Bool(value) => Ok(Content::Bool(value)),
            Plain::Number(text) => {
                let limit = self.limits.number_length;
                if text.len() > limit {
                    let message = format!("a number longer than {limit} characters");
                    return Err(number(span, message).help("an identifier goes in quotes"));
                }
                if !text.parse().is_ok_and(f64::is_finite) {
                    return Err(number(span, "a number too large for a 64-bit float"));
                }
                if written == text {
                    return Ok(Content::Number);
                }
                Ok(Content::Owned(Kind::Number, self.builder.own(text)))
            }
            Plain::NotFinite => Err(number(
                span,
                format!("{} is not a finite number", quoted(&value)),
            )
            .help("text goes in quotes")),
            Plain::Text if written == value => Ok(Content::String { quoted: false }),
            Plain::Text if unquoted(written) == Some(&value) => {
                Ok(Content::String { quoted: true })
            }
            Plain::Text => {
                // The parser (granit-parser 2.2) reads over a comment whose line begins with a tab.
                let comment = |line: &str| line.trim_start().starts_with('#');
                if style == ScalarStyle::Plain && written.lines().skip(1).any(comment) {
                    return Err(invalid(span, "a comment within text")
                        .help("text with a # in it goes in quotes"));
                }
                Ok(Content::Owned(Kind::String, self.builder.own(value)))
            }
        }
    }

    fn slice(&self, span: Span) -> &str {
        self.text
            .get(span.start as usize..span.end as usize)
            .unwrap_or_default()
    }

    /// The type a core tag names; none for no tag.
    fn core_tag(&self, tag: &Tags<'_>, span: Span) -> Result<Option<&'static str>, Fault> {
        let Some(tag) = tag else {
            return Ok(None);
        };
        // `!` alone says "as text".
        if self.slice(span) == "!" {
            return Ok(Some("str"));
        }
        let known = ["str", "int", "float", "bool", "null", "seq", "map"];
        let named = known
            .into_iter()
            .find(|name| tag.core_suffix() == Some(name));
        named.map(Some).ok_or_else(|| {
            let message = format!("the tag {} has no meaning here", quoted(self.slice(span)));
            invalid(span, message).help("remove the tag")
        })
    }

    fn collection_tag(&self, tag: &Tags<'_>, fits: &str, span: Span) -> Result<(), Fault> {
        match self.core_tag(tag, span)? {
            Some(name) if name != fits && self.slice(span) != "!" => Err(invalid(
                span,
                format!("the tag !!{name} stands before a collection of another kind"),
            )),
            _ => Ok(()),
        }
    }

    /// Where the reader sees the scalar: a block scalar from its `|` or `>` to its last line that is not blank, a
    /// value that is not there just behind the colon of its key.
    fn scalar_span(&self, span: Span, style: ScalarStyle, nothing: bool) -> Span {
        match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let start = self
                    .indicator(b"|>")
                    .filter(|at| *at <= span.start as usize);
                let start = start.unwrap_or(span.start as usize);
                let written = self.text.get(start..span.end as usize).unwrap_or_default();
                Span::new(start, start + written.trim_end().len())
            }
            ScalarStyle::Plain if nothing && self.in_mapping() && !self.key_next() => {
                // With an anchor or a tag between, the parser's mark is behind that.
                let between = self
                    .text
                    .get(self.last..span.start as usize)
                    .unwrap_or_default();
                let colon = self.indicator(b":").filter(|_| between.trim().is_empty());
                colon.map_or(span, |at| Span::new(at + 1, at + 1))
            }
            _ => span,
        }
    }

    fn in_mapping(&self) -> bool {
        self.open.last().is_some_and(|open| open.mapping)
    }

    /// Where a sequence begins: the parser's mark is its dash, except in a sequence that is not indented below its
    /// key, where it is what follows the first dash.
    fn sequence_start(&self, span: Span) -> u32 {
        if !self.in_mapping() || span.start < span.end {
            return span.start;
        }
        let dash = self.indicator(b"-").filter(|at| *at <= span.start as usize);
        dash.map_or(span.start, |at| Span::new(at, at).start)
    }

    /// The first of `wanted` after the last value, behind nothing but spaces, comments, anchors, tags and indicators.
    fn indicator(&self, wanted: &[u8]) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.last;
        loop {
            let byte = bytes.get(at)?;
            if wanted.contains(byte) {
                return Some(at);
            }
            let skipped = match byte {
                b' ' | b'\t' | b'\n' | b'\r' | b':' | b'-' | b'?' => 1,
                b'#' => bytes
                    .get(at..)?
                    .iter()
                    .position(|byte| matches!(byte, b'\n' | b'\r'))?,
                b'&' | b'!' => bytes.get(at..)?.iter().position(u8::is_ascii_whitespace)?,
                // The end of an empty document.
                b'.' if wanted == b"|>" => 1,
                // A byte order mark before the document.
                0xEF => '\u{feff}'.len_utf8(),
                _ => return None,
            };
            at += skipped;
        }
    }

    #[cold]
    fn alias_error(&self, error: &ReadError, span: Span) -> Fault {
        let message = match error.code {
            ReadCode::AliasLimit => format!(
                "aliases repeat more than {} values",
                self.limits.alias_nodes
            ),
            _ => error.message.clone(),
        };
        ReadError::new(error.code, span, message).related(error.span, "while repeating this")
    }

    #[cold]
    fn refused(&self, error: &ScanError) -> Fault {
        let start = error.marker().byte_offset().unwrap_or(self.last);
        let before = self.text.get(..start).unwrap_or(self.text);
        let help = match error.kind() {
            ErrorKind::RecursionLimitExceeded => {
                let message = format!("nested deeper than {} levels", self.limits.depth);
                return ReadError::new(ReadCode::TooDeep, self.character(before.len()), message);
            }
            ErrorKind::TabNotAllowed
            | ErrorKind::TabInBlockIndentation
            | ErrorKind::TabInIndentation => {
                let tab = before.strip_suffix('\t').unwrap_or(before);
                return invalid(self.character(tab.len()), error.kind().to_string())
                    .help("indent with spaces");
            }
            ErrorKind::TabInPlainScalar => "indent with spaces",
            ErrorKind::UnknownAnchor => {
                "an alias `*name` needs its anchor `&name` before it in the same document"
            }
            ErrorKind::MappingValueNotAllowed => {
                "text with a colon and a space in it goes in quotes"
            }
            ErrorKind::ExpectedBlockMappingKey
            | ErrorKind::ExpectedBlockSequenceEntry
            | ErrorKind::InvalidIndentation => {
                "check the indentation of this line against the lines above"
            }
            ErrorKind::SimpleKeyExpected => "a key needs a colon and a space after it",
            ErrorKind::UnexpectedCharacter { character } if !character.is_control() => {
                "text that begins with this character goes in quotes"
            }
            _ => return invalid(self.character(before.len()), error.kind().to_string()),
        };
        invalid(self.character(before.len()), error.kind().to_string()).help(help)
    }

    /// The character at that byte; nothing at the end of a line.
    fn character(&self, at: usize) -> Span {
        let here = self.text.get(at..).and_then(|rest| rest.chars().next());
        let length = here
            .filter(|c| !matches!(c, '\n' | '\r'))
            .map_or(0, char::len_utf8);
        Span::new(at, at + length)
    }
}

#[cold]
fn invalid(span: Span, message: impl Into<String>) -> Fault {
    ReadError::new(ReadCode::YamlInvalid, span, message)
}

#[cold]
fn number(span: Span, message: impl Into<String>) -> Fault {
    ReadError::new(ReadCode::NumberInvalid, span, message)
}

#[cold]
fn complex_key(span: Span) -> Fault {
    invalid(span, "a list or a mapping as a key")
        .help("keys are plain or quoted text; text with brackets goes in quotes")
}

fn unquoted(written: &str) -> Option<&str> {
    let inner = |quote| written.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\''))
}

fn plain(text: &str) -> Plain<'_> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Plain::Null,
        "true" => Plain::Bool(true),
        "false" => Plain::Bool(false),
        ".nan" | ".NaN" | ".NAN" => Plain::NotFinite,
        _ if matches!(unsigned, ".inf" | ".Inf" | ".INF") => Plain::NotFinite,
        _ => json_number(text, unsigned).map_or(Plain::Text, Plain::Number),
    }
}

/// `[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?` in JSON's notation. Unlike the core schema, leading
/// zeros make no number: `0012345678` is an identifier.
fn json_number<'a>(text: &'a str, unsigned: &'a str) -> Option<Cow<'a, str>> {
    let not_digit = |c: char| !c.is_ascii_digit();
    let (whole, rest) = unsigned.split_at(unsigned.find(not_digit).unwrap_or(unsigned.len()));
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let (fraction, rest) = match rest.strip_prefix('.') {
        None => (None, rest),
        Some(rest) => {
            let (fraction, rest) = rest.split_at(rest.find(not_digit).unwrap_or(rest.len()));
            (Some(fraction), rest)
        }
    };
    if whole.is_empty() && fraction.unwrap_or_default().is_empty() {
        return None;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if digits.is_empty() || digits.contains(not_digit) {
            return None;
        }
    } else if !rest.is_empty() {
        return None;
    }
    if !text.starts_with('+') && !whole.is_empty() && fraction != Some("") {
        return Some(Cow::Borrowed(text));
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = fraction.map(|digits| {
        if digits.is_empty() {
            ".0".to_owned()
        } else {
            format!(".{digits}")
        }
    });
    Some(Cow::Owned(format!(
        "{sign}{whole}{}{rest}",
        fraction.unwrap_or_default()
    )))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn read(text: &str) -> Result<Tree, ReadError> {
        read_yaml(Arc::from(text), &Limits::default())
    }

    /// A short notation of what was read: strings in quotes, each value with the text at its span.
    fn shown(tree: &Tree, id: NodeId) -> String {
        let list = |open: &str, close: &str| {
            let items = tree.children(id).map(|id| {
                let key = tree
                    .key(id)
                    .map(|key| format!("{key}: "))
                    .unwrap_or_default();
                key + &shown(tree, id)
            });
            format!("{open}{}{close}", items.collect::<Vec<_>>().join(", "))
        };
        match tree.kind(id) {
            Kind::Null => "null".to_owned(),
            Kind::Bool => tree.as_bool(id).unwrap().to_string(),
            Kind::Number => tree.number_text(id).unwrap().to_owned(),
            Kind::String => format!("{:?}", tree.as_str(id).unwrap()),
            Kind::Array => list("[", "]"),
            Kind::Object => list("{", "}"),
        }
    }

    fn value(text: &str) -> String {
        let tree = read(text).unwrap();
        tree.roots()
            .iter()
            .map(|root| shown(&tree, *root))
            .collect::<Vec<_>>()
            .join(" | ")
    }

    /// The text at the span of each value, and before it the text at the span of its key, in file order.
    fn places(text: &str) -> Vec<String> {
        let tree = read(text).unwrap();
        let slice = |span: Span| text[span.start as usize..span.end as usize].to_owned();
        let mut found = Vec::new();
        let mut left: Vec<NodeId> = tree.roots().iter().rev().copied().collect();
        while let Some(id) = left.pop() {
            found.extend(tree.key_span(id).map(slice));
            found.push(slice(tree.span(id)));
            let children: Vec<NodeId> = tree.children(id).collect();
            left.extend(children.into_iter().rev());
        }
        found
    }

    #[test]
    fn plain_scalars() {
        for (text, wanted) in [
            ("true", "true"),
            ("false", "false"),
            ("True", "\"True\""),
            ("yes", "\"yes\""),
            ("off", "\"off\""),
            ("null", "null"),
            ("~", "null"),
            ("Null", "null"),
            ("NULL", "null"),
            ("nULL", "\"nULL\""),
            ("0", "0"),
            ("-12", "-12"),
            ("+5", "5"),
            ("017", "\"017\""),
            ("0012345678", "\"0012345678\""),
            ("1_000", "\"1_000\""),
            ("0x1F", "\"0x1F\""),
            ("0o17", "\"0o17\""),
            ("1.5", "1.5"),
            (".5", "0.5"),
            ("-.5", "-0.5"),
            ("5.", "5.0"),
            ("+1.e3", "1.0e3"),
            ("1e3", "1e3"),
            ("1e", "\"1e\""),
            ("01.5", "\"01.5\""),
            (".", "\".\""),
            ("-", "[null]"),
            ("+", "\"+\""),
            ("1.2.3", "\"1.2.3\""),
            ("2026-11-23", "\"2026-11-23\""),
            ("12:30", "\"12:30\""),
            ("a b", "\"a b\""),
            ("'5'", "\"5\""),
            ("\"true\"", "\"true\""),
            ("'it''s'", "\"it's\""),
            ("\"\\ud83d\\ude00\"", "\"😀\""),
            ("!!str 5", "\"5\""),
            ("!!int '5'", "5"),
            ("!!null ''", "null"),
            ("!!bool \"true\"", "true"),
            ("!!float 1", "1"),
            ("! 5", "\"5\""),
            ("!!str", "\"\""),
            ("!!seq [1]", "[1]"),
            ("!!map {a: }", "{a: null}"),
            ("|\n a\n b\n", "\"a\\nb\\n\""),
            (">-\n a\n b\n", "\"a b\""),
        ] {
            assert_eq!(value(text), wanted, "{text}");
        }
    }

    #[test]
    fn documents_keys_anchors_and_merges() {
        for (text, wanted) in [
            ("", ""),
            ("# nothing\n---\n---\n# nothing\n...\n", ""),
            ("---\na: 1\n---\n~\n---\n---\nb\n", "{a: 1} | null | \"b\""),
            (
                "1: a\ntrue: b\n~: c\n: d\n'q': e\n",
                "{1: \"a\", true: \"b\", ~: \"c\", : \"d\", q: \"e\"}",
            ),
            (
                "a: &x {b: [1, &y z]}\nc: *x\nd: *y\n",
                "{a: {b: [1, \"z\"]}, c: {b: [1, \"z\"]}, d: \"z\"}",
            ),
            ("&k key: *k\n*k : 1\n", "DuplicateKey"),
            ("&k key: *k\nv: {*k : 1}\n", "{key: \"key\", v: {key: 1}}"),
            (
                "a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n",
                "{a: {x: 1, y: 2}, b: {y: 3, x: 1}}",
            ),
            (
                "a: &a {x: 1}\nb: {y: 3, <<: [*a, {x: 2, z: {q: 4}}]}\n",
                "{a: {x: 1}, b: {y: 3, x: 1, z: {q: 4}}}",
            ),
            ("<<: {a: {<<: {b: 1}, b: 2}}\na: 5", "{a: 5}"),
            ("<<: {a: {<<: {b: 1}, c: 2}}", "{a: {c: 2, b: 1}}"),
            ("'<<': {a: 1}", "{<<: {a: 1}}"),
            ("a: &x 1\n---\nb: &x 2\nc: *x\n", "{a: 1} | {b: 2, c: 2}"),
        ] {
            let found =
                read(text).map_or_else(|error| format!("{:?}", error.code), |_| value(text));
            assert_eq!(found, wanted, "{text}");
        }
        let tree = read("a: &a\n  x: [1]\nb:\n  <<: *a\n").unwrap();
        let merged = tree
            .children(tree.roots()[0])
            .nth(1)
            .and_then(|b| tree.item(tree.get(b, "x")?, 0))
            .unwrap();
        assert_eq!(tree.pointer(merged), "/b/x/0");
        assert_eq!(tree.span(merged), Span { start: 12, end: 13 });
    }

    #[test]
    fn spans() {
        let check = |text: &str, wanted: &[&str]| assert_eq!(places(text), wanted, "{text}");
        check(
            "a: 'x' # c\n'b' : y  \n\n# end\n",
            &["a: 'x' # c\n'b' : y", "a", "'x'", "'b'", "y"],
        );
        check(
            "a:\nb: \nc : # x\n",
            &["a:\nb: \nc :", "a", "", "b", "", "c", ""],
        );
        check(
            "s:\n- a\n- - b\n\nn: 1\n",
            &[
                "s:\n- a\n- - b\n\nn: 1",
                "s",
                "- a\n- - b",
                "a",
                "- b",
                "b",
                "n",
                "1",
            ],
        );
        check(
            "s: # - x\n  # - y\n  - a\n",
            &["s: # - x\n  # - y\n  - a", "s", "- a", "a"],
        );
        check(
            "- a: 1\n  b: {c: }\n\n# c\n- []\n",
            &[
                "- a: 1\n  b: {c: }\n\n# c\n- []",
                "a: 1\n  b: {c: }",
                "a",
                "1",
                "b",
                "{c: }",
                "c",
                "",
                "[]",
            ],
        );
        check(
            "k: |- # c\n  one\n\n  two\n\n\nl: >\n  x\n",
            &[
                "k: |- # c\n  one\n\n  two\n\n\nl: >\n  x",
                "k",
                "|- # c\n  one\n\n  two",
                "l",
                ">\n  x",
            ],
        );
        check(
            "- &x |\n  a\n-\n  - >2\n      b\n",
            &[
                "- &x |\n  a\n-\n  - >2\n      b",
                "|\n  a",
                "- >2\n      b",
                ">2\n      b",
            ],
        );
        check(
            "[a, b: c, {d}]",
            &["[a, b: c, {d}]", "a", "b: c", "b", "c", "{d}", "d", ""],
        );
        check("a: &x v\nb: *x\n", &["a: &x v\nb: *x", "a", "v", "b", "v"]);
        let tree = read("a:\n").unwrap();
        let nothing = tree.children(tree.roots()[0]).next().unwrap();
        assert_eq!(tree.span(nothing), Span { start: 2, end: 2 });
    }

    #[test]
    fn faults() {
        let bomb = "a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n\
                    d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n";
        let deep = format!("{}1", "[".repeat(200));
        let blocks = format!("{}1", "- ".repeat(200));
        let long = "1".repeat(65);
        let nested: String = (1..10)
            .map(|n| format!("- &a{n} {}*a{}{}\n", "[".repeat(20), n - 1, "]".repeat(20)))
            .collect();
        let nested = format!("- &a0 1\n{nested}");
        for (text, code, place) in [
            (
                "a: 1\nb: 2\n\"\\u0061\": 3\n",
                ReadCode::DuplicateKey,
                "\"\\u0061\"",
            ),
            ("{1: a, '1': b}", ReadCode::DuplicateKey, "'1'"),
            ("<<: {}\n<<: {}\n", ReadCode::DuplicateKey, "<<"),
            ("? [a]\n: 1\n", ReadCode::YamlInvalid, "["),
            ("a: &a {}\n*a : 1\n", ReadCode::YamlInvalid, "*a"),
            ("a: !secret x", ReadCode::YamlInvalid, "!secret"),
            ("a: !!binary x", ReadCode::YamlInvalid, "!!binary"),
            ("a: !!int x", ReadCode::YamlInvalid, "x"),
            ("a: !!map [1]", ReadCode::YamlInvalid, "!!map"),
            ("<<: 1", ReadCode::YamlInvalid, "1"),
            ("<<: [{}, 2]", ReadCode::YamlInvalid, "2"),
            ("a: &a [*a]", ReadCode::YamlInvalid, "*a"),
            ("a: *b", ReadCode::YamlInvalid, "*"),
            ("a: b: c", ReadCode::YamlInvalid, ":"),
            ("a:\n\tb: 1", ReadCode::YamlInvalid, "\t"),
            ("a: @b", ReadCode::YamlInvalid, "@"),
            ("a: x\n\t# c\n  y", ReadCode::YamlInvalid, "x\n\t# c\n  y"),
            ("a: [1", ReadCode::YamlInvalid, "["),
            ("a: .inf", ReadCode::NumberInvalid, ".inf"),
            ("a: -.INF", ReadCode::NumberInvalid, "-.INF"),
            ("a: .nan", ReadCode::NumberInvalid, ".nan"),
            ("a: 1e999", ReadCode::NumberInvalid, "1e999"),
            (&long, ReadCode::NumberInvalid, &long),
            (bomb, ReadCode::AliasLimit, "*d"),
            (&deep, ReadCode::TooDeep, "["),
            (&blocks, ReadCode::TooDeep, "-"),
            (&nested, ReadCode::TooDeep, "*a6"),
        ] {
            let error = read(text).unwrap_err();
            let found = &text[error.span.start as usize..error.span.end as usize];
            assert_eq!((error.code, found), (code, place), "{text}: {error:?}");
        }
    }
}
