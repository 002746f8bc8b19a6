//! What a plain scalar means: the YAML 1.2 core schema, without its surprises.

use std::borrow::Cow;

/// What a plain scalar means.
pub(super) enum Plain<'a> {
    Null,
    Bool(bool),
    /// In JSON's notation.
    Number(Cow<'a, str>),
    /// `.inf` or `.nan`.
    NotFinite,
    Text,
}

pub(super) fn unquoted(written: &str) -> Option<&str> {
    let inner = |quote| written.strip_prefix(quote)?.strip_suffix(quote);
    inner('"').or_else(|| inner('\''))
}

pub(super) fn plain(text: &str) -> Plain<'_> {
    let unsigned = text.strip_prefix(['-', '+']).unwrap_or(text);
    match text {
        "" | "~" | "null" | "Null" | "NULL" => Plain::Null,
        "true" => Plain::Bool(true),
        "false" => Plain::Bool(false),
        ".nan" | ".NaN" | ".NAN" => Plain::NotFinite,
        _ if matches!(unsigned, ".inf" | ".Inf" | ".INF") => Plain::NotFinite,
        _ => json_number(text, unsigned).map_or(Plain::Text, Plain::Number),
    }
}

/// `[-+]?(\.[0-9]+|(0|[1-9][0-9]*)(\.[0-9]*)?)([eE][-+]?[0-9]+)?` in JSON's notation. Unlike the core schema, leading
/// zeros make no number: `0012345678` is an identifier.
fn json_number<'a>(text: &'a str, unsigned: &'a str) -> Option<Cow<'a, str>> {
    let not_digit = |c: char| !c.is_ascii_digit();
    let (whole, rest) = unsigned.split_at(unsigned.find(not_digit).unwrap_or(unsigned.len()));
    if whole.len() > 1 && whole.starts_with('0') {
        return None;
    }
    let (fraction, rest) = match rest.strip_prefix('.') {
        None => (None, rest),
        Some(rest) => {
            let (fraction, rest) = rest.split_at(rest.find(not_digit).unwrap_or(rest.len()));
            (Some(fraction), rest)
        }
    };
    if whole.is_empty() && fraction.unwrap_or_default().is_empty() {
        return None;
    }
    if let Some(exponent) = rest.strip_prefix(['e', 'E']) {
        let digits = exponent.strip_prefix(['-', '+']).unwrap_or(exponent);
        if digits.is_empty() || digits.contains(not_digit) {
            return None;
        }
    } else if !rest.is_empty() {
        return None;
    }
    if !text.starts_with('+') && !whole.is_empty() && fraction != Some("") {
        return Some(Cow::Borrowed(text));
    }
    let sign = if text.starts_with('-') { "-" } else { "" };
    let whole = if whole.is_empty() { "0" } else { whole };
    let fraction = fraction.map(|digits| {
        if digits.is_empty() {
            ".0".to_owned()
        } else {
            format!(".{digits}")
        }
    });
    Some(Cow::Owned(format!(
        "{sign}{whole}{}{rest}",
        fraction.unwrap_or_default()
    )))
}
