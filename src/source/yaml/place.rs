//! Where a value begins and ends for somebody who reads the file, which is not always where the parser's mark is.

use granit_parser::ScalarStyle;

use super::Loader;
use crate::source::tree::Span;

impl Loader<'_> {
    /// Where the reader sees the scalar: a block scalar from its `|` or `>` to its last line that is not blank, a
    /// value that is not there just behind the colon of its key.
    pub(super) fn scalar_span(&self, span: Span, style: ScalarStyle, nothing: bool) -> Span {
        match style {
            ScalarStyle::Literal | ScalarStyle::Folded => {
                let start = self
                    .indicator(b"|>")
                    .filter(|at| *at <= span.start as usize);
                let start = start.unwrap_or(span.start as usize);
                let written = self.text.get(start..span.end as usize).unwrap_or_default();
                Span::new(start, start + written.trim_end().len())
            }
            ScalarStyle::Plain if nothing && self.in_mapping() && !self.key_next() => {
                // With an anchor or a tag between, the parser's mark is behind that.
                let between = self
                    .text
                    .get(self.last..span.start as usize)
                    .unwrap_or_default();
                let colon = self.indicator(b":").filter(|_| between.trim().is_empty());
                colon.map_or(span, |at| Span::new(at + 1, at + 1))
            }
            _ => span,
        }
    }

    pub(super) fn in_mapping(&self) -> bool {
        self.open.last().is_some_and(|open| open.mapping)
    }

    /// Where a sequence begins: the parser's mark is its dash, except in a sequence that is not indented below its
    /// key, where it is what follows the first dash.
    pub(super) fn sequence_start(&self, span: Span) -> u32 {
        if !self.in_mapping() || span.start < span.end {
            return span.start;
        }
        let dash = self.indicator(b"-").filter(|at| *at <= span.start as usize);
        dash.map_or(span.start, |at| Span::new(at, at).start)
    }

    /// The first of `wanted` after the last value, behind nothing but spaces, comments, anchors, tags and indicators.
    fn indicator(&self, wanted: &[u8]) -> Option<usize> {
        let bytes = self.text.as_bytes();
        let mut at = self.last;
        loop {
            let byte = bytes.get(at)?;
            if wanted.contains(byte) {
                return Some(at);
            }
            let skipped = match byte {
                b' ' | b'\t' | b'\n' | b'\r' | b':' | b'-' | b'?' => 1,
                b'#' => bytes
                    .get(at..)?
                    .iter()
                    .position(|byte| matches!(byte, b'\n' | b'\r'))?,
                b'&' | b'!' => bytes.get(at..)?.iter().position(u8::is_ascii_whitespace)?,
                // The end of an empty document.
                b'.' if wanted == b"|>" => 1,
                // A byte order mark before the document.
                0xEF => '\u{feff}'.len_utf8(),
                _ => return None,
            };
            at += skipped;
        }
    }
}
