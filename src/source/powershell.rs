//! PowerShell data into a [`Tree`]: DSC configurations and data files, read and never run.
//!
//! A configuration is an array of its resource blocks, in the shape of Microsoft365DSC's own JSON report: `ResourceName`,
//! `ResourceInstanceName`, then the members; an embedded `MSFT_X { }` is an object with `CIMInstance` first. A data file
//! is the object it is. What only running would tell (variables, calls, operators) is [`Kind::Unknown`].

mod block;
mod enclosed;
mod explain;
mod number;
mod pass;
mod passed;
mod space;
mod statement;
mod string;
#[cfg(test)]
mod tests;
mod value;

use std::sync::Arc;

use super::tree::{Builder, Content, Fault, Kind, Limits, ReadCode, ReadError, Span, Tree, quoted};

/// Reading calls itself this deep at most, whatever the limits say: the stack is the program's.
const DEEPEST: usize = 128;

/// Reads one PowerShell data text: a DSC configuration, bare resource blocks, or a data file.
///
/// Every block under a condition or a loop has a member `Conditional`; one in a script block or a function has that and
/// its type alone. A name that is an expression (`$x = 1` in a hash
/// table) is kept as written. A list of one list stays one, where PowerShell would unroll it.
///
/// # Errors
/// The first thing that is not PowerShell data, a script without resource blocks, a member that stands twice in one
/// block, a number that is not finite, or a limit that is passed, with its place.
pub fn read_powershell(text: Arc<str>, limits: &Limits) -> Result<Tree, ReadError> {
    let builder = read(&text, limits).map_err(|fault| *fault)?;
    Ok(builder.finish(text))
}

fn read(text: &str, limits: &Limits) -> Result<Builder, Fault> {
    let builder = Builder::new(text, limits)?;
    let mut reader = Reader {
        text,
        bytes: text.as_bytes(),
        at: 0,
        decoded: String::new(),
        brackets: Vec::new(),
        passed: Vec::new(),
        depth: 0,
        member: Span::new(0, 0),
        builder,
        limits,
    };
    reader.space()?;
    if reader.bytes.get(reader.at..reader.at + 2) == Some(b"@{") {
        reader.data_file()?;
    } else {
        reader.configuration()?;
    }
    Ok(reader.builder)
}

struct Reader<'a> {
    text: &'a str,
    bytes: &'a [u8],
    at: usize,
    /// The text of the last string that does not read as it is written.
    decoded: String,
    /// The brackets that are open in what is passed over: what closes each, and where it began.
    brackets: Vec<(u8, usize)>,
    /// The types of resource blocks that stand in what was passed over.
    passed: Vec<Span>,
    /// How often reading has called itself.
    depth: usize,
    /// The name of the member whose value is read.
    member: Span,
    builder: Builder,
    limits: &'a Limits,
}

impl<'a> Reader<'a> {
    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.bytes.get(at).copied()
    }

    fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|rest| rest.chars().next())
    }

    /// Passes over letters, digits and underscores.
    #[inline(always)]
    fn word(&mut self) -> Span {
        let start = self.at;
        while self.peek().is_some_and(is_word) {
            self.at += 1;
        }
        Span::new(start, self.at)
    }

    fn deeper(&mut self, start: usize) -> Result<(), Fault> {
        let deepest = self.limits.depth.min(DEEPEST);
        if self.depth >= deepest {
            let message = format!("nested deeper than {deepest} levels");
            let span = Span::new(start, start + 1);
            return Err(ReadError::new(ReadCode::TooDeep, span, message));
        }
        self.depth += 1;
        Ok(())
    }

    fn data_file(&mut self) -> Result<(), Fault> {
        self.table()?;
        loop {
            self.space()?;
            match self.peek() {
                Some(b';') => self.at += 1,
                Some(_) => return Err(self.after_the_end()),
                None => return Ok(()),
            }
        }
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}
