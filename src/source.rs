//! Files and their text: finding them, decoding them, and reading them into located trees.

mod bytes;
mod csv;
mod de;
mod decode;
pub mod discover;
mod json;
mod language;
mod lines;
mod listing;
mod powershell;
mod printed;
mod tree;
mod yaml;

use std::sync::{Arc, OnceLock};

pub use bytes::{Refused, read_file, read_stream};
pub use csv::read_csv;
pub use de::{DeError, from_node};
pub use decode::{DecodeError, Encoding, decode};
pub use json::{read_json, read_json_lines};
pub use language::{Language, read};
pub use lines::{LineIndex, Position};
pub use listing::read_listing;
pub use powershell::read_powershell;
pub use tree::{Children, Kind, Limits, NodeId, ReadCode, ReadError, Span, Tree};
pub use yaml::read_yaml;

/// The largest file that is read, in bytes. Spans are 32 bits wide, and memory is bounded.
pub const MAX_FILE_BYTES: u64 = 512 << 20;

/// A file of this run.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FileId(u32);

/// One file: its name as shown, and its decoded text.
pub struct SourceFile {
    pub path: String,
    pub text: Arc<str>,
    lines: OnceLock<LineIndex>,
}

impl SourceFile {
    /// Where a byte offset of the text is.
    pub fn position(&self, offset: u32) -> Position {
        self.line_index().position(&self.text, offset)
    }

    /// The column of a position of this file in units of UTF-16, from 1.
    pub fn utf16_column(&self, position: Position) -> u32 {
        self.line_index().utf16_column(&self.text, position)
    }

    pub fn line_index(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }
}

/// All files of a run, inputs and the files people write.
#[derive(Default)]
pub struct Sources {
    files: Vec<SourceFile>,
}

impl Sources {
    pub fn add(&mut self, path: String, text: Arc<str>) -> FileId {
        let id = FileId(u32::try_from(self.files.len()).unwrap_or(u32::MAX));
        self.files.push(SourceFile {
            path,
            text,
            lines: OnceLock::new(),
        });
        id
    }

    /// A file whose text comes later, so that files can be read side by side.
    pub fn reserve(&mut self, path: String) -> FileId {
        self.add(path, Arc::from(""))
    }

    /// The text of a reserved file.
    pub fn fill(&mut self, id: FileId, text: Arc<str>) {
        if let Some(file) = self.files.get_mut(id.0 as usize) {
            file.text = text;
        }
    }

    /// Show every file under another name.
    pub fn rename(&mut self, rename: &dyn Fn(&str) -> String) {
        for file in &mut self.files {
            file.path = rename(&file.path);
        }
    }

    /// Take in the files of another run. What is returned turns an id of theirs into one of ours.
    pub fn append(&mut self, other: Sources) -> impl Fn(FileId) -> FileId + use<> {
        let first = u32::try_from(self.files.len()).unwrap_or(u32::MAX);
        self.files.extend(other.files);
        move |id| FileId(id.0.saturating_add(first))
    }

    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// Every file, by its name as shown.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.iter().map(|file| file.path.as_str())
    }

    /// The name of a file as shown.
    pub fn path(&self, id: FileId) -> &str {
        self.get(id).map_or("", |file| file.path.as_str())
    }
}
