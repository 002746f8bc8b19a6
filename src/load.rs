//! From paths to documents: read, decode, parse, recognise, and hold every record against its schema.

use std::path::Path;
use std::sync::Arc;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

use crate::diagnostic::{Code, Diagnostic};
use crate::export::{self, Reading};
use crate::finding::Label;
use crate::schema::Wrong;
use crate::source::discover::{Discovery, Found, plain_io_error, unread};
use crate::source::{
    FileId, Language, Limits, MAX_FILE_BYTES, ReadCode, ReadError, Sources, Span, Tree, decode,
    read,
};
use crate::tenant::Document;
use crate::written::{from_problem, label_of, read_error};

/// A file that was read, for the report.
#[derive(Debug, Clone)]
pub struct InputFile {
    pub path: String,
    pub format: &'static str,
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

/// Why a file was not read at all.
pub enum Refused {
    Unreadable(String),
    TooLarge(u64),
}

/// A file read and parsed, before it has a place among the others.
struct Parsed {
    name: String,
    named: bool,
    sha256: String,
    text: Arc<str>,
    tree: Result<Tree, Failure>,
}

enum Failure {
    Refused(Refused),
    Encoding(String),
    Syntax(ReadError),
}

/// Files read and parsed, before they have a place among the sources.
pub struct ParsedFiles(Vec<Parsed>);

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
pub fn settle(parsed: ParsedFiles, found: Discovery, sources: &mut Sources) -> Loaded {
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
        take(file, sources, &mut loaded);
    }
    hold_against_schemas(&mut loaded);
    loaded
}

/// Read one text, such as standard input.
pub fn load_bytes(bytes: Bytes, sources: &mut Sources) -> Loaded {
    let mut loaded = Loaded::default();
    take(parse(bytes), sources, &mut loaded);
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

fn read_file(path: &Path) -> Result<Vec<u8>, Refused> {
    let unreadable = |error: std::io::Error| Refused::Unreadable(plain_io_error(&error));
    let size = std::fs::metadata(path).map_err(unreadable)?.len();
    if size > MAX_FILE_BYTES {
        return Err(Refused::TooLarge(size));
    }
    std::fs::read(path).map_err(unreadable)
}

fn parse(file: Bytes) -> Parsed {
    let mut parsed = Parsed {
        name: file.name,
        named: file.named,
        sha256: String::new(),
        text: Arc::from(""),
        tree: Err(Failure::Encoding(String::new())),
    };
    let bytes = match file.bytes {
        Ok(bytes) => bytes,
        Err(refused) => {
            parsed.tree = Err(Failure::Refused(refused));
            return parsed;
        }
    };
    parsed.sha256 = hex(&Sha256::digest(&bytes));
    match decode(bytes) {
        Err(error) => {
            parsed.tree = Err(Failure::Encoding(format!(
                "{} (byte {})",
                error.message, error.offset
            )));
        }
        Ok((text, _)) => {
            parsed.text = Arc::from(text);
            let language =
                Language::of_name(&parsed.name).unwrap_or_else(|| Language::of_text(&parsed.text));
            parsed.tree = read(Arc::clone(&parsed.text), language, &Limits::default())
                .map_err(Failure::Syntax);
        }
    }
    parsed
}

fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    let mut text = String::with_capacity(bytes.len() * 2);
    for byte in bytes {
        let _ = write!(text, "{byte:02x}");
    }
    text
}

fn take(parsed: Parsed, sources: &mut Sources, loaded: &mut Loaded) {
    let file = sources.add(parsed.name.clone(), parsed.text);
    if let Some(reason) = unread(&parsed.name) {
        loaded.diagnostics.push(
            Diagnostic::new(
                Code::NotRecognised,
                format!("{} was not read: {reason}", parsed.name),
            )
            .label(whole_file(file)),
        );
        return;
    }
    let mut tree = match parsed.tree {
        Ok(tree) => tree,
        Err(failure) => {
            loaded
                .diagnostics
                .push(refusal(&parsed.name, file, &failure));
            return;
        }
    };
    let mut reading = export::recognise(&mut tree, file, &parsed.name);
    loaded.diagnostics.append(&mut reading.diagnostics);
    if reading.is_empty() {
        unrecognised(parsed.name, parsed.named, file, &tree, &reading, loaded);
        return;
    }
    loaded.inputs.push(InputFile {
        path: parsed.name,
        format: reading.format,
        sha256: parsed.sha256,
    });
    loaded.documents.push(Document {
        file,
        tree,
        reading,
    });
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
    let already_said = loaded
        .diagnostics
        .iter()
        .any(|diagnostic| diagnostic.labels.iter().any(|label| label.file == file));
    let what = match reading.otherwise {
        Some(title) => format!("it is {title}"),
        None => "it holds no settings that tenantlint knows".to_owned(),
    };
    if !named || already_said {
        loaded.skipped.push((name, what));
        return;
    }
    let place = tree.roots().first().map_or_else(
        || whole_file(file),
        |root| {
            let mut label = label_of(tree, file, *root, "not recognised", true);
            label.span.end = label.span.end.min(label.span.start + 1);
            label
        },
    );
    let message = match reading.otherwise {
        Some(title) => format!("{name} is {title}: tenantlint does not judge it"),
        None => format!("{name} holds no settings that tenantlint knows"),
    };
    loaded.diagnostics.push(
        Diagnostic::new(Code::NotRecognised, message)
            .help("give it exports of cross-tenant access settings (default, partners) or Teams channel policies; the README says how to export them")
            .label(place),
    );
}

fn refusal(name: &str, file: FileId, failure: &Failure) -> Diagnostic {
    match failure {
        Failure::Refused(Refused::Unreadable(reason)) => Diagnostic::new(
            Code::FileUnreadable,
            format!("{name} could not be read: {reason}"),
        )
        .label(whole_file(file)),
        Failure::Refused(Refused::TooLarge(size)) => Diagnostic::new(
            Code::FileTooLarge,
            format!(
                "{name} is {} MiB: files over {} MiB are not read",
                size >> 20,
                MAX_FILE_BYTES >> 20
            ),
        )
        .label(whole_file(file)),
        Failure::Encoding(reason) => Diagnostic::new(
            Code::EncodingInvalid,
            format!("{name} is neither UTF-8 nor UTF-16: {reason}"),
        )
        .help("save it as UTF-8, or export it again")
        .label(whole_file(file)),
        Failure::Syntax(error) => {
            let code = match error.code {
                ReadCode::JsonInvalid => Code::JsonInvalid,
                ReadCode::YamlInvalid => Code::YamlInvalid,
                ReadCode::PowerShellInvalid => Code::PowershellInvalid,
                ReadCode::ListingInvalid => Code::ListingInvalid,
                ReadCode::CsvInvalid => Code::CsvInvalid,
                ReadCode::ValueCut => Code::ValueCut,
                ReadCode::DuplicateKey => Code::KeyDuplicate,
                ReadCode::NumberInvalid => Code::NumberInvalid,
                ReadCode::TooDeep | ReadCode::TooLarge => Code::NestingTooDeep,
                ReadCode::AliasLimit => Code::AliasLimit,
            };
            read_error(file, error, code)
        }
    }
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

/// Every departure of a record from its schema is said; what it touches is unknown to the rules.
fn hold_against_schemas(loaded: &mut Loaded) {
    let found: Vec<Vec<Diagnostic>> = loaded.documents.par_iter().map(check_document).collect();
    loaded.diagnostics.extend(found.into_iter().flatten());
}

/// At most so many of one kind are said of one file.
const MOST_OF_A_KIND: usize = 20;

pub fn check_document(document: &Document) -> Vec<Diagnostic> {
    let found: Vec<(Code, Diagnostic)> = document
        .reading
        .records
        .par_iter()
        .flat_map_iter(|record| record.kind.schema().check(&document.tree, record.node))
        .map(|problem| {
            let code = match problem.wrong {
                Wrong::Flattened if is_truncated(document, problem.node) => Code::ExportTruncated,
                Wrong::Type | Wrong::Flattened => Code::TypeWrong,
                Wrong::Value => Code::ValueUnknown,
                Wrong::Missing => Code::KeyMissing,
                Wrong::UnknownKey | Wrong::Other => Code::ShapeWrong,
            };
            (
                code,
                from_problem(&document.tree, document.file, &problem, code),
            )
        })
        .collect();
    let mut said = truncation(&found);
    let mut counts = std::collections::BTreeMap::new();
    for (code, diagnostic) in found {
        if code == Code::ExportTruncated {
            continue;
        }
        let count = counts.entry(code).or_insert(0usize);
        *count += 1;
        if *count <= MOST_OF_A_KIND {
            said.push(diagnostic);
        }
    }
    for (code, count) in counts {
        if count > MOST_OF_A_KIND
            && let Some(last) = said
                .iter_mut()
                .rev()
                .find(|diagnostic| diagnostic.code == code)
        {
            let more = format!("{} more like this in this file", count - MOST_OF_A_KIND);
            last.help = Some(match last.help.take() {
                Some(help) => format!("{help}\n{more}"),
                None => more,
            });
        }
    }
    said
}

/// What PowerShell writes where it stops nesting: type names, `@{…}`, and lists as words in a row.
fn is_truncated(document: &Document, node: crate::source::NodeId) -> bool {
    let powershell = document.reading.format.ends_with("powershell");
    document.tree.as_str(node).is_some_and(|text| {
        powershell
            || ["Microsoft.", "System.", "@{"]
                .iter()
                .any(|start| text.starts_with(start))
    })
}

/// One export is cut off once, however many values it lost.
fn truncation(found: &[(Code, Diagnostic)]) -> Vec<Diagnostic> {
    let mut cut = found
        .iter()
        .filter(|(code, _)| *code == Code::ExportTruncated)
        .map(|(_, diagnostic)| diagnostic);
    let Some(first) = cut.next() else {
        return Vec::new();
    };
    let count = 1 + cut.count();
    let mut diagnostic = Diagnostic::new(
        Code::ExportTruncated,
        format!(
            "this export was cut off: {count} nested {} became text, so what they said is lost",
            if count == 1 { "value" } else { "values" }
        ),
    )
    .help("`ConvertTo-Json` stops at depth 2 unless told otherwise: export again with `| ConvertTo-Json -Depth 10`");
    diagnostic.labels = first
        .labels
        .iter()
        .map(|label| Label {
            text: "text, not settings".to_owned(),
            ..label.clone()
        })
        .collect();
    vec![diagnostic]
}
