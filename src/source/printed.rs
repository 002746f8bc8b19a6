//! How PowerShell prints one value as text: what `Format-List` and `Export-Csv` have in common.

use super::tree::{Fault, Limits, ReadCode, ReadError, Span};

/// What a printed text stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Printed {
    /// Empty: null, an empty text and an object that has no text of its own are printed alike, so it tells none of them.
    Nothing,
    Bool(bool),
    Number,
    Text,
}

/// What `text`, without blanks and quotes around it, stands for. Only whole decimal numbers are numbers: `1.10` may be
/// a version and `007` an identifier.
pub(super) fn printed(text: &str, limits: &Limits) -> Printed {
    match text {
        "" => Printed::Nothing,
        "True" => Printed::Bool(true),
        "False" => Printed::Bool(false),
        _ if text.len() <= limits.number_length && is_whole_number(text) => Printed::Number,
        _ => Printed::Text,
    }
}

fn is_whole_number(text: &str) -> bool {
    let digits = text.strip_prefix('-').unwrap_or(text).as_bytes();
    text == "0" || digits.first() > Some(&b'0') && digits.iter().all(u8::is_ascii_digit)
}

/// Whether the text ends as PowerShell ends what it cuts short: in three dots (or their one character, from version 7
/// on), before the brace that closes a list.
pub(super) fn is_cut(text: &str) -> bool {
    let open = text.strip_suffix('}').unwrap_or(text);
    open.ends_with("...") || open.ends_with('…')
}

/// Whether the text stands in braces, as a list is printed.
pub(super) fn is_list(text: &str) -> bool {
    text.len() > 1 && text.starts_with('{') && text.ends_with('}')
}

/// The fault for a value of which [`is_cut`] says so.
#[cold]
pub(super) fn cut_short(text: &str, span: Span) -> Fault {
    let (what, help) = if is_list(text) {
        (
            "list",
            "export it again as JSON: `… | ConvertTo-Json -Depth 10`, or set `$FormatEnumerationLimit = -1` before printing",
        )
    } else {
        (
            "value",
            "export it again as JSON: `… | ConvertTo-Json -Depth 10`",
        )
    };
    let message =
        format!("PowerShell cut this {what} short when it printed it: what followed is lost");
    ReadError::new(ReadCode::ValueCut, span, message).help(help)
}
