//! YAML text into a [`Tree`], on the events of granit-parser, by a core schema without surprises.
//!
//! The parser knows the syntax; this file knows what a plain scalar means, where a value begins and ends for a reader
//! of a finding, and how anchors, aliases and merge keys unfold within their limits.

mod place;
mod scalar;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use granit_parser::{ErrorKind, Event, Parser, ScalarStyle, ScanError, Tag};

use scalar::{Plain, plain, unquoted};

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
    let options = granit_parser::options! {
        flow_nesting_limit: limits.depth.saturating_add(1),
        block_nesting_limit: limits.depth.saturating_add(1),
    };
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
