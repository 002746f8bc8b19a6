//! What `Format-List` prints into a tree: an array with one object a block.
//!
//! A line `Name : value` is a property, a line indented to the column of the values continues the value above, and an
//! empty line ends the block.

mod explain;
#[cfg(test)]
mod tests;
mod value;

use std::sync::Arc;

use self::value::{Piece, Value};
use super::tree::{Builder, Fault, Kind, Limits, ReadError, Span, Tree};

/// Reads one Format-List text.
///
/// # Errors
/// The first line that is not part of such a text (a table among others), a value that PowerShell cut short, a name that
/// stands twice in one block, or a limit that is passed, with its place.
pub fn read_listing(text: Arc<str>, limits: &Limits) -> Result<Tree, ReadError> {
    let builder = read(&text, limits).map_err(|fault| *fault)?;
    Ok(builder.finish(text))
}

fn read(text: &str, limits: &Limits) -> Result<Builder, Fault> {
    let builder = Builder::new(text, limits)?;
    let mut reader = Reader {
        text,
        at: 0,
        first: None,
        end: 0,
        joined: String::new(),
        pieces: Vec::new(),
        builder,
        limits,
    };
    reader.document()?;
    Ok(reader.builder)
}

/// A line without its end.
#[derive(Debug, Clone, Copy)]
struct Line<'a> {
    text: &'a str,
    start: usize,
    /// Where the line after it begins.
    next: usize,
}

/// The line that begins at `start`; none at the end of the text.
fn line_at(text: &str, start: usize) -> Option<Line<'_>> {
    let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
    let length = rest.find('\n').unwrap_or(rest.len());
    let line = rest.get(..length)?;
    Some(Line {
        text: line.strip_suffix('\r').unwrap_or(line),
        start,
        next: start + length + 1,
    })
}

struct Reader<'a> {
    text: &'a str,
    /// Where the next line begins.
    at: usize,
    /// The first name of the open object.
    first: Option<&'a str>,
    /// Where the last value ends, and with it the object if nothing follows.
    end: u32,
    /// The text of the last value that stands on several lines, and where its parts come from.
    joined: String,
    pieces: Vec<Piece>,
    builder: Builder,
    limits: &'a Limits,
}

impl<'a> Reader<'a> {
    fn document(&mut self) -> Result<(), Fault> {
        let all = Span::new(0, self.text.len());
        self.builder.open(Kind::Array, all)?;
        let mut found = false;
        while let Some(line) = line_at(self.text, self.at) {
            self.at = line.next;
            if is_blank(line.text) || is_prompt(line.text) {
                self.close_object();
            } else if let Some(colon) = colon(line.text) {
                self.property(line, colon)?;
                found = true;
            } else {
                return Err(self.no_property(line));
            }
        }
        self.close_object();
        self.builder.close(all.end);
        if !found {
            return Err(explain::no_properties());
        }
        Ok(())
    }

    fn close_object(&mut self) {
        if self.first.take().is_some() {
            self.builder.close(self.end);
        }
    }

    /// The line with a name and `colon`, and the lines that continue its value.
    fn property(&mut self, line: Line<'a>, colon: usize) -> Result<(), Fault> {
        let label = line.text.get(..colon).unwrap_or_default();
        let name = label.trim_end_matches(' ');
        let key = Span::new(line.start, line.start + name.len());
        // People join what they export: without an empty line, the first name tells where the next object begins.
        if self.first == Some(name) {
            self.close_object();
        }
        if self.first.is_none() {
            self.builder.open(Kind::Object, key)?;
            self.first = Some(name);
        }
        self.builder.key(name, key)?;

        let start = line.start + colon + 1;
        let head = line.text.get(colon + 1..).unwrap_or_default();
        // Nearly every value stands on one line; one look at the next tells.
        let indented = self.text.as_bytes().get(self.at) == Some(&b' ');
        let wrapped = indented && self.join(head, start, label.chars().count() + 2);
        let one = [Piece {
            joined: 0,
            text: start,
        }];
        let value = if wrapped {
            Value::new(&self.joined, &self.pieces)
        } else {
            Value::new(head, &one)
        };
        self.end = value.put(&mut self.builder, self.limits)?;
        Ok(())
    }

    /// Joins the value that begins with `head` at `start` and the lines indented to `column`; false if there are none.
    ///
    /// PowerShell keeps the blank at which it breaks a line, so nothing goes between the parts. A value with line
    /// breaks of its own looks the same and loses them.
    fn join(&mut self, head: &str, start: usize, column: usize) -> bool {
        let mut wrapped = false;
        let mut at = self.at;
        self.joined.clear();
        self.pieces.clear();
        self.piece(head, start);
        while let Some(line) = line_at(self.text, at) {
            let indent = line.text.as_bytes().get(..column);
            if !indent.is_some_and(|indent| indent.iter().all(|byte| *byte == b' ')) {
                break;
            }
            let part = line.text.get(column..).unwrap_or_default();
            self.piece(part, line.start + column);
            at = line.next;
            // An empty line within a value is printed with its indent. Only what follows tells that it is one.
            if !is_blank(part) {
                self.at = at;
                wrapped = true;
            }
        }
        wrapped
    }

    fn piece(&mut self, part: &str, start: usize) {
        self.pieces.push(Piece {
            joined: self.joined.len(),
            text: start,
        });
        self.joined.push_str(part);
    }
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_whitespace())
}

/// `PS C:\> Get-CsTeamsChannelsPolicy | Format-List`, as it is copied from the window along with the output.
fn is_prompt(line: &str) -> bool {
    line.strip_prefix("PS ")
        .and_then(|rest| rest.split_once('>'))
        .is_some_and(|(path, _)| path.contains(['\\', '/']) && colon(path).is_none())
}

/// Where the colon of `Name : value` stands, if the line is one.
fn colon(line: &str) -> Option<usize> {
    let bytes = line.as_bytes();
    if bytes.first()?.is_ascii_whitespace() {
        return None;
    }
    let mut colon = 0;
    loop {
        colon += bytes.get(colon..)?.iter().position(|byte| *byte == b':')?;
        let before = colon.checked_sub(1).and_then(|before| bytes.get(before));
        if before == Some(&b' ') && matches!(bytes.get(colon + 1), None | Some(b' ')) {
            break;
        }
        colon += 1;
    }
    let name = bytes.get(..colon)?;
    (!name.iter().any(u8::is_ascii_control)).then_some(colon)
}
