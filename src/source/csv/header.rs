//! The first row: what separates the fields, and the names of the columns.

use super::Reader;
use crate::source::tree::{Fault, ReadCode, ReadError, Span, quoted};

/// The keys of the columns, as the builder numbers them.
pub(super) struct Header {
    columns: Vec<u32>,
}

impl Reader<'_> {
    /// Reads the header, past a `#TYPE` line.
    pub(super) fn header(&mut self) -> Result<Header, Fault> {
        if self.text.starts_with("#TYPE") {
            self.at = self.find(0, |byte| byte == b'\n');
        }
        if !self.next_row() {
            let message = "the text is empty: expected a row with the names of the columns";
            let start = Span::new(0, 0);
            return Err(ReadError::new(ReadCode::CsvInvalid, start, message));
        }
        self.delimiter = self.delimiter();
        let mut columns = Vec::new();
        let mut spans: Vec<Span> = Vec::new();
        loop {
            let field = self.field()?;
            let (name, span) = (&*field.content, field.span);
            if name.is_empty() {
                let message = format!("column {} has no name", columns.len() + 1);
                return Err(ReadError::new(ReadCode::CsvInvalid, span, message));
            }
            // The builder measures keys where they stand; in the rows these have no length.
            let longest = self.limits.key_length;
            if (span.end - span.start) as usize > longest {
                let message = format!("a key longer than {longest} bytes");
                return Err(ReadError::new(ReadCode::TooLarge, span, message));
            }
            // Keys are numbered as they come, so one that came before has the number of its column.
            let key = self.builder.key_id(name);
            if let Some(first) = spans.get(key as usize) {
                let message = format!("two columns have the name {}", quoted(name));
                return Err(ReadError::new(ReadCode::DuplicateKey, span, message)
                    .related(*first, "first here")
                    .help("keep one of the two: readers disagree on which one counts"));
            }
            columns.push(key);
            spans.push(span);
            if field.last {
                return Ok(Header { columns });
            }
        }
    }

    /// The comma, semicolon or tab that comes first in the header outside quotes.
    fn delimiter(&self) -> u8 {
        let mut within = false;
        let stop = self.bytes.iter().skip(self.at).find(|byte| {
            within ^= **byte == b'"';
            !within && matches!(byte, b',' | b';' | b'\t' | b'\n')
        });
        stop.copied().filter(|byte| *byte != b'\n').unwrap_or(b',')
    }
}

impl Header {
    pub(super) fn columns(&self) -> impl ExactSizeIterator<Item = u32> {
        self.columns.iter().copied()
    }

    /// The fault for the field of a row that has no column.
    #[cold]
    pub(super) fn one_too_many(&self, field: Span) -> Fault {
        let count = self.columns.len();
        let message = format!("this row has more fields than the header, which has {count}");
        ReadError::new(ReadCode::CsvInvalid, field, message)
            .help("a field that has the separator in it stands in double quotes")
    }

    /// The fault for a row that ends with `missing` columns to come.
    #[cold]
    pub(super) fn too_few(&self, missing: usize, row: Span) -> Fault {
        let all = self.columns.len();
        let count = all - missing;
        let fields = if count == 1 { "field" } else { "fields" };
        let message =
            format!("this row has {count} {fields}, the header has {all}: it may be cut off");
        ReadError::new(ReadCode::CsvInvalid, row, message)
    }
}
