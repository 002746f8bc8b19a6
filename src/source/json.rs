//! JSON text into a [`Tree`], strictly by RFC 8259, in one pass without recursion.
//!
//! The loop at the top knows only correct JSON; whatever does not fit goes to the `cold` functions at the bottom,
//! which look again and say what was probably meant.

use std::sync::Arc;

use super::tree::{Builder, Content, Kind, Limits, ReadCode, ReadError, Span, Tree, quoted};

/// Reads one JSON text.
///
/// # Errors
/// The first thing that is not RFC 8259, a key that stands twice in one object, a number that is not finite, or a
/// limit that is passed, with its place.
pub fn read_json(text: Arc<str>, limits: &Limits) -> Result<Tree, ReadError> {
    if text.len() >= u32::MAX as usize {
        return Err(ReadError::new(
            ReadCode::TooLarge,
            Span::new(0, 0),
            "the text is longer than 4 GiB",
        ));
    }
    let builder = Builder::new(text.len(), limits);
    let mut reader = Reader {
        text: &text,
        bytes: text.as_bytes(),
        at: 0,
        builder,
        limits,
    };
    reader.document()?;
    let builder = reader.builder;
    Ok(builder.finish(text))
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    builder: Builder,
    limits: &'a Limits,
}

/// A string as it stands: the span with its quotes, and its text if that has to be decoded.
type Str = (Span, Option<String>);

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

    fn document(&mut self) -> Result<(), ReadError> {
        loop {
            if self.value()? {
                continue;
            }
            // A value is complete: close what ends here, stop at the next place for a value.
            loop {
                self.space();
                let Some((kind, start)) = self.builder.inside() else {
                    return if self.at == self.bytes.len() {
                        Ok(())
                    } else {
                        Err(self.after_the_end())
                    };
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
    fn value(&mut self) -> Result<bool, ReadError> {
        self.space();
        let start = self.at;
        match self.peek() {
            Some(b'"') => {
                let (span, decoded) = self.string()?;
                let content = match decoded {
                    None => Content::String { quoted: true },
                    Some(text) => Content::Owned(Kind::String, self.builder.own(text)),
                };
                self.builder.scalar(span, content)?;
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

    fn literal(&mut self, start: usize, content: Content) -> Result<(), ReadError> {
        self.builder.scalar(Span::new(start, self.at), content)?;
        Ok(())
    }

    /// A key and its colon.
    fn member_key(&mut self) -> Result<(), ReadError> {
        let (span, decoded) = self.string()?;
        match decoded {
            None => self.builder.key(
                self.slice(span.start as usize + 1, span.end as usize - 1),
                span,
            )?,
            Some(text) => self.builder.key(&text, span)?,
        }
        self.space();
        if self.peek() != Some(b':') {
            return Err(self.no_colon(span));
        }
        self.at += 1;
        Ok(())
    }

    /// A string, from its opening quote.
    fn string(&mut self) -> Result<Str, ReadError> {
        let start = self.at;
        let mut run = start + 1;
        let mut decoded: Option<String> = None;
        loop {
            self.at = special(self.bytes, run);
            match self.peek() {
                Some(b'"') => {
                    if let Some(decoded) = &mut decoded {
                        decoded.push_str(self.slice(run, self.at));
                    }
                    self.at += 1;
                    return Ok((Span::new(start, self.at), decoded));
                }
                Some(b'\\') => {
                    let decoded = decoded.get_or_insert_default();
                    decoded.push_str(self.slice(run, self.at));
                    decoded.push(self.escape()?);
                    run = self.at;
                }
                _ => return Err(self.broken_string(start)),
            }
        }
    }

    /// One escape sequence, from its backslash.
    fn escape(&mut self) -> Result<char, ReadError> {
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

    fn hex(&mut self, start: usize) -> Result<u32, ReadError> {
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

    fn number(&mut self) -> Result<(), ReadError> {
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

/// What went wrong: only called once, before reading ends.
#[cold]
#[inline(never)]
fn invalid(span: Span, message: impl Into<String>) -> ReadError {
    ReadError::new(ReadCode::JsonInvalid, span, message)
}

impl Reader<'_> {
    fn char_end(&self, at: usize) -> usize {
        at + self
            .text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8)
    }

    /// The letters, digits and signs from here on, at least one character, none at the end of the text.
    fn word_here(&self) -> Span {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length =
            rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$' | '-' | '+' | '.'));
        let end = self.at + length.unwrap_or(rest.len());
        Span::new(self.at, end.max(self.char_end(self.at)))
    }

    /// What stands here instead of `wanted`.
    #[cold]
    fn instead(&self, wanted: &str) -> ReadError {
        let span = self.word_here();
        let found = self.slice(span.start as usize, span.end as usize);
        match found.chars().next() {
            None => invalid(
                span,
                format!("expected {wanted}, found the end of the text"),
            ),
            Some('/')
                if self.slice(self.at, self.at + 2) != "/"
                    && matches!(self.bytes.get(self.at + 1), Some(b'/' | b'*')) =>
            {
                invalid(Span::new(self.at, self.at + 2), "JSON has no comments")
                    .help("remove the comment")
            }
            Some('#') => invalid(span, "JSON has no comments").help("remove the comment"),
            Some('\'') => invalid(span, "a single quote instead of a double one")
                .help("JSON puts keys and strings between double quotes"),
            _ => invalid(span, format!("expected {wanted}, found {}", quoted(found))),
        }
    }

    #[cold]
    fn opened(&self, error: ReadError, kind: Kind, start: u32) -> ReadError {
        let label = if kind == Kind::Object {
            "the object begins here"
        } else {
            "the array begins here"
        };
        error.related(
            Span {
                start,
                end: start + 1,
            },
            label,
        )
    }

    #[cold]
    fn no_value(&self) -> ReadError {
        let span = self.word_here();
        let found = self.slice(span.start as usize, span.end as usize);
        let lower = found.to_ascii_lowercase();
        let sign_or_point = found.starts_with(['+', '.']) && found.len() > 1;
        match (lower.trim_start_matches(['-', '+']), self.builder.inside()) {
            ("nan" | "infinity" | "inf", _) => {
                self.bad_number_at(span, format!("{} is not a number of JSON", quoted(found)))
            }
            _ if sign_or_point => {
                self.bad_number_at(span, "a JSON number begins with a digit or a minus")
            }
            ("true" | "false" | "null", _) => {
                invalid(span, format!("expected `{lower}`, found {}", quoted(found)))
                    .help("JSON writes it in lower case")
            }
            ("none" | "undefined", _) => {
                invalid(span, format!("{} is not a value of JSON", quoted(found)))
                    .help("JSON writes `null`")
            }
            ("", None) if self.at == self.bytes.len() => invalid(span, "the text is empty"),
            (_, Some((kind, start))) if self.at == self.bytes.len() => {
                self.opened(self.instead("a value"), kind, start)
            }
            _ if found.starts_with(char::is_alphabetic) => {
                invalid(span, format!("{} without quotes", quoted(found)))
                    .help("JSON puts strings between double quotes")
            }
            _ => self.instead("a value"),
        }
    }

    #[cold]
    fn no_key(&self, start: u32) -> ReadError {
        let span = self.word_here();
        let found = self.slice(span.start as usize, span.end as usize);
        if found.starts_with(|c: char| c.is_alphanumeric() || c == '_' || c == '$') {
            let message = format!("the key {} without quotes", quoted(found));
            return invalid(span, message).help("JSON puts keys between double quotes");
        }
        let error = self.instead("a key or `}`");
        if self.at == self.bytes.len() {
            self.opened(error, Kind::Object, start)
        } else {
            error
        }
    }

    #[cold]
    fn no_colon(&self, key: Span) -> ReadError {
        let error = self.instead("`:`");
        if error.related.is_none() {
            error.related(key, "after this key")
        } else {
            error
        }
    }

    #[cold]
    fn no_comma(&self, kind: Kind, start: u32) -> ReadError {
        let (wanted, other) = if kind == Kind::Object {
            ("`,` or `}`", b']')
        } else {
            ("`,` or `]`", b'}')
        };
        let error = self.instead(wanted);
        if self.peek().is_none_or(|byte| byte == other) {
            self.opened(error, kind, start)
        } else {
            error
        }
    }

    #[cold]
    fn trailing_comma(&self, comma: usize, kind: Kind, start: u32) -> ReadError {
        let span = Span::new(comma, comma + 1);
        match self.peek() {
            Some(b',') => {
                invalid(span, "a comma without a value after it").help("remove the comma")
            }
            Some(byte) => invalid(
                span,
                format!("a trailing comma before `{}`", char::from(byte)),
            )
            .help("remove the comma"),
            None => self.opened(self.instead("a value"), kind, start),
        }
    }

    #[cold]
    fn after_the_end(&self) -> ReadError {
        let span = self.word_here();
        if let Some(b'{' | b'[') = self.peek() {
            return invalid(span, "a second value after the end of the first").help(
                "a JSON file holds one value: put several into one array, or into a file each",
            );
        }
        self.instead("the end of the text")
    }

    /// The string that began at `start` meets a control character or the end of the text.
    #[cold]
    fn broken_string(&self, start: usize) -> ReadError {
        let quote = Span::new(start, start + 1);
        match self.peek() {
            None => {
                let end = Span::new(self.at, self.at);
                invalid(end, "the text ends within a string")
                    .related(quote, "the string begins here")
            }
            Some(byte) => {
                let escape: String = char::from(byte).escape_default().collect();
                let escape = if escape.len() == 2 {
                    escape
                } else {
                    format!("\\u{byte:04x}")
                };
                let message = format!("a raw control character (U+{byte:04X}) in a string");
                invalid(Span::new(self.at, self.at + 1), message)
                    .related(quote, "the string begins here")
                    .help(format!(
                        "write it as `{escape}`, or close the string before it"
                    ))
            }
        }
    }

    /// Digits go over into something else, as in `0x1F` or an identifier without quotes.
    #[cold]
    fn no_number(&self, start: usize) -> ReadError {
        let span = Span::new(start, self.word_here().end as usize);
        let message = format!(
            "{} is not a number of JSON",
            quoted(self.slice(start, span.end as usize))
        );
        self.bad_number_at(span, message)
            .help("text goes in double quotes")
    }

    #[cold]
    fn bad_number(&self, start: usize, message: impl Into<String>) -> ReadError {
        let end = self.word_here();
        let number = Span::new(
            start,
            self.at
                .max(if self.peek().is_some_and(|b| b.is_ascii_alphanumeric()) {
                    end.end as usize
                } else {
                    self.at
                }),
        );
        self.bad_number_at(number, message)
    }

    #[cold]
    fn bad_number_at(&self, span: Span, message: impl Into<String>) -> ReadError {
        ReadError::new(ReadCode::NumberInvalid, span, message)
    }
}
