//! Byte offsets into lines and columns, in constant time however long a line is.

use super::tree::Span;

/// A place as an editor shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Position {
    /// From 1.
    pub line: u32,
    /// In characters, from 1.
    pub column: u32,
    /// In bytes of the decoded text, from 0.
    pub offset: u32,
}

/// Bytes between two checkpoints.
const STEP: usize = 4096;

/// Where the lines of a text begin. A line ends with `\n` or `\r\n`; a lone `\r` is part of it.
#[derive(Debug, Clone)]
pub struct LineIndex {
    /// The first byte of each line; at least one.
    starts: Vec<u32>,
    /// The characters before each multiple of [`STEP`] bytes, so that a column never costs more than one step to
    /// count. Empty when all of the text is ASCII.
    characters: Vec<u32>,
    /// The same for the characters that take two units of UTF-16. Empty when there are none.
    pairs: Vec<u32>,
    length: u32,
}

impl LineIndex {
    /// Reads the text once.
    pub fn new(text: &str) -> LineIndex {
        let mut starts = vec![0];
        starts.extend(text.match_indices('\n').map(|(at, _)| offset(at + 1)));
        let (mut characters, mut pairs) = (Vec::new(), Vec::new());
        if !text.is_ascii() {
            characters = checkpoints(text, count);
            if text.bytes().any(is_pair) {
                pairs = checkpoints(text, count_pairs);
            }
        }
        LineIndex {
            starts,
            characters,
            pairs,
            length: offset(text.len()),
        }
    }

    /// The place of a byte of `text`, the text the index was made of. An offset within a character is taken back to
    /// its first byte, one past the end of the text to the end.
    pub fn position(&self, text: &str, offset: u32) -> Position {
        let mut offset = offset.min(self.length);
        while offset > 0 && !text.is_char_boundary(offset as usize) {
            offset -= 1;
        }
        let line = self.starts.partition_point(|start| *start <= offset);
        let start = self
            .starts
            .get(line.wrapping_sub(1))
            .copied()
            .unwrap_or_default();
        let column = if self.characters.is_empty() {
            offset - start
        } else {
            let before = |offset| before(&self.characters, text, offset, count);
            before(offset).saturating_sub(before(start))
        };
        Position {
            line: line as u32,
            column: column + 1,
            offset,
        }
    }

    /// The column of a position in units of UTF-16, from 1.
    pub fn utf16_column(&self, text: &str, position: Position) -> u32 {
        if self.pairs.is_empty() {
            return position.column;
        }
        let line = (position.line as usize).wrapping_sub(1);
        let start = self.starts.get(line).copied().unwrap_or_default();
        let before = |offset| before(&self.pairs, text, offset, count_pairs);
        position.column + before(position.offset).saturating_sub(before(start))
    }

    /// A line without its line break; empty at the end of the text for a line there is not.
    pub fn line_span(&self, text: &str, line: u32) -> Span {
        let index = (line as usize).wrapping_sub(1);
        let Some(start) = self.starts.get(index).copied() else {
            return Span {
                start: self.length,
                end: self.length,
            };
        };
        let Some(next) = self.starts.get(index + 1) else {
            return Span {
                start,
                end: self.length,
            };
        };
        let end = next - 1;
        let carriage_return = end > start && text.as_bytes().get(end as usize - 1) == Some(&b'\r');
        Span {
            start,
            end: end - u32::from(carriage_return),
        }
    }

    /// The number of lines; a text that ends with a line break has an empty last one.
    pub fn line_count(&self) -> u32 {
        offset(self.starts.len())
    }
}

/// What `count` finds before each multiple of [`STEP`] bytes.
fn checkpoints(text: &str, count: fn(&[u8]) -> u32) -> Vec<u32> {
    let mut sum = 0;
    let steps = text.as_bytes().chunks(STEP);
    steps
        .map(|step| {
            let before = sum;
            sum += count(step);
            before
        })
        .collect()
}

/// What `count` finds in the text before that byte.
fn before(checkpoints: &[u32], text: &str, offset: u32, count: fn(&[u8]) -> u32) -> u32 {
    let offset = offset as usize;
    let step = (offset / STEP).min(checkpoints.len().saturating_sub(1));
    let rest = text.as_bytes().get(step * STEP..offset).unwrap_or_default();
    checkpoints.get(step).copied().unwrap_or_default() + count(rest)
}

/// The characters that begin in `bytes` and take two units of UTF-16.
fn count_pairs(bytes: &[u8]) -> u32 {
    offset(bytes.iter().filter(|byte| is_pair(**byte)).count())
}

/// Whether a byte of UTF-8 begins such a character.
fn is_pair(byte: u8) -> bool {
    byte >= 0xF0
}

/// The characters that begin in `bytes`.
fn count(bytes: &[u8]) -> u32 {
    offset(bytes.iter().filter(|byte| **byte & 0xC0 != 0x80).count())
}

/// The readers refuse texts whose offsets do not fit.
fn offset(bytes: usize) -> u32 {
    u32::try_from(bytes).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns() {
        let text = "ab\né漢c\r\n\rx\n";
        let index = LineIndex::new(text);
        let at = |offset| {
            let position = index.position(text, offset);
            (position.line, position.column, position.offset)
        };
        assert_eq!(index.line_count(), 4);
        assert_eq!([at(0), at(1), at(2)], [(1, 1, 0), (1, 2, 1), (1, 3, 2)]);
        assert_eq!(
            [at(3), at(4), at(5), at(8)],
            [(2, 1, 3), (2, 1, 3), (2, 2, 5), (2, 3, 8)]
        );
        assert_eq!([at(9), at(11), at(12)], [(2, 4, 9), (3, 1, 11), (3, 2, 12)]);
        assert_eq!([at(14), at(99)], [(4, 1, 14), (4, 1, 14)]);
        let line = |line| {
            let span = index.line_span(text, line);
            text.get(span.start as usize..span.end as usize)
        };
        assert_eq!(
            [line(1), line(2), line(3), line(4)],
            [Some("ab"), Some("é漢c"), Some("\rx"), Some("")]
        );
        assert_eq!([line(0), line(5)], [Some(""), Some("")]);
    }

    #[test]
    fn a_long_line_is_counted_by_steps() {
        let text = "aé漢😀".repeat(2_000);
        let index = LineIndex::new(&text);
        for (characters, (offset, _)) in (1..).zip(text.char_indices()) {
            let position = index.position(&text, offset as u32);
            assert_eq!((position.line, position.column), (1, characters));
        }
    }

    #[test]
    fn columns_in_utf16_count_pairs_twice() {
        for text in [
            "ab\né漢c".to_owned(),
            format!("x\n{}", "aé漢😀".repeat(2_000)),
        ] {
            let index = LineIndex::new(&text);
            let mut units = 0;
            for (offset, c) in text.char_indices() {
                let position = index.position(&text, offset as u32);
                assert_eq!(index.utf16_column(&text, position), units + 1);
                units = if c == '\n' {
                    0
                } else {
                    units + c.len_utf16() as u32
                };
            }
        }
    }
}
