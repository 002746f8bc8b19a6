//! A configuration: the statements around resource blocks, which are passed over, and the blocks.

use super::block::Head;
use super::pass::Until;
use super::value::starts_with;
use super::{Content, Fault, Kind, ReadCode, ReadError, Reader, Span, is_word};

/// What a keyword at the beginning of a statement asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Keyword {
    /// A body that is part of the configuration.
    Body,
    /// A body that runs under a condition, in a loop, or after something went wrong.
    Branch,
    /// Clauses, each with such a body.
    Switch,
    /// A body that only runs when it is called.
    Definition,
    /// No body: the rest of the statement.
    Command,
}

/// The keyword a word is, in any case.
pub(super) fn keyword(word: &str) -> Option<Keyword> {
    const KEYWORDS: [(Keyword, &[&str]); 5] = [
        (
            Keyword::Body,
            &["configuration", "node", "begin", "process", "end"],
        ),
        (
            Keyword::Branch,
            &[
                "if", "else", "elseif", "foreach", "for", "while", "until", "do", "try", "catch",
                "finally", "trap",
            ],
        ),
        (Keyword::Switch, &["switch"]),
        (
            Keyword::Definition,
            &["function", "filter", "workflow", "class", "enum", "data"],
        ),
        (
            Keyword::Command,
            &["param", "dynamicparam", "return", "throw", "using"],
        ),
    ];
    KEYWORDS
        .iter()
        .find(|(_, words)| words.iter().any(|known| known.eq_ignore_ascii_case(word)))
        .map(|(keyword, _)| *keyword)
}

/// A body that is open.
#[derive(Debug, Clone, Copy)]
struct Body {
    /// The keyword it belongs to.
    keyword: Span,
    condition: Option<Span>,
    switch: bool,
}

impl Reader<'_> {
    pub(super) fn configuration(&mut self) -> Result<(), Fault> {
        let begin = self.at;
        let mut configured = false;
        let mut bodies: Vec<Body> = Vec::new();
        self.builder.open(Kind::Array, Span::new(0, 0))?;
        let mut blocks = 0_usize;
        loop {
            blocks += self.passed_blocks()?;
            self.space()?;
            let Some(byte) = self.peek() else {
                break;
            };
            match byte {
                b';' => self.at += 1,
                b'}' => {
                    if bodies.pop().is_none() {
                        return Err(self.not_opened());
                    }
                    self.at += 1;
                }
                b')' | b']' => return Err(self.not_opened()),
                _ if bodies.last().is_some_and(|body| body.switch) => self.clause(&mut bodies)?,
                b'[' | b'{' => self.group()?,
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => {
                    let word = self.word();
                    match keyword(self.slice(word.start as usize, word.end as usize)) {
                        Some(keyword) => {
                            configured |= keyword == Keyword::Body;
                            self.keyword(keyword, word, &mut bodies)?;
                        }
                        None => blocks += usize::from(self.word_statement(word, bodies.last())?),
                    }
                }
                _ => {
                    self.pass(Until::Command)?;
                }
            }
        }
        if let Some(body) = bodies.last() {
            return Err(self.block_not_closed(body.keyword));
        }
        if blocks == 0 && !configured {
            return Err(self.no_resource(begin));
        }
        self.builder.close(self.at as u32);
        Ok(())
    }

    /// A type may be written with its module: `Microsoft365DSC\TeamsChannelsPolicy`.
    fn without_module(&mut self, word: Span) -> Span {
        let is_path = self.peek() == Some(b'\\');
        let begins = self
            .bytes
            .get(self.at + 1)
            .is_some_and(u8::is_ascii_alphabetic);
        if !is_path || !begins {
            return word;
        }
        self.at += 1;
        self.word()
    }

    fn keyword(
        &mut self,
        keyword: Keyword,
        word: Span,
        bodies: &mut Vec<Body>,
    ) -> Result<(), Fault> {
        if keyword == Keyword::Command {
            self.pass(Until::Command)?;
            return Ok(());
        }
        self.pass(Until::Body)?;
        let end = self.at;
        self.space()?;
        if self.peek() != Some(b'{') {
            // `while (...)` behind `do { ... }` has no body.
            self.at = end;
            return Ok(());
        }
        if keyword == Keyword::Definition {
            return self.group();
        }
        let outer = bodies.last().and_then(|body| body.condition);
        let condition = match keyword {
            Keyword::Branch => outer.or(Some(word)),
            _ => outer,
        };
        self.enter(
            Body {
                keyword: word,
                condition,
                switch: keyword == Keyword::Switch,
            },
            bodies,
        )
    }

    /// One clause of a switch: what it matches, and its body.
    fn clause(&mut self, bodies: &mut Vec<Body>) -> Result<(), Fault> {
        let Some(switch) = bodies.last().copied() else {
            return Ok(());
        };
        if self.peek() == Some(b'{') {
            // A condition in braces.
            self.group()?;
        }
        self.pass(Until::Body)?;
        self.space()?;
        if self.peek() != Some(b'{') {
            return Ok(());
        }
        self.enter(
            Body {
                condition: switch.condition.or(Some(switch.keyword)),
                switch: false,
                ..switch
            },
            bodies,
        )
    }

    fn enter(&mut self, body: Body, bodies: &mut Vec<Body>) -> Result<(), Fault> {
        if bodies.len() >= self.limits.depth {
            let message = format!("nested deeper than {} levels", self.limits.depth);
            return Err(ReadError::new(ReadCode::TooDeep, body.keyword, message));
        }
        self.at += 1;
        bodies.push(body);
        Ok(())
    }

    /// A resource block, or the call of a command, which is passed over; says whether it was a block.
    fn word_statement(&mut self, word: Span, around: Option<&Body>) -> Result<bool, Fault> {
        let word = self.without_module(word);
        let joined = !matches!(
            self.peek(),
            Some(b' ' | b'\t' | b'\n' | b'\r' | b'{' | b'"' | b'\'' | b'`' | 0x80..) | None
        );
        if joined {
            self.pass(Until::Command)?;
            return Ok(false);
        }
        self.blank()?;
        let name = match self.peek() {
            Some(b'{' | b'\n' | b'\r') => None,
            _ => match self.instance_name(word, around)? {
                Some(name) => Some(name),
                None => {
                    self.pass(Until::Command)?;
                    return Ok(false);
                }
            },
        };
        let end = self.at;
        self.blank()?;
        let line_ends = matches!(self.peek(), Some(b'\n' | b'\r'));
        self.space()?;
        if self.peek() == Some(b'{') {
            let condition = around.and_then(|body| body.condition);
            let kind = word;
            self.resource(Head {
                kind,
                name,
                condition,
            })?;
            return Ok(true);
        }
        if line_ends && name.is_some() && self.member_follows()? {
            return Err(self.no_brace(word));
        }
        if line_ends {
            return Ok(false);
        }
        let in_name = end == self.at && name.is_some_and(|(_, name)| is_string(name));
        if in_name && around.is_some() && self.peek().is_some_and(|byte| byte != b';') {
            return Err(self.stray(end));
        }
        self.pass(Until::Command)?;
        Ok(false)
    }

    /// The name of a resource block, or nothing where a command has an argument that can't be one.
    fn instance_name(
        &mut self,
        word: Span,
        around: Option<&Body>,
    ) -> Result<Option<(Span, Content)>, Fault> {
        let start = self.at;
        let content = match self.peek() {
            Some(b'$') => {
                self.at += 1;
                self.accesses()?;
                Content::Unknown
            }
            Some(b'(') => {
                self.group()?;
                Content::Unknown
            }
            _ if self.at_quote() => self.quoted_name(word, around)?,
            Some(byte) if is_word(byte) || !byte.is_ascii() => {
                while self
                    .peek()
                    .is_some_and(|byte| !b" \t\r\n{}();,\"'`|&=$".contains(&byte))
                {
                    self.at += 1;
                }
                Content::String { quoted: false }
            }
            _ => return Ok(None),
        };
        Ok(Some((Span::new(start, self.at), content)))
    }

    /// A name in quotes. One that goes over lines is one whose end is missing, with the brace behind it.
    fn quoted_name(&mut self, word: Span, around: Option<&Body>) -> Result<Content, Fault> {
        let start = self.at;
        let type_word = self.slice(word.start as usize, word.end as usize);
        let quote = self.char_at(start).map_or(1, char::len_utf8);
        let is_block =
            around.is_some() || starts_with(self.slice(start + quote, self.bytes.len()), type_word);
        let content = match self.string_content() {
            Ok(content) => content,
            Err(fault) if fault.span.start as usize == start && is_block => {
                return Err(self.no_brace(word));
            }
            Err(fault) => return Err(fault),
        };
        if is_block && self.slice(start, self.at).contains(['\n', '\r']) {
            return Err(self.no_brace(word));
        }
        Ok(content)
    }

    /// Whether a member or an embedded block stands here, where only a brace or a statement could.
    fn member_follows(&mut self) -> Result<bool, Fault> {
        let start = self.at;
        let word = self.word();
        let name = self.slice(start, word.end as usize);
        self.blank()?;
        let follows = !name.is_empty() && self.peek() == Some(b'=') || starts_with(name, "MSFT_");
        self.at = start;
        Ok(follows)
    }
}

fn is_string(content: Content) -> bool {
    !matches!(content, Content::Unknown)
}
