//! From paths to documents: read, decode, parse, recognise, and hold every record against its schema.

mod conform;
mod refusal;

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic};
use crate::digest;
use crate::export::{self, Carries, House, Kind, Reading};
use crate::finding::Label;
use crate::source::discover::{Discovery, Found, display};
use crate::source::{
    Encoding, FileId, Language, Limits, ReadError, Refused, Sources, Span, Tree, decode, read,
    read_file,
};
use crate::tenant::Document;
use crate::written::label_of;
pub use conform::check_document;
use conform::hold_against_schemas;
use refusal::refusal;

/// A file that was read, for the report.
#[derive(Debug, Clone)]
pub struct InputFile {
    pub path: String,
    pub encoding: Encoding,
    pub language: Language,
    pub format: &'static str,
    /// Of the tool or interface that wrote it, where the file tells.
    pub version: Option<String>,
    /// How many records of each kind were found.
    pub records: Vec<(Kind, usize)>,
    /// What the format can't carry, of what it has records of.
    pub carries: &'static Carries,
    /// Lower-case hex.
    pub sha256: String,
}

/// Everything the inputs hold.
#[derive(Default)]
pub struct Loaded {
    pub documents: Vec<Document>,
    pub inputs: Vec<InputFile>,
    pub diagnostics: Vec<Diagnostic>,
    /// Files passed over, and why.
    pub skipped: Vec<(String, String)>,
}

impl Loaded {
    /// Take in what another input holds.
    pub fn extend(&mut self, more: Loaded) {
        self.documents.extend(more.documents);
        self.inputs.extend(more.inputs);
        self.diagnostics.extend(more.diagnostics);
        self.skipped.extend(more.skipped);
    }
}

/// Bytes and where they come from: a file, or standard input.
pub struct Bytes {
    pub name: String,
    pub named: bool,
    pub bytes: Result<Vec<u8>, Refused>,
}

/// A file read and parsed, before it has a place among the others.
struct Parsed {
    name: String,
    named: bool,
    sha256: String,
    text: Arc<str>,
    encoding: Encoding,
    language: Language,
    tree: Result<Tree, Failure>,
}

enum Failure {
    Refused(Refused),
    Encoding(String),
    Syntax(ReadError),
}

/// Files read and parsed, before they have a place among the sources.
pub struct ParsedFiles(Vec<Parsed>);

impl ParsedFiles {
    /// Keep the files for which `stays` says so, in the order of the discovery.
    pub fn retain(&mut self, stays: &[bool]) {
        let mut stays = stays.iter();
        self.0.retain(|_| stays.next().is_none_or(|stays| *stays));
    }
}

/// Read and parse the files that discovery found, side by side.
pub fn parse_all(files: &[Found], tick: &(dyn Fn() + Sync)) -> ParsedFiles {
    ParsedFiles(
        files
            .par_iter()
            .map(|file| {
                let parsed = parse(from_disk(file));
                tick();
                parsed
            })
            .collect(),
    )
}

/// Recognise what was parsed. `found` is the discovery that it came from.
/// `houses` are the formats of the config.
pub fn settle(
    parsed: ParsedFiles,
    found: Discovery,
    houses: &[House],
    sources: &mut Sources,
) -> Loaded {
    let mut loaded = Loaded::default();
    for unreadable in found.unreadable {
        let file = sources.add(unreadable.name.clone(), Arc::from(""));
        loaded.diagnostics.push(
            Diagnostic::new(
                Code::FileUnreadable,
                format!(
                    "{} could not be read: {}",
                    unreadable.name, unreadable.reason
                ),
            )
            .label(whole_file(file)),
        );
    }
    loaded.skipped.extend(
        found
            .skipped
            .into_iter()
            .map(|skipped| (skipped.name, skipped.reason)),
    );
    for file in parsed.0 {
        take(file, houses, sources, &mut loaded);
    }
    hold_against_schemas(&mut loaded);
    loaded
}

/// Read one file that is asked for by name.
pub fn load_file(path: &Path, houses: &[House], sources: &mut Sources) -> Loaded {
    let bytes = Bytes {
        name: display(path),
        named: true,
        bytes: read_file(path),
    };
    load_bytes(bytes, houses, sources)
}

/// Read one text, such as standard input.
pub fn load_bytes(bytes: Bytes, houses: &[House], sources: &mut Sources) -> Loaded {
    let mut loaded = Loaded::default();
    take(parse(bytes), houses, sources, &mut loaded);
    hold_against_schemas(&mut loaded);
    loaded
}

fn from_disk(found: &Found) -> Bytes {
    Bytes {
        name: found.name.clone(),
        named: found.named,
        bytes: read_file(&found.path),
    }
}

fn parse(file: Bytes) -> Parsed {
    let mut parsed = Parsed {
        name: file.name,
        named: file.named,
        sha256: String::new(),
        text: Arc::from(""),
        encoding: Encoding::Utf8,
        language: Language::Json,
        tree: Err(Failure::Encoding(String::new())),
    };
    let bytes = match file.bytes {
        Ok(bytes) => bytes,
        Err(refused) => {
            parsed.tree = Err(Failure::Refused(refused));
            return parsed;
        }
    };
    parsed.sha256 = digest::of(&bytes);
    match decode(bytes) {
        Err(error) => {
            parsed.tree = Err(Failure::Encoding(format!(
                "{} (byte {})",
                error.message, error.offset
            )));
        }
        Ok((text, encoding)) => {
            parsed.text = Arc::from(text);
            parsed.encoding = encoding;
            parsed.language =
                Language::of_name(&parsed.name).unwrap_or_else(|| Language::of_text(&parsed.text));
            parsed.tree = read(
                Arc::clone(&parsed.text),
                parsed.language,
                &Limits::default(),
            )
            .map_err(Failure::Syntax);
        }
    }
    parsed
}

fn take(parsed: Parsed, houses: &[House], sources: &mut Sources, loaded: &mut Loaded) {
    let file = sources.add(parsed.name.clone(), Arc::clone(&parsed.text));
    if let Err(Failure::Syntax(error)) = &parsed.tree
        && !parsed.named
        && is_foreign(&parsed, error, houses)
    {
        let reason = format!(
            "it can't be read as {}, and says nothing of these settings",
            parsed.language
        );
        loaded.skipped.push((parsed.name, reason));
        return;
    }
    let mut tree = match parsed.tree {
        Ok(tree) => tree,
        Err(failure) => {
            let said = refusal(&parsed.name, file, parsed.language, &failure);
            loaded.diagnostics.push(said);
            return;
        }
    };
    let mut reading = export::recognise(&mut tree, file, &parsed.name, houses);
    let said = !reading.diagnostics.is_empty();
    let as_what = match reading.format {
        export::UNKNOWN => parsed.language.to_string(),
        _ => reading.title(),
    };
    for diagnostic in reading.diagnostics.drain(..) {
        loaded.diagnostics.push(diagnostic.read_as(&as_what));
    }
    if reading.is_empty() {
        let named = parsed.named && !said;
        unrecognised(parsed.name, named, file, &tree, &reading, loaded);
        return;
    }
    loaded.inputs.push(InputFile {
        path: parsed.name,
        encoding: parsed.encoding,
        language: parsed.language,
        format: reading.format,
        version: reading.version.clone(),
        records: reading.counts(),
        carries: reading.carries,
        sha256: parsed.sha256,
    });
    loaded.documents.push(Document {
        file,
        tree,
        reading,
    });
}

/// Scripts, tables, notes and templates lie in every repository: one that can't be read and says nothing of settings is none
/// of ours. JSON and YAML that end too early may have been about to say it.
fn is_foreign(parsed: &Parsed, error: &ReadError, houses: &[House]) -> bool {
    let is_mapped = houses.iter().any(|house| house.takes(&parsed.name));
    let is_data = matches!(
        parsed.language,
        Language::Json | Language::JsonLines | Language::Yaml
    );
    let is_cut = error.span.end as usize >= parsed.text.trim_end().len();
    let is_ours = match parsed.language {
        // A script may well speak of settings: the one that exports them does.
        Language::PowerShell => export::has_resources(&parsed.text),
        _ => export::speaks_of_settings(&parsed.name, &parsed.text),
    };
    !(is_mapped || is_ours || is_data && is_cut)
}

/// A file without records: an error when it was asked for by name, else passed over and counted.
fn unrecognised(
    name: String,
    named: bool,
    file: FileId,
    tree: &Tree,
    reading: &Reading,
    loaded: &mut Loaded,
) {
    let what = match reading.otherwise {
        Some(title) => format!("it is {title}"),
        None => "it holds no settings that tenantlint knows".to_owned(),
    };
    if let Some(lost) = reading.lost.filter(|_| !named) {
        let message =
            format!("{name} speaks of these settings, but holds no record that tenantlint knows");
        loaded.diagnostics.push(
            Diagnostic::new(Code::RecordUnknown, message)
                .help("a key may be misspelt, such as the one that says whose settings they are; or name the file's shape under `formats` in tenantlint.yaml")
                .label(label_of(tree, file, lost, "settings, but whose?", true)),
        );
        return;
    }
    if !named {
        loaded.skipped.push((name, what));
        return;
    }
    let place = tree.roots().first().map_or_else(
        || whole_file(file),
        |root| {
            let mut label = label_of(tree, file, *root, "not recognised", true);
            // Its first character is enough.
            let written = tree.text().get(label.span.start as usize..);
            let first = written.and_then(|written| written.chars().next());
            let length = first.map_or(0, |first| first.len_utf8() as u32);
            label.span.end = label.span.end.min(label.span.start + length);
            label
        },
    );
    let message = match reading.otherwise {
        Some(title) => format!("{name} is {title}: tenantlint does not judge it"),
        None => format!("{name} holds no settings that tenantlint knows"),
    };
    loaded.diagnostics.push(
        Diagnostic::new(Code::NotRecognised, message)
            .help("give it exports of cross-tenant access settings or of Teams policies; the README lists the formats it reads and how to export them")
            .label(place),
    );
}

fn whole_file(file: FileId) -> Label {
    Label {
        file,
        pointer: String::new(),
        span: Span { start: 0, end: 0 },
        text: String::new(),
        primary: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_not_recognised_is_marked_by_a_whole_character() {
        let mut sources = Sources::default();
        let loaded = load_bytes(
            Bytes {
                name: "contoso.yaml".to_owned(),
                named: true,
                bytes: Ok("é漢".as_bytes().to_vec()),
            },
            &[],
            &mut sources,
        );
        let spans: Vec<Span> = loaded
            .diagnostics
            .iter()
            .flat_map(|diagnostic| diagnostic.labels.iter().map(|label| label.span))
            .collect();
        assert_eq!(spans, [Span { start: 0, end: 2 }]);
    }
}
