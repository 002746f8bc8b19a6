//! CSV as `Export-Csv` writes it into a tree: an array with one object a row, its keys from the header.

mod header;
#[cfg(test)]
mod tests;

use std::borrow::Cow;
use std::sync::Arc;

use self::header::Header;
use super::printed::{Printed, cut_short, is_cut, is_list, printed};
use super::tree::{Builder, Content, Fault, Kind, Limits, ReadCode, ReadError, Span, Tree};

/// Reads one CSV text.
///
/// # Errors
/// A quote that is not closed, text behind a closed one, a row that has more or fewer fields than the header, a column
/// without a name or with the name of another, a list that PowerShell cut short, or a limit that is passed, with its
/// place.
pub fn read_csv(text: Arc<str>, limits: &Limits) -> Result<Tree, ReadError> {
    let builder = read(&text, limits).map_err(|fault| *fault)?;
    Ok(builder.finish(text))
}

fn read(text: &str, limits: &Limits) -> Result<Builder, Fault> {
    let builder = Builder::new(text, limits)?;
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        at: 0,
        delimiter: b',',
        builder,
        limits,
    };
    let header = reader.header()?;
    reader.rows(&header)?;
    Ok(reader.builder)
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    delimiter: u8,
    builder: Builder,
    limits: &'a Limits,
}

/// A field of a row, or a name in the header.
struct Field<'a> {
    /// With its quotes, without the blanks around it.
    span: Span,
    quoted: bool,
    /// Owned if a quote stands in it.
    content: Cow<'a, str>,
    /// Whether the row ends with it.
    last: bool,
}

impl<'a> Reader<'a> {
    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    /// The first place from `start` on where `stop` holds, or the end.
    fn find(&self, start: usize, stop: impl Fn(u8) -> bool) -> usize {
        let rest = self.bytes.get(start..).unwrap_or_default();
        let length = rest.iter().position(|byte| stop(*byte));
        start + length.unwrap_or(rest.len())
    }

    fn rows(&mut self, header: &Header) -> Result<(), Fault> {
        let all = Span::new(0, self.text.len());
        self.builder.open(Kind::Array, all)?;
        while self.next_row() {
            let row = Span::new(self.at, self.at);
            self.builder.open(Kind::Object, row)?;
            let mut columns = header.columns();
            loop {
                let field = self.field()?;
                let Some(column) = columns.next() else {
                    return Err(header.one_too_many(field.span));
                };
                self.member(column, &field)?;
                if field.last {
                    let end = field.span.end;
                    if columns.len() > 0 {
                        return Err(header.too_few(columns.len(), Span { end, ..row }));
                    }
                    self.builder.close(end);
                    break;
                }
            }
        }
        self.builder.close(all.end);
        Ok(())
    }

    /// Goes to the next line that has more than blanks; false at the end of the text.
    fn next_row(&mut self) -> bool {
        loop {
            let stop = self.find(self.at, |byte| !matches!(byte, b' ' | b'\r'));
            match self.bytes.get(stop) {
                None => return false,
                Some(b'\n') => self.at = stop + 1,
                Some(_) => return true,
            }
        }
    }

    fn member(&mut self, column: u32, field: &Field<'_>) -> Result<(), Fault> {
        let text = &*field.content;
        if is_list(text) && is_cut(text) {
            return Err(cut_short(text, field.span));
        }
        // Quotes say nothing about the kind: Windows PowerShell sets every field in them.
        let inside = if field.quoted {
            Span {
                start: field.span.start + 1,
                end: field.span.end - 1,
            }
        } else {
            field.span
        };
        let (span, content) = match printed(text, self.limits) {
            Printed::Nothing => (field.span, Content::Unknown),
            Printed::Bool(value) => (inside, Content::Bool(value)),
            Printed::Number => (inside, Content::Number),
            // Excel saves what it takes for a truth value in capitals.
            Printed::Text if text == "TRUE" => (inside, Content::Bool(true)),
            Printed::Text if text == "FALSE" => (inside, Content::Bool(false)),
            Printed::Text => match &field.content {
                Cow::Borrowed(_) => {
                    let quoted = field.quoted;
                    (field.span, Content::String { quoted })
                }
                Cow::Owned(text) => {
                    let index = self.builder.own(text.as_str());
                    (field.span, Content::Owned(Kind::String, index))
                }
            },
        };
        // A key stands nowhere but in the header. Its place is told as the value's, where a label is of use.
        let place = Span {
            end: span.start,
            ..span
        };
        self.builder.known_key(column, place)?;
        self.builder.scalar(span, content)?;
        Ok(())
    }

    /// One field with what ends it.
    fn field(&mut self) -> Result<Field<'a>, Fault> {
        let start = self.find(self.at, |byte| byte != b' ');
        if self.bytes.get(start) == Some(&b'"') {
            return self.quoted_field(start);
        }
        let delimiter = self.delimiter;
        let stop = self.find(start, |byte| byte == delimiter || byte == b'\n');
        let last = self.bytes.get(stop) != Some(&delimiter);
        let text = self.slice(start, stop);
        let text = if last {
            text.strip_suffix('\r').unwrap_or(text)
        } else {
            text
        };
        let text = text.trim_end_matches(' ');
        self.at = (stop + 1).min(self.bytes.len());
        Ok(Field {
            span: Span::new(start, start + text.len()),
            quoted: false,
            content: Cow::Borrowed(text),
            // A delimiter at the very end of the text has one more field behind it, an empty one.
            last,
        })
    }

    /// The field whose opening quote stands at `start`.
    fn quoted_field(&mut self, start: usize) -> Result<Field<'a>, Fault> {
        let mut content = Cow::Borrowed("");
        let mut run = start + 1;
        let end = loop {
            let quote = self.find(run, |byte| byte == b'"');
            let part = self.slice(run, quote);
            match (self.bytes.get(quote), self.bytes.get(quote + 1)) {
                (None, _) => return Err(unclosed(start)),
                (_, Some(b'"')) => {
                    let content = content.to_mut();
                    content.push_str(part);
                    content.push('"');
                    run = quote + 2;
                }
                _ => {
                    if let Cow::Owned(content) = &mut content {
                        content.push_str(part);
                    } else {
                        content = Cow::Borrowed(part);
                    }
                    break quote + 1;
                }
            }
        };
        let delimiter = self.delimiter;
        let mut stop = self.find(end, |byte| byte != b' ');
        let last = self.bytes.get(stop) != Some(&delimiter);
        if last {
            if self.bytes.get(stop) == Some(&b'\r') {
                stop += 1;
            }
            if !matches!(self.bytes.get(stop), None | Some(b'\n')) {
                return Err(self.behind_quote(stop));
            }
        }
        self.at = (stop + 1).min(self.bytes.len());
        Ok(Field {
            span: Span::new(start, end),
            quoted: true,
            content,
            last,
        })
    }

    #[cold]
    fn behind_quote(&self, start: usize) -> Fault {
        let delimiter = self.delimiter;
        let end = self.find(start, |byte| byte == delimiter || byte == b'\n');
        let length = self.slice(start, end).trim_end().len().max(1);
        let message = "text behind the closing quote of a field";
        ReadError::new(
            ReadCode::CsvInvalid,
            Span::new(start, start + length),
            message,
        )
        .help("a quote within a quoted field is written twice: `\"\"`")
    }
}

#[cold]
fn unclosed(start: usize) -> Fault {
    let message = "the quote that opens this field is never closed";
    ReadError::new(ReadCode::CsvInvalid, Span::new(start, start + 1), message)
        .help("the file may be cut off; a quote within a quoted field is written twice: `\"\"`")
}
