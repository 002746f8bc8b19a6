//! JSON that is fit for a log: what a terminal or a pipeline's agent would obey is written as `\u…`, which reads back as
//! the same text.

use std::io::Write;

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use super::text::is_hidden;

/// Write a value over several lines, with a line break at its end.
pub(super) fn write_pretty(value: &impl Serialize, out: &mut dyn Write) -> std::io::Result<()> {
    let formatter = Fit(PrettyFormatter::new());
    value.serialize(&mut Serializer::with_formatter(&mut *out, formatter))?;
    out.write_all(b"\n")
}

/// Write a value on a line of its own.
pub(super) fn write_line(value: &impl Serialize, out: &mut dyn Write) -> std::io::Result<()> {
    let formatter = Fit(CompactFormatter);
    value.serialize(&mut Serializer::with_formatter(&mut *out, formatter))?;
    out.write_all(b"\n")
}

/// Another formatter, with fit text.
struct Fit<F>(F);

/// Passes methods on as they are.
macro_rules! as_inside {
    ($($name:ident($($arg:ident: $type:ty)?);)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, out: &mut W $(, $arg: $type)?) -> std::io::Result<()> {
            self.0.$name(out $(, $arg)?)
        })*
    };
}

impl<F: Formatter> Formatter for Fit<F> {
    as_inside! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        end_object_key();
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        out: &mut W,
        fragment: &str,
    ) -> std::io::Result<()> {
        // Most text is plain, and reports are long.
        if fragment
            .bytes()
            .all(|byte| matches!(byte, b' '..=b'~') && byte != b'#')
        {
            return out.write_all(fragment.as_bytes());
        }
        let mut written = 0;
        for (at, c) in fragment.char_indices() {
            if is_hidden(c) || is_command(fragment, at, c) {
                out.write_all(fragment.get(written..at).unwrap_or_default().as_bytes())?;
                for unit in c.encode_utf16(&mut [0; 2]) {
                    write!(out, "\\u{unit:04x}")?;
                }
                written = at + c.len_utf8();
            }
        }
        out.write_all(fragment.get(written..).unwrap_or_default().as_bytes())
    }
}

/// Whether an agent would obey what goes on at `at`, wherever it stands: `##vso[…]`, `##[…]`.
fn is_command(text: &str, at: usize, c: char) -> bool {
    c == '#'
        && text.get(..at).is_some_and(|before| before.ends_with('#'))
        && text
            .get(at + 1..)
            .is_some_and(|after| after.starts_with(['[', 'v', 'V']))
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn text_is_fit_and_reads_back() {
        let text =
            "é 漢 😀 a\u{1b}[31m\u{202e}b\u{9b}\u{e0041}\u{7f}\n\"##vso[x]###[y]\n## z \u{200d}";
        let value = serde_json::json!({ text: [text, 1, null, {}] });
        let mut pretty = Vec::new();
        write_pretty(&value, &mut pretty).unwrap();
        let mut line = Vec::new();
        write_line(&value, &mut line).unwrap();
        for written in [pretty, line] {
            let written = String::from_utf8(written).unwrap();
            assert!(written.ends_with('\n'));
            assert!(
                !written.chars().any(|c| c != '\n' && is_hidden(c)),
                "{written}"
            );
            assert!(!written.contains("##v") && !written.contains("##["));
            assert!(written.contains("## z"), "{written}");
            assert!(written.contains("é 漢 😀"), "{written}");
            assert_eq!(
                serde_json::from_str::<serde_json::Value>(&written).unwrap(),
                value
            );
        }
    }
}
