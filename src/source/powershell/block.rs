//! What has braces or parentheses: resource blocks, embedded blocks, hash tables and lists.

use super::string::Text;
use super::value::Sort;
use super::{Content, Fault, Kind, Reader, Span, is_word};
use crate::source::tree::NodeId;

/// A resource block up to its brace.
#[derive(Debug, Clone, Copy)]
pub(super) struct Head {
    pub(super) kind: Span,
    pub(super) name: Option<(Span, Content)>,
    /// The condition or loop around it.
    pub(super) condition: Option<Span>,
}

impl Reader<'_> {
    /// A resource block, from its opening brace.
    pub(super) fn resource(&mut self, head: Head) -> Result<(), Fault> {
        let start = head.kind.start as usize;
        self.builder.open(Kind::Object, head.kind)?;
        self.told("ResourceName", head.kind, Content::String { quoted: false })?;
        if let Some((span, name)) = head.name {
            self.told("ResourceInstanceName", span, name)?;
        }
        if let Some(keyword) = head.condition {
            self.told("Conditional", keyword, Content::Bool(true))?;
        }
        self.at += 1;
        self.members(start, head.kind)
    }

    /// A member that has no name in the text.
    pub(super) fn told(&mut self, name: &str, place: Span, content: Content) -> Result<(), Fault> {
        let start = place.start as usize;
        self.builder.key(name, Span::new(start, start))?;
        self.builder.scalar(place, content)?;
        Ok(())
    }

    /// `MSFT_X { ... }`, from its opening brace.
    pub(super) fn embedded(&mut self, word: Span) -> Result<(NodeId, Sort), Fault> {
        let start = word.start as usize;
        let id = self.builder.open(Kind::Object, word)?;
        self.told("CIMInstance", word, Content::String { quoted: false })?;
        self.at += 1;
        self.members(start, word)?;
        Ok((id, Sort::Object))
    }

    /// `@{ ... }`
    pub(super) fn table(&mut self) -> Result<(NodeId, Sort), Fault> {
        let start = self.at;
        self.at += 2;
        let span = Span::new(start, self.at);
        let id = self.builder.open(Kind::Object, span)?;
        self.members(start, span)?;
        Ok((id, Sort::Object))
    }

    /// Members up to the closing brace, which closes the object; `opened` is what stands before the first.
    fn members(&mut self, start: usize, opened: Span) -> Result<(), Fault> {
        self.deeper(start)?;
        loop {
            self.space()?;
            match self.peek() {
                Some(b';') => self.at += 1,
                Some(b'}') => break,
                Some(_) => self.member(opened)?,
                None => return Err(self.block_not_closed(opened)),
            }
        }
        self.at += 1;
        self.builder.close(self.at as u32);
        self.depth -= 1;
        Ok(())
    }

    #[inline]
    fn member(&mut self, opened: Span) -> Result<(), Fault> {
        let word = self.word();
        if word.start < word.end && matches!(self.peek(), Some(b' ' | b'=' | b'\t')) {
            self.blank()?;
            if self.peek() != Some(b'=') {
                return Err(self.no_equals(opened, word));
            }
            let name = self.slice(word.start as usize, word.end as usize);
            self.builder.key(name, word)?;
            self.member = word;
        } else {
            self.at = word.start as usize;
            self.rare_key(opened)?;
        }
        self.at += 1;
        self.space()?;
        if let Some(b';' | b'}') | None = self.peek() {
            return Err(self.empty_member());
        }
        let value = self.values()?;
        match self.peek() {
            Some(b';' | b'\n' | b'\r' | b'}') | None => return Ok(()),
            _ => self.blank()?,
        }
        match self.peek() {
            Some(b';' | b'\n' | b'\r' | b'}') | None => Ok(()),
            // Some versions of Microsoft365DSC forgot the line break behind a block.
            Some(_) if value.sort == Sort::Object => Ok(()),
            Some(_) => Err(self.stray(value.end)),
        }
    }

    /// A name that is quoted, or is not all letters and digits.
    #[inline(never)]
    fn rare_key(&mut self, opened: Span) -> Result<(), Fault> {
        let start = self.at;
        let known = if self.at_quote() {
            Some(self.string()?)
        } else {
            while let Some(byte) = self.peek() {
                if !is_word(byte) && !matches!(byte, b'-' | b'.' | b'$' | b':' | b'?') {
                    match self.char_at(self.at) {
                        Some(letter) if letter.is_alphanumeric() => self.at += letter.len_utf8(),
                        _ => break,
                    }
                } else {
                    self.at += 1;
                }
            }
            None
        };
        let end = self.at;
        if end == start {
            return Err(self.no_key());
        }
        let span = Span::new(start, end);
        self.blank()?;
        if self.peek() != Some(b'=') {
            return Err(self.no_equals(opened, span));
        }
        self.member = span;
        match known {
            Some(Text::Plain) => self.builder.key(self.slice(start + 1, end - 1), span),
            Some(Text::Decoded) => self.builder.key(&self.decoded, span),
            // An expression: nobody knows that name.
            _ => self.builder.key(self.slice(start, end), span),
        }
    }

    /// `@( ... )`: items between commas, semicolons, line breaks or nothing at all behind a block.
    pub(super) fn list(&mut self) -> Result<(NodeId, Sort), Fault> {
        let start = self.at;
        self.deeper(start)?;
        self.at += 2;
        let id = self.builder.open(Kind::Array, Span::new(start, self.at))?;
        let mut comma = None;
        let mut operator = false;
        loop {
            self.space()?;
            match self.peek() {
                Some(b')') => break,
                Some(b';') if comma.is_none() => {
                    self.at += 1;
                    continue;
                }
                None => return Err(self.not_closed("list", Span::new(start, start + 2))),
                _ => {}
            }
            let value = self.value()?;
            // The operator has all items of its statement on its left.
            operator |= value.operator && comma.is_some();
            comma = None;
            self.blank()?;
            match self.peek() {
                Some(b',') => {
                    comma = Some(self.at);
                    self.at += 1;
                }
                Some(b';' | b'\n' | b'\r' | b')') | None => {}
                Some(b'}') => return Err(self.crossed(start + 1, b')')),
                Some(_) if value.sort == Sort::Object => {}
                Some(_) => return Err(self.stray(value.end)),
            }
        }
        if let Some(comma) = comma {
            return Err(self.trailing_comma(comma));
        }
        self.at += 1;
        self.depth -= 1;
        self.builder.close(self.at as u32);
        if operator {
            self.builder.forget(id, Span::new(start, self.at));
            return Ok((id, Sort::Unknown));
        }
        Ok((id, Sort::Plain))
    }
}
