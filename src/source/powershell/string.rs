//! Quoted strings and here-strings, with PowerShell's quotes, escapes and interpolation.

use super::{Content, Fault, Kind, Reader, Span};

/// What a string reads as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Text {
    /// As written, between quotes of one byte.
    Plain,
    /// What [`Reader::decoded`] holds.
    Decoded,
    /// A variable or a call stands in it.
    Unknown,
}

/// The two sorts of quotes; PowerShell takes the typographic ones for the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Quote {
    Single,
    Double,
}

impl Reader<'_> {
    /// The quote at `at` and its length in bytes.
    #[inline(always)]
    fn quote(&self, at: usize) -> Option<(Quote, usize)> {
        match self.byte(at) {
            Some(b'"') => Some((Quote::Double, 1)),
            Some(b'\'') => Some((Quote::Single, 1)),
            Some(0xE2) if self.byte(at + 1) == Some(0x80) => match self.byte(at + 2) {
                Some(0x98..=0x9B) => Some((Quote::Single, 3)),
                Some(0x9C..=0x9E) => Some((Quote::Double, 3)),
                _ => None,
            },
            _ => None,
        }
    }

    pub(super) fn at_quote(&self) -> bool {
        self.quote(self.at).is_some()
    }

    /// Whether a here-string begins here: `@`, a quote, and nothing more on the line.
    pub(super) fn at_here_string(&self) -> bool {
        self.here_body(self.at).is_some()
    }

    pub(super) fn string_content(&mut self) -> Result<Content, Fault> {
        let text = if self.peek() == Some(b'@') {
            self.here_string()?
        } else {
            self.string()?
        };
        Ok(match text {
            Text::Plain => Content::String { quoted: true },
            Text::Decoded => Content::Owned(Kind::String, self.builder.own(self.decoded.as_str())),
            Text::Unknown => Content::Unknown,
        })
    }

    /// A string, from its opening quote; nothing happens where there is none.
    #[inline(always)]
    pub(super) fn string(&mut self) -> Result<Text, Fault> {
        let start = self.at;
        let end = match self.peek() {
            Some(b'"') => special(self.bytes, start + 1, b'"', b'$'),
            Some(b'\'') => special(self.bytes, start + 1, b'\'', b'\''),
            _ => return self.rare_string(start),
        };
        let closed = self.byte(end) == self.byte(start);
        if !closed || self.quote(end + 1).is_some() {
            return self.rare_string(start);
        }
        self.at = end + 1;
        Ok(Text::Plain)
    }

    /// A string that does not read as it is written, or is broken.
    #[inline(never)]
    fn rare_string(&mut self, start: usize) -> Result<Text, Fault> {
        let Some((quote, length)) = self.quote(start) else {
            return Ok(Text::Plain);
        };
        // Owned by this call: a string in a `$( )` of this one has its own.
        let mut decoded = String::new();
        let mut known = true;
        let mut run = start + length;
        self.at = run;
        loop {
            self.at = match quote {
                Quote::Double => special(self.bytes, self.at, b'"', b'$'),
                Quote::Single => special(self.bytes, self.at, b'\'', b'\''),
            };
            if self.at >= self.bytes.len() {
                return Err(self.not_closed("string", Span::new(start, start + length)));
            }
            match self.quote(self.at) {
                Some((sort, length)) if sort == quote => {
                    decoded.push_str(self.slice(run, self.at));
                    self.at += length;
                    run = self.at;
                    match self.quote(self.at) {
                        // Doubled: the second one stands for itself.
                        Some((sort, length)) if sort == quote => self.at += length,
                        _ => break,
                    }
                }
                _ if quote == Quote::Double => {
                    self.expand(&mut decoded, &mut run, &mut known)?;
                }
                _ => self.at += self.char_at(self.at).map_or(1, char::len_utf8),
            }
        }
        self.decoded = decoded;
        Ok(if known { Text::Decoded } else { Text::Unknown })
    }

    /// One character of an expandable string, `decoded` being its text up to `run`: an escape or an interpolation is
    /// resolved, any other stays in the run.
    fn expand(
        &mut self,
        decoded: &mut String,
        run: &mut usize,
        known: &mut bool,
    ) -> Result<(), Fault> {
        match self.peek() {
            Some(b'`') => {
                decoded.push_str(self.slice(*run, self.at));
                if let Some(character) = self.escape()? {
                    decoded.push(character);
                }
                *run = self.at;
            }
            Some(b'$') => {
                self.at += 1;
                match self.char_at(self.at) {
                    Some('(') => {
                        *known = false;
                        self.group()?;
                    }
                    Some('{' | '_' | '?' | '^' | '$' | ':') => *known = false,
                    Some(next) if next.is_alphanumeric() => *known = false,
                    _ => {}
                }
            }
            _ => self.at += self.char_at(self.at).map_or(1, char::len_utf8),
        }
        Ok(())
    }

    /// One escape, from its backtick; `None` at the end of the text.
    fn escape(&mut self) -> Result<Option<char>, Fault> {
        let start = self.at;
        let Some(letter) = self.char_at(start + 1) else {
            self.at = self.bytes.len();
            return Ok(None);
        };
        self.at = start + 1 + letter.len_utf8();
        Ok(Some(match letter {
            '0' => '\0',
            'a' => '\u{7}',
            'b' => '\u{8}',
            'e' => '\u{1b}',
            'f' => '\u{c}',
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'v' => '\u{b}',
            'u' if self.peek() == Some(b'{') => {
                let digits = self.at + 1;
                let rest = self
                    .bytes
                    .get(digits..digits + 7)
                    .or(self.bytes.get(digits..));
                let length = rest
                    .and_then(|rest| rest.iter().position(|byte| *byte == b'}'))
                    .unwrap_or(0);
                let code = u32::from_str_radix(self.slice(digits, digits + length), 16);
                let Some(character) = code.ok().and_then(char::from_u32) else {
                    return Err(self.bad_escape(start));
                };
                self.at = digits + length + 1;
                character
            }
            other => other,
        }))
    }

    /// Where the text of a here-string at `at` begins.
    fn here_body(&self, at: usize) -> Option<usize> {
        if self.byte(at) != Some(b'@') {
            return None;
        }
        let (_, length) = self.quote(at + 1)?;
        let mut body = at + 1 + length;
        while let Some(b' ' | b'\t') = self.byte(body) {
            body += 1;
        }
        match (self.byte(body), self.byte(body + 1)) {
            (Some(b'\r'), Some(b'\n')) => Some(body + 2),
            (Some(b'\r' | b'\n'), _) => Some(body + 1),
            _ => None,
        }
    }

    /// A here-string, from its `@`: all up to a line that begins with the quote and `@`.
    pub(super) fn here_string(&mut self) -> Result<Text, Fault> {
        let start = self.at;
        let opened = self.quote(start + 1);
        let (Some((quote, length)), Some(body)) = (opened, self.here_body(start)) else {
            return Err(self.no_value());
        };
        let mut decoded = String::new();
        let mut known = true;
        let mut run = body;
        self.at = body;
        loop {
            let line = self.byte(self.at.saturating_sub(1));
            if let Some(b'\n' | b'\r') = line
                && let Some((sort, length)) = self.quote(self.at)
                && sort == quote
                && self.byte(self.at + length) == Some(b'@')
            {
                decoded.push_str(self.slice(run, self.at));
                self.at += length + 1;
                break;
            }
            match self.peek() {
                Some(b'`' | b'$') if quote == Quote::Double => {
                    self.expand(&mut decoded, &mut run, &mut known)?;
                }
                Some(byte) if byte.is_ascii() => self.at += 1,
                Some(_) => self.at += self.char_at(self.at).map_or(1, char::len_utf8),
                None => {
                    let span = Span::new(start, start + 1 + length);
                    return Err(self.not_closed("here-string", span));
                }
            }
        }
        // The line break before the end is not part of the text.
        if decoded.ends_with('\n') {
            decoded.pop();
        }
        if decoded.ends_with('\r') {
            decoded.pop();
        }
        self.decoded = decoded;
        Ok(if known { Text::Decoded } else { Text::Unknown })
    }
}

/// The place of the first `quote`, backtick, `sign` or possible typographic quote from `at` on, or the end: eight bytes a
/// step.
fn special(bytes: &[u8], mut at: usize, quote: u8, sign: u8) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGH: u64 = ONES << 7;
    /// The high bit of each byte of `word` that is `byte`; the lowest such bit is always right.
    fn same(word: u64, byte: u8) -> u64 {
        let word = word ^ (ONES * u64::from(byte));
        word.wrapping_sub(ONES) & !word & HIGH
    }
    let tick = if sign == b'$' { b'`' } else { sign };
    while let Some(chunk) = bytes.get(at..).and_then(|rest| rest.first_chunk::<8>()) {
        let word = u64::from_le_bytes(*chunk);
        let found = same(word, quote) | same(word, sign) | same(word, tick) | same(word, 0xE2);
        if found != 0 {
            return at + (found.trailing_zeros() / 8) as usize;
        }
        at += 8;
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest
        .iter()
        .position(|byte| [quote, sign, tick, 0xE2].contains(byte))
        .unwrap_or(rest.len())
}
