//! Blanks, line breaks and comments.

use super::{Fault, Reader, Span};

impl Reader<'_> {
    /// Passes over blanks and comments of this line, and over line breaks that a backtick joins.
    #[inline(always)]
    pub(super) fn blank(&mut self) -> Result<(), Fault> {
        loop {
            while let Some(b' ' | b'\t') = self.peek() {
                self.at += 1;
            }
            match self.peek() {
                Some(b'#' | b'`' | b'<' | 0x0B | 0x0C | 0x80..) if self.rare_blank()? => {}
                _ => return Ok(()),
            }
        }
    }

    /// Passes over blanks, line breaks and comments.
    #[inline(always)]
    pub(super) fn space(&mut self) -> Result<(), Fault> {
        loop {
            while let Some(b' ' | b'\t' | b'\n' | b'\r') = self.peek() {
                self.at += 1;
            }
            match self.peek() {
                Some(b'#' | b'`' | b'<' | 0x0B | 0x0C | 0x80..) if self.rare_blank()? => {}
                _ => return Ok(()),
            }
        }
    }

    /// A comment, a joined line break or a rare blank; says whether there was one.
    #[inline(never)]
    pub(super) fn rare_blank(&mut self) -> Result<bool, Fault> {
        let start = self.at;
        match self.peek() {
            Some(b'#') => self.line_end(),
            Some(b'<') if self.byte(start + 1) == Some(b'#') => {
                let rest = self.bytes.get(start + 2..).unwrap_or_default();
                let Some(length) = rest.windows(2).position(|pair| pair == b"#>") else {
                    return Err(self.not_closed("comment", Span::new(start, start + 2)));
                };
                self.at = start + 2 + length + 2;
            }
            Some(b'`') => self.at = self.joined(start).unwrap_or(start),
            _ => {
                if let Some(blank) = self.char_at(start)
                    && blank.is_whitespace()
                    && !matches!(blank, '\n' | '\r')
                {
                    self.at += blank.len_utf8();
                }
            }
        }
        Ok(self.at > start)
    }

    fn line_end(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        self.at += rest
            .iter()
            .position(|byte| matches!(byte, b'\n' | b'\r'))
            .unwrap_or(rest.len());
    }

    /// The end of the line break that the backtick at `at` joins.
    pub(super) fn joined(&self, at: usize) -> Option<usize> {
        match (self.byte(at + 1), self.byte(at + 2)) {
            (Some(b'\r'), Some(b'\n')) => Some(at + 3),
            (Some(b'\r' | b'\n'), _) => Some(at + 2),
            _ => None,
        }
    }
}
