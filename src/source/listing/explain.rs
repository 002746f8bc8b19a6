//! What a line that does not belong to a Format-List text probably is.

use super::{Line, Reader, line_at};
use crate::source::tree::{Fault, ReadCode, ReadError, Span, quoted};

impl Reader<'_> {
    /// The fault for a line that is no property, continues none and is not empty.
    #[cold]
    pub(super) fn no_property(&self, line: Line<'_>) -> Fault {
        let next = line_at(self.text, line.next);
        let mut lines = [Some(line), next].into_iter().flatten();
        if let Some(dashes) = lines.find(|line| is_dashed(line.text)) {
            let message = "this is a table as `Format-Table` prints it: it leaves out columns and cuts values";
            return ReadError::new(ReadCode::ListingInvalid, place(dashes), message).help(
                "export it again as JSON (`… | ConvertTo-Json -Depth 10`), or print it with `Format-List *`",
            );
        }
        let shown = quoted(line.text.trim());
        let message = if line.text.starts_with([' ', '\t']) {
            format!("{shown} continues no value: it is not indented as the values are")
        } else {
            format!("expected `Name : value`, found {shown}")
        };
        let fault = ReadError::new(ReadCode::ListingInvalid, place(line), message);
        if line.text.contains('\u{1b}') {
            return fault.help(
                "colours were saved with the text: set `$PSStyle.OutputRendering = 'PlainText'` before printing",
            );
        }
        fault.help("export it again as JSON: `… | ConvertTo-Json -Depth 10`")
    }
}

/// The fault for a text without a property.
#[cold]
pub(super) fn no_properties() -> Fault {
    let message = "the text is empty: expected lines such as `Identity : Global`";
    ReadError::new(ReadCode::ListingInvalid, Span::new(0, 0), message)
}

/// `-------  ------ `
fn is_dashed(line: &str) -> bool {
    line.contains('-') && line.bytes().all(|byte| matches!(byte, b'-' | b' '))
}

/// The line without the blanks around it.
fn place(line: Line<'_>) -> Span {
    let text = line.text.trim_start();
    let start = line.start + (line.text.len() - text.len());
    Span::new(start, start + text.trim_end().len())
}
