//! JSON text into a [`Tree`], strictly by RFC 8259, in one pass without recursion.
//!
//! The loop at the top knows only correct JSON; whatever does not fit goes to the `cold` functions at the bottom,
//! which look again and say what was probably meant.

use std::sync::Arc;

use super::tree::{Builder, Content, Fault, Kind, Limits, ReadCode, ReadError, Span, Tree, quoted};

/// Reads one JSON text.
///
/// # Errors
/// The first thing that is not RFC 8259, a key that stands twice in one object, a number that is not finite, or a
/// limit that is passed, with its place.
pub fn read_json(text: Arc<str>, limits: &Limits) -> Result<Tree, ReadError> {
    let builder = read(&text, limits).map_err(|fault| *fault)?;
    Ok(builder.finish(text))
}

fn read(text: &str, limits: &Limits) -> Result<Builder, Fault> {
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

/// What went wrong: only called once, before reading ends.
#[cold]
#[inline(never)]
fn invalid(span: Span, message: impl Into<String>) -> Fault {
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
    fn instead(&self, wanted: &str) -> Fault {
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
    fn opened(&self, error: Fault, kind: Kind, start: u32) -> Fault {
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
    fn no_value(&self) -> Fault {
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
    fn no_key(&self, start: u32) -> Fault {
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
    fn no_colon(&self, key: Span) -> Fault {
        let error = self.instead("`:`");
        if error.related.is_none() {
            error.related(key, "after this key")
        } else {
            error
        }
    }

    #[cold]
    fn no_comma(&self, kind: Kind, start: u32) -> Fault {
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
    fn trailing_comma(&self, comma: usize, kind: Kind, start: u32) -> Fault {
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
    fn after_the_end(&self) -> Fault {
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
    fn broken_string(&self, start: usize) -> Fault {
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
    fn no_number(&self, start: usize) -> Fault {
        let span = Span::new(start, self.word_here().end as usize);
        let message = format!(
            "{} is not a number of JSON",
            quoted(self.slice(start, span.end as usize))
        );
        self.bad_number_at(span, message)
            .help("text goes in double quotes")
    }

    #[cold]
    fn bad_number(&self, start: usize, message: impl Into<String>) -> Fault {
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
    fn bad_number_at(&self, span: Span, message: impl Into<String>) -> Fault {
        ReadError::new(ReadCode::NumberInvalid, span, message)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, clippy::indexing_slicing)]
    use super::*;

    fn read(text: &str) -> Result<Tree, ReadError> {
        read_json(Arc::from(text), &Limits::default())
    }

    #[test]
    fn strings() {
        for (text, wanted) in [
            (r#""""#, ""),
            (
                r#""abcdefghijklmnopqrstuvwxyz""#,
                "abcdefghijklmnopqrstuvwxyz",
            ),
            (r#""é漢😀\u00e9\ud83d\ude00""#, "é漢😀é😀"),
            (r#""a\"b\\c\/d\b\f\n\r\te""#, "a\"b\\c/d\u{8}\u{c}\n\r\te"),
            (
                "\"\u{7f}\u{85}\u{2028}\u{feff}\"",
                "\u{7f}\u{85}\u{2028}\u{feff}",
            ),
        ] {
            let tree = read(text).unwrap();
            assert_eq!(tree.as_str(tree.roots()[0]), Some(wanted), "{text}");
        }
    }

    #[test]
    fn faults_name_the_place_and_the_way_out() {
        let long = format!("[{}]", "1".repeat(65));
        for (text, code, place, message, help) in [
            ("", ReadCode::JsonInvalid, "", "empty", ""),
            (
                "{\"a\": 1, }",
                ReadCode::JsonInvalid,
                ",",
                "a trailing comma before `}`",
                "remove the comma",
            ),
            (
                "[1,\n]",
                ReadCode::JsonInvalid,
                ",",
                "a trailing comma before `]`",
                "remove the comma",
            ),
            (
                "[1,,2]",
                ReadCode::JsonInvalid,
                ",",
                "a comma without a value",
                "remove the comma",
            ),
            (
                "[1 2]",
                ReadCode::JsonInvalid,
                "2",
                "expected `,` or `]`, found `2`",
                "",
            ),
            ("{\"a\" 1}", ReadCode::JsonInvalid, "1", "expected `:`", ""),
            (
                "[1 // one\n]",
                ReadCode::JsonInvalid,
                "//",
                "no comments",
                "remove the comment",
            ),
            (
                "/* */ 1",
                ReadCode::JsonInvalid,
                "/*",
                "no comments",
                "remove the comment",
            ),
            (
                "['a']",
                ReadCode::JsonInvalid,
                "'",
                "single quote",
                "double quotes",
            ),
            (
                "{a: 1}",
                ReadCode::JsonInvalid,
                "a",
                "the key `a` without quotes",
                "double quotes",
            ),
            (
                "[abc]",
                ReadCode::JsonInvalid,
                "abc",
                "`abc` without quotes",
                "double quotes",
            ),
            (
                "True",
                ReadCode::JsonInvalid,
                "True",
                "expected `true`",
                "lower case",
            ),
            (
                "None",
                ReadCode::JsonInvalid,
                "None",
                "not a value",
                "`null`",
            ),
            (
                "\"a\nb\"",
                ReadCode::JsonInvalid,
                "\n",
                "control character (U+000A)",
                "`\\n`",
            ),
            (
                "\"\u{1}\"",
                ReadCode::JsonInvalid,
                "\u{1}",
                "(U+0001)",
                "`\\u0001`",
            ),
            (
                r#""\x""#,
                ReadCode::JsonInvalid,
                r"\x",
                "not an escape",
                r"`\\`",
            ),
            (
                r#""\u12""#,
                ReadCode::JsonInvalid,
                r"\u",
                "four hexadecimal digits",
                "",
            ),
            (
                r#""\ud800\u0041""#,
                ReadCode::JsonInvalid,
                r"\ud800",
                "half of a surrogate pair",
                "both halves",
            ),
            (
                r#""\udc00""#,
                ReadCode::JsonInvalid,
                r"\udc00",
                "half of a surrogate pair",
                "both halves",
            ),
            (
                "1 2",
                ReadCode::JsonInvalid,
                "2",
                "expected the end of the text",
                "",
            ),
            (
                "{}\n{}",
                ReadCode::JsonInvalid,
                "{",
                "a second value",
                "one value",
            ),
            (
                "\u{feff}1",
                ReadCode::JsonInvalid,
                "\u{feff}",
                "found `\\u{feff}`",
                "",
            ),
            (
                "01",
                ReadCode::NumberInvalid,
                "01",
                "no leading zeros",
                "quotes",
            ),
            ("-", ReadCode::NumberInvalid, "-", "after its sign", ""),
            ("1.", ReadCode::NumberInvalid, "1.", "after its point", ""),
            ("1e+", ReadCode::NumberInvalid, "1e+", "in its exponent", ""),
            (
                "+1",
                ReadCode::NumberInvalid,
                "+1",
                "begins with a digit",
                "",
            ),
            (
                "0x1F",
                ReadCode::NumberInvalid,
                "0x1F",
                "not a number",
                "quotes",
            ),
            ("[NaN]", ReadCode::NumberInvalid, "NaN", "not a number", ""),
            (
                "-Infinity",
                ReadCode::NumberInvalid,
                "-Infinity",
                "not a number",
                "",
            ),
            ("1e999", ReadCode::NumberInvalid, "1e999", "too large", ""),
            (
                &long,
                ReadCode::NumberInvalid,
                &long[1..66],
                "longer than 64",
                "",
            ),
        ] {
            let error = read(text).unwrap_err();
            let found = &text[error.span.start as usize..error.span.end as usize];
            assert_eq!((error.code, found), (code, place), "{text}: {error:?}");
            assert!(error.message.contains(message), "{text}: {error:?}");
            assert_eq!(error.help.is_some(), !help.is_empty(), "{text}: {error:?}");
            assert!(error.help.unwrap_or_default().contains(help), "{text}");
        }
    }

    #[test]
    fn what_is_not_closed_names_its_beginning() {
        for (text, place, label) in [
            ("[1, {\"a\": 1", "{", "the object begins here"),
            ("[1, {\"a\":", "{", "the object begins here"),
            ("[1, ", "[", "the array begins here"),
            ("{\"a\": [1}", "[", "the array begins here"),
            ("{\"a\"", "\"a\"", "after this key"),
            ("[\"abc", "\"", "the string begins here"),
        ] {
            let (span, found) = read(text).unwrap_err().related.unwrap();
            let found = (&text[span.start as usize..span.end as usize], found);
            assert_eq!(found, (place, label.to_owned()), "{text}");
        }
    }

    #[test]
    fn keys_stand_once_in_an_object() {
        for (text, second) in [
            (r#"{"a": 1, "a": 2}"#, Some(9)),
            (r#"{"a": 1, "\u0061": 2}"#, Some(9)),
            (r#"{"a": {"a": {"a": 1}}, "a": 2}"#, Some(23)),
            (
                r#"{"a": [{"a": 1}, {"a": 1}], "b": {"a": 1, "b": 1, "a": 1}}"#,
                Some(50),
            ),
            (
                r#"{"a": [{"a": 1}, {"a": 1}], "b": {"a": 1, "b": {"b": 1, "a": 1}}}"#,
                None,
            ),
            (
                r#"[{"a": 1, "b": 1}, {"b": 1, "a": 1}, {"a": 1, "A": 1}]"#,
                None,
            ),
        ] {
            let found = read(text).err();
            assert_eq!(
                found.as_ref().map(|error| error.span.start),
                second,
                "{text}"
            );
            if let Some(error) = found {
                assert_eq!(error.code, ReadCode::DuplicateKey);
                assert_eq!(error.related.unwrap().1, "first here");
            }
        }
        let keys: Vec<String> = (0..100_000)
            .map(|n| format!("\"k{n}\":{{\"k{n}\":1}}"))
            .collect();
        assert!(read(&format!("{{{}}}", keys.join(","))).is_ok());
        let error = read(&format!("{{{},\"k7\":1}}", keys.join(","))).unwrap_err();
        assert_eq!(error.code, ReadCode::DuplicateKey);
    }

    #[test]
    fn limits() {
        let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
        assert!(read(&nested(128)).is_ok());
        let error = read(&nested(129)).unwrap_err();
        assert_eq!((error.code, error.span.start), (ReadCode::TooDeep, 128));
        assert_eq!(
            read(&"{\"a\":".repeat(1_000_000)).unwrap_err().code,
            ReadCode::TooDeep
        );
        let few = Limits {
            nodes: 3,
            ..Limits::default()
        };
        assert!(read_json(Arc::from("[1,2]"), &few).is_ok());
        assert_eq!(
            read_json(Arc::from("[1,2,3]"), &few).unwrap_err().code,
            ReadCode::TooLarge
        );
        let key = |length: usize| format!("{{\"{}\":1}}", "k".repeat(length - 2));
        assert!(read(&key(65_535)).is_ok());
        assert_eq!(read(&key(65_536)).unwrap_err().code, ReadCode::TooLarge);
    }
}
