//! Passing over what is not read: statements and expressions, by their brackets, strings and comments.

use super::passed::PassedHead;
use super::{Fault, Reader, Span, is_word};

/// Where passing over ends, besides the bracket that closes what is around.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Until {
    /// The end of the statement. A command may end its line with a parameter, so that `-Force` joins no lines.
    Command,
    /// The end of the statement. An operator at the end of a line joins the next.
    Expression,
    /// The end of the line or the brace of a body: what stands between a keyword and its body.
    Body,
    /// The bracket that closes the one which stands here.
    Group,
}

impl Reader<'_> {
    /// Passes over a bracket and all up to the one that closes it.
    pub(super) fn group(&mut self) -> Result<(), Fault> {
        // A string in a group may hold a group again.
        self.deeper(self.at)?;
        self.pass(Until::Group)?;
        self.depth -= 1;
        Ok(())
    }

    /// Passes over the rest of something; gives the end of what counts, without the blanks behind it.
    pub(super) fn pass(&mut self, until: Until) -> Result<usize, Fault> {
        let start = self.at;
        let outer = self.brackets.len();
        let mut end = start;
        let mut head = PassedHead::default();
        while let Some(byte) = self.peek() {
            let open = self.brackets.len() > outer;
            match byte {
                b' ' | b'\t' => {
                    self.at += 1;
                    continue;
                }
                b'\n' | b'\r' => {
                    if !open && until != Until::Group && !self.joins(start, end, until) {
                        break;
                    }
                    head.line_ends();
                    self.at += 1;
                    continue;
                }
                b'#' if self.begins_word() => {
                    self.rare_blank()?;
                    continue;
                }
                b'<' if self.byte(self.at + 1) == Some(b'#') => {
                    self.rare_blank()?;
                    continue;
                }
                b'`' => match self.joined(self.at) {
                    Some(next) => {
                        self.at = next;
                        continue;
                    }
                    None => {
                        self.at += 1;
                        self.at += self.char_at(self.at).map_or(0, char::len_utf8);
                    }
                },
                b';' if !open => break,
                b'{' if !open && until == Until::Body && !self.is_argument(start)? => break,
                b'(' | b'[' | b'{' => {
                    self.passed.extend(head.bracket(byte));
                    let closing = match byte {
                        b'(' => b')',
                        b'[' => b']',
                        _ => b'}',
                    };
                    self.brackets.push((closing, self.at));
                    self.at += 1;
                }
                b')' | b']' | b'}' => {
                    if !open {
                        break;
                    }
                    let closed = self.brackets.pop();
                    if let Some((wanted, begin)) = closed
                        && wanted != byte
                    {
                        return Err(self.crossed(begin, wanted));
                    }
                    self.at += 1;
                    if until == Until::Group && self.brackets.len() == outer {
                        return Ok(self.at);
                    }
                }
                b'@' if self.at_here_string() => {
                    self.here_string()?;
                }
                b'"' | b'\'' => {
                    self.string()?;
                }
                0x80.. if self.at_quote() => {
                    self.string()?;
                }
                0x80.. => self.at += self.char_at(self.at).map_or(1, char::len_utf8),
                _ => {
                    let from = self.at;
                    self.at += 1;
                    while self.peek().is_some_and(is_word) {
                        self.at += 1;
                    }
                    head.word(self.slice(from, self.at), from);
                }
            }
            end = self.at;
        }
        if self.brackets.len() > outer
            && let Some((_, begin)) = self.brackets.last()
        {
            let span = Span::new(*begin, begin + 1);
            return Err(self.not_closed("bracket", span));
        }
        Ok(end)
    }

    /// Whether a word may begin here: a `#` inside one is no comment.
    fn begins_word(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.byte(at));
        before.is_none_or(|byte| {
            byte.is_ascii_whitespace()
                || matches!(
                    byte,
                    b'(' | b')' | b'{' | b'}' | b'[' | b']' | b';' | b',' | b'='
                )
        })
    }

    /// Whether the line that ends here, with `start..end` passed, goes on in the next.
    fn joins(&self, start: usize, end: usize, until: Until) -> bool {
        let text = self.slice(start, end);
        match (text.as_bytes().last(), until) {
            (Some(b'|' | b','), _) => true,
            (Some(b'+' | b'-' | b'*' | b'/' | b'%' | b'=' | b'&' | b'.' | b'!'), until) => {
                until == Until::Expression
            }
            (Some(letter), Until::Expression) if letter.is_ascii_alphabetic() => {
                let word = text.trim_end_matches(|c: char| c.is_ascii_alphabetic());
                word.ends_with('-')
            }
            _ => false,
        }
    }

    /// Whether the brace here is part of what comes before the body: `Node $AllNodes.Where{ ... }.NodeName {`.
    fn is_argument(&mut self, start: usize) -> Result<bool, Fault> {
        let brace = self.at;
        let attached = self.byte(brace.saturating_sub(1)).is_some_and(is_word);
        if !attached || !self.slice(start, brace).contains('$') {
            return Ok(false);
        }
        self.group()?;
        let argument = self.peek() == Some(b'.');
        self.at = brace;
        Ok(argument)
    }
}
