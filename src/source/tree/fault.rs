//! Why a text is refused, and the limits beyond which it is.

use super::Span;

/// How much of a hostile text is read before it is refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// Arrays and objects within one another.
    pub depth: usize,
    /// Values in one file, those that aliases repeat included.
    pub nodes: usize,
    /// Values that YAML aliases and merge keys repeat, in one file.
    pub alias_nodes: usize,
    /// Bytes of one number.
    pub number_length: usize,
    /// Bytes of one key as written, quotes included; at most 65,535.
    pub key_length: usize,
}

impl Default for Limits {
    fn default() -> Limits {
        Limits {
            depth: 128,
            nodes: 50_000_000,
            alias_nodes: 100_000,
            number_length: 64,
            key_length: 65_535,
        }
    }
}

/// What is wrong with a text that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReadCode {
    /// Not JSON by RFC 8259.
    JsonInvalid,
    /// Not YAML 1.2, or a part of it that has no place in settings (complex keys, custom tags).
    YamlInvalid,
    /// PowerShell that is no data: not a DSC configuration, not a data file, or broken.
    PowerShellInvalid,
    /// Not what `Format-List` prints.
    ListingInvalid,
    /// Not CSV with a header.
    CsvInvalid,
    /// PowerShell shortened a value with `...` when it printed it: what it said is lost.
    ValueCut,
    /// One key twice in one object.
    DuplicateKey,
    /// A number in the wrong notation, too long, or not finite.
    NumberInvalid,
    /// Nested beyond [`Limits::depth`].
    TooDeep,
    /// More values than [`Limits::nodes`], a key longer than [`Limits::key_length`], or a text too long for the spans.
    TooLarge,
    /// Aliases repeat more than [`Limits::alias_nodes`].
    AliasLimit,
}

/// Why a text was refused, and where. Text from the file stands escaped and shortened in the messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReadError {
    /// The kind of fault.
    pub code: ReadCode,
    /// The place of the fault.
    pub span: Span,
    /// One sentence without a full stop.
    pub message: String,
    /// A second place that explains the first, and its label.
    pub related: Option<(Span, String)>,
    /// What to do about it.
    pub help: Option<String>,
}

impl ReadError {
    pub(crate) fn new(code: ReadCode, span: Span, message: impl Into<String>) -> Fault {
        let message = message.into();
        Box::new(ReadError {
            code,
            span,
            message,
            related: None,
            help: None,
        })
    }

    pub(crate) fn related(mut self: Box<Self>, span: Span, label: &str) -> Fault {
        self.related = Some((span, label.to_owned()));
        self
    }

    pub(crate) fn help(mut self: Box<Self>, help: impl Into<String>) -> Fault {
        self.help = Some(help.into());
        self
    }
}

/// Boxed while reading: what goes well stays small.
pub(crate) type Fault = Box<ReadError>;

impl std::fmt::Display for ReadError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for ReadError {}

/// Text from the file for a message: escaped, at most 40 characters of it, in backquotes.
pub(crate) fn quoted(text: &str) -> String {
    let mut shown: String = text.chars().take(40).flat_map(char::escape_debug).collect();
    if text.chars().nth(40).is_some() {
        shown.push('…');
    }
    format!("`{shown}`")
}
