//! JSON text into a [`Tree`], strictly by RFC 8259, in one pass without recursion.
//!
//! The loop at the top knows only correct JSON; whatever does not fit goes to the functions in
//! `explain.rs`, which look again and say what was probably meant.

mod explain;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use super::tree::{Builder, Content, Fault, Kind, Limits, ReadCode, ReadError, Span, Tree, quoted};

/// Reads one JSON text.
///
/// # Errors
/// The first thing that is not RFC 8259, a key that stands twice in one object, a number that is not finite, or a
/// limit that is passed, with its place.
pub fn read_json(text: Arc<str>, limits: &Limits) -> Result<Tree, ReadError> {
    let builder = read(&text, limits, false).map_err(|fault| *fault)?;
    Ok(builder.finish(text))
}

/// Reads JSON Lines: a value a line, as logs are written. Each is a root of the tree.
///
/// # Errors
/// As [`read_json`]; and a second value on the line of another.
pub fn read_json_lines(text: Arc<str>, limits: &Limits) -> Result<Tree, ReadError> {
    let builder = read(&text, limits, true).map_err(|fault| *fault)?;
    Ok(builder.finish(text))
}

fn read(text: &str, limits: &Limits, lines: bool) -> Result<Builder, Fault> {
    let builder = Builder::new(text, limits)?;
    let bytes = text.as_bytes();
    let decoded = String::new();
    let mut reader = Reader {
        text,
        bytes,
        at: 0,
        decoded,
        builder,
        limits,
        lines,
    };
    reader.document()?;
    Ok(reader.builder)
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// The text of the last string that had escapes.
    decoded: String,
    builder: Builder,
    limits: &'a Limits,
    /// More values may follow the first, each on a line of its own.
    lines: bool,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\r' | b'\t') = self.peek() {
            self.at += 1;
        }
    }

    fn document(&mut self) -> Result<(), Fault> {
        loop {
            if self.value()? {
                continue;
            }
            // A value is complete: close what ends here, stop at the next place for a value.
            loop {
                let end = self.at;
                self.space();
                let Some((kind, start)) = self.builder.inside() else {
                    if self.at == self.bytes.len() {
                        return Ok(());
                    }
                    if self.lines && self.slice(end, self.at).contains('\n') {
                        break;
                    }
                    return Err(self.after_the_end());
                };
                match (self.peek(), kind) {
                    (Some(b','), _) => {
                        let comma = self.at;
                        self.at += 1;
                        self.space();
                        match (self.peek(), kind) {
                            (Some(b'"'), Kind::Object) => self.member_key()?,
                            (Some(b'}' | b']' | b',') | None, _) => {
                                return Err(self.trailing_comma(comma, kind, start));
                            }
                            (_, Kind::Object) => return Err(self.no_key(start)),
                            _ => {}
                        }
                        break;
                    }
                    (Some(b'}'), Kind::Object) | (Some(b']'), Kind::Array) => {
                        self.at += 1;
                        self.builder.close(self.at as u32);
                    }
                    _ => return Err(self.no_comma(kind, start)),
                }
            }
        }
    }

    /// Reads a scalar or an empty container, or opens a container; true when a value has to follow at once.
    fn value(&mut self) -> Result<bool, Fault> {
        self.space();
        let start = self.at;
        match self.peek() {
            Some(b'"') => {
                let content = if self.string()? {
                    Content::Owned(Kind::String, self.builder.own(self.decoded.as_str()))
                } else {
                    Content::String { quoted: true }
                };
                self.literal(start, content)?;
            }
            Some(b'{') => {
                self.at += 1;
                self.builder.open(Kind::Object, Span::new(start, self.at))?;
                self.space();
                match self.peek() {
                    Some(b'"') => {
                        self.member_key()?;
                        return Ok(true);
                    }
                    Some(b'}') => self.at += 1,
                    _ => return Err(self.no_key(start as u32)),
                }
                self.builder.close(self.at as u32);
            }
            Some(b'[') => {
                self.at += 1;
                self.builder.open(Kind::Array, Span::new(start, self.at))?;
                self.space();
                if self.peek() != Some(b']') {
                    return Ok(true);
                }
                self.at += 1;
                self.builder.close(self.at as u32);
            }
            Some(b't') if self.word(b"true") => self.literal(start, Content::Bool(true))?,
            Some(b'f') if self.word(b"false") => self.literal(start, Content::Bool(false))?,
            Some(b'n') if self.word(b"null") => self.literal(start, Content::Null)?,
            Some(b'-' | b'0'..=b'9') => {
                self.number()?;
                self.literal(start, Content::Number)?;
            }
            _ => return Err(self.no_value()),
        }
        Ok(false)
    }

    fn word(&mut self, word: &[u8]) -> bool {
        let here = self
            .bytes
            .get(self.at..)
            .is_some_and(|rest| rest.starts_with(word));
        if here {
            self.at += word.len();
        }
        here
    }

    fn literal(&mut self, start: usize, content: Content) -> Result<(), Fault> {
        self.builder.scalar(Span::new(start, self.at), content)?;
        Ok(())
    }

    /// A key and its colon.
    fn member_key(&mut self) -> Result<(), Fault> {
        let start = self.at;
        let span = match self.builder.guessed_key(self.bytes, start)? {
            Some(span) => span,
            None => {
                let escaped = self.string()?;
                let span = Span::new(start, self.at);
                let plain = self.slice(start + 1, self.at - 1);
                self.builder
                    .key(if escaped { &self.decoded } else { plain }, span)?;
                span
            }
        };
        self.at = span.end as usize;
        self.space();
        if self.peek() != Some(b':') {
            return Err(self.no_colon(span));
        }
        self.at += 1;
        Ok(())
    }

    /// A string, from its opening quote; true when it has escapes and its text is in `decoded`.
    fn string(&mut self) -> Result<bool, Fault> {
        let start = self.at;
        self.at = special(self.bytes, start + 1);
        if self.peek() != Some(b'"') {
            return self.escaped_string(start);
        }
        self.at += 1;
        Ok(false)
    }

    /// The rest of the string that began at `start`, from its first character that is not plain.
    #[inline(never)]
    fn escaped_string(&mut self, start: usize) -> Result<bool, Fault> {
        let mut run = start + 1;
        self.decoded.clear();
        loop {
            self.decoded.push_str(self.slice(run, self.at));
            match self.peek() {
                Some(b'"') => {
                    self.at += 1;
                    return Ok(true);
                }
                Some(b'\\') => {
                    let character = self.escape()?;
                    self.decoded.push(character);
                    run = self.at;
                    self.at = special(self.bytes, run);
                }
                _ => return Err(self.broken_string(start)),
            }
        }
    }

    /// One escape sequence, from its backslash.
    fn escape(&mut self) -> Result<char, Fault> {
        let start = self.at;
        self.at += 2;
        Ok(match self.bytes.get(start + 1) {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => {
                let mut code = self.hex(start)?;
                if let 0xD800..0xDC00 = code
                    && self.word(b"\\u")
                    && let low @ 0xDC00..0xE000 = self.hex(start)?
                {
                    code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
                }
                char::from_u32(code).ok_or_else(|| {
                    let message = format!("the escape \\u{code:04x} is half of a surrogate pair");
                    ReadError::new(ReadCode::JsonInvalid, Span::new(start, start + 6), message)
                        .help("both halves are needed: a high one (\\ud800 to \\udbff), then a low one (\\udc00 to \\udfff)")
                })?
            }
            _ => {
                let end = self.char_end(start + 1);
                let message = format!(
                    "{} is not an escape of JSON",
                    quoted(self.slice(start, end))
                );
                return Err(
                    ReadError::new(ReadCode::JsonInvalid, Span::new(start, end), message)
                        .help("a backslash itself is written `\\\\`"),
                );
            }
        })
    }

    fn hex(&mut self, start: usize) -> Result<u32, Fault> {
        let digits = self
            .bytes
            .get(self.at..self.at + 4)
            .filter(|digits| digits.iter().all(u8::is_ascii_hexdigit));
        let code =
            digits.and_then(|_| u32::from_str_radix(self.slice(self.at, self.at + 4), 16).ok());
        self.at += 4;
        code.ok_or_else(|| {
            let message = "the escape \\u needs four hexadecimal digits";
            ReadError::new(ReadCode::JsonInvalid, Span::new(start, start + 2), message)
        })
    }

    fn digits(&mut self) -> bool {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.at > start
    }

    fn number(&mut self) -> Result<(), Fault> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        let zero = self.peek() == Some(b'0');
        let first = self.at;
        if !self.digits() {
            if self.peek().is_some_and(|byte| byte.is_ascii_alphabetic()) {
                self.at = start;
                return Err(self.no_value());
            }
            return Err(self.bad_number(start, "a number needs a digit after its sign"));
        }
        if zero && self.at > first + 1 {
            return Err(self
                .bad_number(start, "a number has no leading zeros")
                .help("an identifier goes in quotes"));
        }
        let mut finite = self.at - start < 300;
        if self.peek() == Some(b'.') {
            self.at += 1;
            if !self.digits() {
                return Err(self.bad_number(start, "a number needs a digit after its point"));
            }
        }
        if let Some(b'e' | b'E') = self.peek() {
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            if !self.digits() {
                return Err(self.bad_number(start, "a number needs a digit in its exponent"));
            }
            finite = false;
        }
        if let Some(b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' | b'.' | b'_') = self.peek() {
            return Err(self.no_number(start));
        }
        if self.at - start > self.limits.number_length {
            let message = format!(
                "a number longer than {} characters",
                self.limits.number_length
            );
            return Err(self.bad_number(start, message));
        }
        if finite || self.slice(start, self.at).parse().is_ok_and(f64::is_finite) {
            return Ok(());
        }
        Err(self.bad_number(start, "a number too large for a 64-bit float"))
    }
}

/// The place of the first quote, backslash or control character from `at` on, or the end: eight bytes a step.
fn special(bytes: &[u8], mut at: usize) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    /// The high bit of each byte of `word` that is below `limit`; the lowest such bit is always right.
    fn below(word: u64, limit: u64) -> u64 {
        word.wrapping_sub(ONES * limit) & !word & HIGH
    }
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let found = below(word, 0x20)
            | below(word ^ (ONES * u64::from(b'"')), 1)
            | below(word ^ (ONES * u64::from(b'\\')), 1);
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .position(|byte| matches!(byte, b'"' | b'\\' | 0..0x20))
        .unwrap_or(rest.len())
}
