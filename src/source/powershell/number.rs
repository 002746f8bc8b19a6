//! Numbers, in JSON's notation.

use super::{Content, Fault, Kind, ReadCode, ReadError, Reader, Span, is_word};

impl<'a> Reader<'a> {
    /// A number, or nothing when the word here is none.
    pub(super) fn number(&mut self) -> Result<Option<Content>, Fault> {
        let start = self.at;
        let content = self.number_here();
        if content.is_none() {
            self.at = start;
            return Ok(None);
        }
        let length = self.at - start;
        let span = Span::new(start, self.at);
        if length > self.limits.number_length {
            let limit = self.limits.number_length;
            let message = format!("a number longer than {limit} characters");
            return Err(ReadError::new(ReadCode::NumberInvalid, span, message));
        }
        if !matches!(content, Some(Content::Unknown))
            && !hexadecimal(self.slice(start, self.at))
            && !self.slice(start, self.at).parse().is_ok_and(f64::is_finite)
        {
            let message = "a number too large for a 64-bit float";
            return Err(ReadError::new(ReadCode::NumberInvalid, span, message));
        }
        Ok(content)
    }

    fn number_here(&mut self) -> Option<Content> {
        let negative = self.peek() == Some(b'-');
        if negative {
            self.at += 1;
        }
        if hexadecimal(self.slice(self.at, self.at + 3)) {
            return self.hexadecimal(negative);
        }
        let whole = self.digits();
        let mut fraction = "";
        let mut point = false;
        // `1..3` is a range.
        if self.peek() == Some(b'.') && self.byte(self.at + 1) != Some(b'.') {
            point = true;
            self.at += 1;
            fraction = self.digits();
            if fraction.is_empty() && self.peek().is_some_and(is_word) {
                // `1.ToString()`, and no number at all.
                return None;
            }
        }
        if whole.is_empty() && fraction.is_empty() {
            return None;
        }
        let mut exponent = "";
        if let Some(b'e' | b'E') = self.peek() {
            let mark = self.at;
            self.at += 1;
            if let Some(b'+' | b'-') = self.peek() {
                self.at += 1;
            }
            if self.digits().is_empty() {
                return None;
            }
            exponent = self.slice(mark, self.at);
        }
        let end = self.at;
        if self.word().end as usize > end {
            return is_suffix(self.slice(end, self.at)).then_some(Content::Unknown);
        }
        if self.peek().is_some_and(|byte| !byte.is_ascii()) && !self.at_quote() {
            return None;
        }
        let digits = whole.trim_start_matches('0');
        let as_json = (digits.len() == whole.len() || whole == "0")
            && !whole.is_empty()
            && (!point || !fraction.is_empty());
        if as_json {
            return Some(Content::Number);
        }
        let sign = if negative { "-" } else { "" };
        let whole = if digits.is_empty() { "0" } else { digits };
        let fraction = match (point, fraction) {
            (true, "") => ".0".to_owned(),
            (true, fraction) => format!(".{fraction}"),
            _ => String::new(),
        };
        let number = format!("{sign}{whole}{fraction}{exponent}");
        Some(Content::Owned(Kind::Number, self.builder.own(number)))
    }

    fn digits(&mut self) -> &'a str {
        let start = self.at;
        while let Some(b'0'..=b'9') = self.peek() {
            self.at += 1;
        }
        self.slice(start, self.at)
    }

    /// `0x1F`. Whether a large one is negative hangs on its width and on the version: it is not told.
    fn hexadecimal(&mut self, negative: bool) -> Option<Content> {
        self.at += 2;
        let word = self.word();
        let digits = self.slice(word.start as usize, word.end as usize);
        if digits.len() > 8 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Some(Content::Unknown);
        }
        let Ok(value) = i32::from_str_radix(digits, 16) else {
            return Some(Content::Unknown);
        };
        let value = if negative { -value } else { value };
        let index = self.builder.own(value.to_string());
        Some(Content::Owned(Kind::Number, index))
    }
}

fn hexadecimal(text: &str) -> bool {
    let text = text.trim_start_matches('-');
    matches!(text.as_bytes(), [b'0', b'x' | b'X', digit, ..] if digit.is_ascii_hexdigit())
}

/// What may follow a number: a type, a unit or both, `10L`, `1GB`, `5ukb`.
fn is_suffix(word: &str) -> bool {
    let word = word.to_ascii_lowercase();
    let kind = ["kb", "mb", "gb", "tb", "pb"]
        .iter()
        .find_map(|unit| word.strip_suffix(unit))
        .unwrap_or(&word);
    matches!(
        kind,
        "" | "l" | "d" | "n" | "y" | "s" | "u" | "uy" | "us" | "ul"
    )
}
