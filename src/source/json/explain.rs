//! What is wrong with a text that is not JSON, and what was probably meant. Only called once, before reading ends.

use super::Reader;
use crate::source::tree::{Fault, Kind, ReadCode, ReadError, Span, quoted};

/// What went wrong: only called once, before reading ends.
#[cold]
#[inline(never)]
fn invalid(span: Span, message: impl Into<String>) -> Fault {
    ReadError::new(ReadCode::JsonInvalid, span, message)
}

impl Reader<'_> {
    pub(super) fn char_end(&self, at: usize) -> usize {
        at + self
            .text
            .get(at..)
            .and_then(|rest| rest.chars().next())
            .map_or(0, char::len_utf8)
    }

    /// The letters, digits and signs from here on, at least one character, none at the end of the text.
    pub(super) fn word_here(&self) -> Span {
        let rest = self.text.get(self.at..).unwrap_or_default();
        let length =
            rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$' | '-' | '+' | '.'));
        let end = self.at + length.unwrap_or(rest.len());
        Span::new(self.at, end.max(self.char_end(self.at)))
    }

    /// What stands here instead of `wanted`.
    #[cold]
    pub(super) fn instead(&self, wanted: &str) -> Fault {
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
    pub(super) fn opened(&self, error: Fault, kind: Kind, start: u32) -> Fault {
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
    pub(super) fn no_value(&self) -> Fault {
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
    pub(super) fn no_key(&self, start: u32) -> Fault {
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
    pub(super) fn no_colon(&self, key: Span) -> Fault {
        let error = self.instead("`:`");
        if error.related.is_none() {
            error.related(key, "after this key")
        } else {
            error
        }
    }

    #[cold]
    pub(super) fn no_comma(&self, kind: Kind, start: u32) -> Fault {
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
    pub(super) fn trailing_comma(&self, comma: usize, kind: Kind, start: u32) -> Fault {
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
    pub(super) fn after_the_end(&self) -> Fault {
        let span = self.word_here();
        if let Some(b'{' | b'[') = self.peek() {
            let help = if self.lines {
                "JSON Lines holds a value a line"
            } else {
                "a JSON file holds one value: put several into one array, or into a file each; a log with a value a line is named .jsonl"
            };
            return invalid(span, "a second value after the end of the first").help(help);
        }
        self.instead("the end of the text")
    }

    /// The string that began at `start` meets a control character or the end of the text.
    #[cold]
    pub(super) fn broken_string(&self, start: usize) -> Fault {
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
    pub(super) fn no_number(&self, start: usize) -> Fault {
        let span = Span::new(start, self.word_here().end as usize);
        let message = format!(
            "{} is not a number of JSON",
            quoted(self.slice(start, span.end as usize))
        );
        self.bad_number_at(span, message)
            .help("text goes in double quotes")
    }

    #[cold]
    pub(super) fn bad_number(&self, start: usize, message: impl Into<String>) -> Fault {
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
    pub(super) fn bad_number_at(&self, span: Span, message: impl Into<String>) -> Fault {
        ReadError::new(ReadCode::NumberInvalid, span, message)
    }
}
