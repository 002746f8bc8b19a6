//! Values: literals as what they are, everything else as unknown.

use super::pass::Until;
use super::{Content, Fault, Reader, Span, is_word, quoted, statement};
use crate::source::tree::NodeId;

/// A value that was read.
#[derive(Debug, Clone, Copy)]
pub(super) struct Value {
    pub(super) id: NodeId,
    pub(super) sort: Sort,
    /// An operator follows: the value is what it makes, and of the list before it, too.
    pub(super) operator: bool,
    /// One past its last byte.
    pub(super) end: usize,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Plain,
    Object,
    Unknown,
}

impl Reader<'_> {
    /// A value or a list of values between commas.
    pub(super) fn values(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        let first = self.value()?;
        if self.peek() != Some(b',') {
            return Ok(first);
        }
        self.builder.enclose(first.id)?;
        let mut end = first.end;
        let mut operator = false;
        while self.peek() == Some(b',') {
            self.at += 1;
            self.space()?;
            let item = self.value()?;
            operator |= item.operator;
            end = item.end;
        }
        self.builder.close(end as u32);
        let mut sort = Sort::Plain;
        if operator {
            self.builder.forget(first.id, Span::new(start, end));
            sort = Sort::Unknown;
        }
        Ok(Value {
            id: first.id,
            sort,
            operator,
            end,
        })
    }

    /// One value with the operators behind it, up to what ends or separates it.
    pub(super) fn value(&mut self) -> Result<Value, Fault> {
        let start = self.at;
        let (id, sort) = self.operand()?;
        let end = self.at;
        let operator = match self.peek() {
            Some(b';' | b',' | b'\n' | b'\r' | b')' | b'}') | None => false,
            Some(_) => self.operator(sort)?,
        };
        if !operator {
            return Ok(Value {
                id,
                sort,
                operator,
                end,
            });
        }
        let end = self.pass(Until::Expression)?;
        self.builder.forget(id, Span::new(start, end));
        Ok(Value {
            id,
            sort: Sort::Unknown,
            operator,
            end,
        })
    }

    /// Whether the value before goes on here. Anything else that stands on its line is a fault, except behind an object.
    fn operator(&mut self, sort: Sort) -> Result<bool, Fault> {
        let value = self.at;
        let attached = match self.peek() {
            Some(b'.' | b'[' | b'(') => true,
            Some(b':') => self.byte(value + 1) == Some(b':'),
            _ => false,
        };
        if attached {
            return Ok(true);
        }
        self.blank()?;
        match self.peek() {
            Some(b';' | b',' | b'\n' | b'\r' | b')' | b'}') | None => Ok(false),
            Some(b'+' | b'-' | b'*' | b'/' | b'%' | b'|' | b'?' | b'&' | b'<' | b'>') => Ok(true),
            Some(b'.') if self.byte(self.at + 1) == Some(b'.') => Ok(true),
            Some(_) if sort == Sort::Object => Ok(false),
            Some(_) => Err(self.stray(value)),
        }
    }

    pub(super) fn operand(&mut self) -> Result<(NodeId, Sort), Fault> {
        let start = self.at;
        let content = match self.peek() {
            Some(b'"' | b'\'') => self.string_content()?,
            Some(b'$') => self.variable()?,
            Some(b'@') => match self.byte(start + 1) {
                Some(b'(') => return self.list(),
                Some(b'{') => return self.table(),
                _ if self.at_here_string() => self.string_content()?,
                Some(next) if is_word(next) => return self.expression(start),
                _ => return Err(self.no_value()),
            },
            Some(b'0'..=b'9' | b'-' | b'.') => match self.number()? {
                Some(content) => content,
                None if self.peek() == Some(b'-') => return self.expression(start),
                None => return self.command(start),
            },
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'_') => return self.bare_word(),
            Some(b'[') => return self.cast(),
            Some(b'(') => return self.parentheses(),
            Some(b'{' | b'+' | b'!' | b',' | b'&') => return self.expression(start),
            Some(0x80..) if self.at_quote() => self.string_content()?,
            Some(b'%' | b'*' | b'/' | b'?' | b'\\' | b'~' | 0x80..) => return self.command(start),
            _ => return Err(self.no_value()),
        };
        let span = Span::new(start, self.at);
        let id = self.builder.scalar(span, content)?;
        let sort = match content {
            Content::Unknown => Sort::Unknown,
            _ => Sort::Plain,
        };
        Ok((id, sort))
    }

    /// An expression that is nothing but one: all of it, its commas too.
    pub(super) fn expression(&mut self, start: usize) -> Result<(NodeId, Sort), Fault> {
        let end = self.pass(Until::Expression)?;
        self.unknown(start, end)
    }

    /// The call of a command, with its arguments.
    fn command(&mut self, start: usize) -> Result<(NodeId, Sort), Fault> {
        let end = self.pass(Until::Command)?;
        self.unknown(start, end)
    }

    pub(super) fn unknown(&mut self, start: usize, end: usize) -> Result<(NodeId, Sort), Fault> {
        // Blanks behind it are passed: what follows is at the end of the statement.
        let id = self
            .builder
            .scalar(Span::new(start, end), Content::Unknown)?;
        self.at = end;
        Ok((id, Sort::Unknown))
    }

    /// `$True`, `$False`, `$null`, or a variable with all that hangs on it.
    fn variable(&mut self) -> Result<Content, Fault> {
        self.at += 1;
        let name = self.word();
        let name = self.slice(name.start as usize, name.end as usize);
        let more = matches!(
            self.peek(),
            Some(b':' | b'.' | b'[' | b'?' | b'{' | b'(' | 0x80..)
        );
        if !more {
            if name.eq_ignore_ascii_case("true") {
                return Ok(Content::Bool(true));
            }
            if name.eq_ignore_ascii_case("false") {
                return Ok(Content::Bool(false));
            }
            if name.eq_ignore_ascii_case("null") {
                return Ok(Content::Null);
            }
        }
        self.accesses()?;
        Ok(Content::Unknown)
    }

    /// `.Name`, `::Name`, `[0]`, `(...)`, `{...}` without a blank between.
    pub(super) fn accesses(&mut self) -> Result<(), Fault> {
        loop {
            match self.peek() {
                Some(b'[' | b'(' | b'{') => self.group()?,
                Some(b'.') if self.byte(self.at + 1) == Some(b'.') => return Ok(()),
                Some(b'.' | b':' | b'?' | b'^' | b'$') => self.at += 1,
                Some(byte) if is_word(byte) => self.at += 1,
                Some(b'"' | b'\'') if self.byte(self.at - 1) == Some(b'.') => {
                    self.string()?;
                }
                Some(0x80..) if !self.at_quote() => {
                    match self.char_at(self.at) {
                        Some(letter) if letter.is_alphanumeric() => self.at += letter.len_utf8(),
                        _ => return Ok(()),
                    };
                }
                _ => return Ok(()),
            }
        }
    }

    /// A block with its type, or the call of a command.
    fn bare_word(&mut self) -> Result<(NodeId, Sort), Fault> {
        let word = self.word();
        let (start, end) = (word.start as usize, word.end as usize);
        let name = self.slice(start, end);
        let ends = !matches!(self.peek(), Some(b'-' | b'.' | b'\\' | b':' | b'/'));
        if ends && statement::keyword(name).is_none() {
            self.space()?;
            if self.peek() == Some(b'{') {
                return self.embedded(word);
            }
            if starts_with(name, "MSFT_") {
                return Err(self.no_brace(word));
            }
            self.at = end;
            self.blank()?;
            if self.peek() == Some(b'=') {
                let before = self.slice(self.member.end as usize, start);
                let before = before.trim_start().trim_start_matches('=').trim_start();
                // Blanks and comments alone: the next member stands where the value should.
                return Err(
                    if before.is_empty() || before.starts_with(['#', '<', '`']) {
                        self.empty_member()
                    } else {
                        self.member_in_list(word)
                    },
                );
            }
        }
        self.at = end;
        self.command(start)
    }

    /// The name of the member that is read, for messages.
    pub(super) fn member_name(&self) -> String {
        quoted(self.slice(self.member.start as usize, self.member.end as usize))
    }
}

pub(super) fn starts_with(word: &str, prefix: &str) -> bool {
    word.get(..prefix.len())
        .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
