//! Values with something around or in front of them: parentheses and casts.

use super::pass::Until;
use super::value::Sort;
use super::{Fault, Reader, Span};
use crate::source::tree::NodeId;

/// A type in brackets in front of a value.
enum Cast {
    String,
    Strings,
    Other,
}

impl Reader<'_> {
    /// A value in parentheses is the value.
    pub(super) fn parentheses(&mut self) -> Result<(NodeId, Sort), Fault> {
        let start = self.at;
        self.deeper(start)?;
        self.at += 1;
        self.space()?;
        let value = self.values()?;
        self.space()?;
        self.depth -= 1;
        let mut sort = value.sort;
        if self.peek() == Some(b')') {
            self.at += 1;
        } else {
            self.rest_of_parentheses(start)?;
            sort = Sort::Unknown;
        }
        if sort == Sort::Unknown {
            self.builder.forget(value.id, Span::new(start, self.at));
        }
        Ok((value.id, sort))
    }

    /// What else stands in parentheses, up to the closing one.
    fn rest_of_parentheses(&mut self, start: usize) -> Result<(), Fault> {
        loop {
            self.pass(Until::Expression)?;
            match self.peek() {
                Some(b')') => {
                    self.at += 1;
                    return Ok(());
                }
                Some(b';' | b'\n' | b'\r') => self.at += 1,
                Some(_) => return Err(self.crossed(start, b')')),
                None => {
                    let span = Span::new(start, start + 1);
                    return Err(self.not_closed("parenthesis", span));
                }
            }
        }
    }

    /// `[string]"x"` and `[string[]]@("x")` are what they are written as; other casts make something else of it.
    pub(super) fn cast(&mut self) -> Result<(NodeId, Sort), Fault> {
        let start = self.at;
        self.group()?;
        let name = self.slice(start + 1, self.at - 1);
        let cast = match name.trim().to_ascii_lowercase().as_str() {
            "string" | "system.string" => Cast::String,
            "string[]" | "system.string[]" => Cast::Strings,
            _ => Cast::Other,
        };
        let joined = self.at;
        self.blank()?;
        let literal = self.at_quote() || self.at_here_string();
        match cast {
            Cast::String if literal => self.operand(),
            Cast::Strings if self.peek() == Some(b'@') && self.byte(self.at + 1) == Some(b'(') => {
                self.list()
            }
            Cast::Strings if literal => {
                let (id, sort) = self.operand()?;
                self.builder.enclose(id)?;
                self.builder.close(self.at as u32);
                Ok((id, sort))
            }
            _ => {
                self.at = joined;
                self.blank()?;
                if matches!(
                    self.peek(),
                    Some(b';' | b',' | b'\n' | b'\r' | b')' | b'}') | None
                ) {
                    return self.unknown(start, joined);
                }
                if self.peek() == Some(b'$') {
                    self.at += 1;
                    self.accesses()?;
                    let end = self.at;
                    return self.unknown(start, end);
                }
                self.expression(start)
            }
        }
    }
}
