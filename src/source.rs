//! Files and their text: finding them, decoding them, and reading them into located trees.

mod de;
mod decode;
pub mod discover;
mod json;
mod lines;
mod tree;
mod yaml;

use std::sync::{Arc, OnceLock};

pub use de::{DeError, from_node};
pub use decode::{DecodeError, Encoding, decode};
pub use json::read_json;
pub use lines::{LineIndex, Position};
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

    pub fn get(&self, id: FileId) -> Option<&SourceFile> {
        self.files.get(id.0 as usize)
    }

    /// The name of a file as shown.
    pub fn path(&self, id: FileId) -> &str {
        self.get(id).map_or("", |file| file.path.as_str())
    }
}

/// The language of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    Json,
    Yaml,
}

impl Language {
    /// By the file name; `None` when the name does not tell.
    pub fn of_name(name: &str) -> Option<Language> {
        let extension = name.rsplit_once('.')?.1.to_ascii_lowercase();
        match extension.as_str() {
            "json" => Some(Language::Json),
            "yaml" | "yml" => Some(Language::Yaml),
            _ => None,
        }
    }

    /// By the first character, for names that do not tell.
    pub fn of_text(text: &str) -> Language {
        match text.trim_start().chars().next() {
            Some('{' | '[') => Language::Json,
            _ => Language::Yaml,
        }
    }
}

/// Read a text into a tree.
pub fn read(text: Arc<str>, language: Language, limits: &Limits) -> Result<Tree, ReadError> {
    match language {
        Language::Json => read_json(text, limits),
        Language::Yaml => read_yaml(text, limits),
    }
}
