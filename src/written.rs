//! The files that people write: config, register, waivers, baseline. Mistakes in them are located diagnostics.

mod save;

use std::path::Path;
use std::sync::Arc;

use crate::diagnostic::{Code, Diagnostic};
use crate::finding::Label;
use crate::schema::{Problem, Schema};
use crate::source::{
    FileId, Kind, Language, Limits, MAX_FILE_BYTES, NodeId, ReadError, Refused, Sources, Span,
    Tree, decode, discover, read, read_file,
};

pub use save::save;

/// A file people write, read and held against its schema.
pub struct Written {
    pub file: FileId,
    pub tree: Tree,
}

/// Read `path` and hold it against `schema`; every mistake carries `code`.
pub fn load(
    path: &Path,
    schema: &Schema,
    code: Code,
    sources: &mut Sources,
) -> Result<Written, Vec<Diagnostic>> {
    let file = sources.reserve(discover::display(path));
    let (text, written) = load_as(path, file, schema, code);
    sources.fill(file, text);
    written
}

/// The same for a file that has its place among the sources already; its text comes back to fill it.
pub fn load_as(
    path: &Path,
    file: FileId,
    schema: &Schema,
    code: Code,
) -> (Arc<str>, Result<Written, Vec<Diagnostic>>) {
    let name = discover::display(path);
    match read_text(path) {
        Err(reason) => {
            let message = format!("{name} could not be read: {reason}");
            (Arc::from(""), Err(vec![Diagnostic::new(code, message)]))
        }
        Ok(text) => {
            let written = parse(&name, file, Arc::clone(&text), schema, code);
            (text, written)
        }
    }
}

/// Hold a text against `schema`. `name` tells its language.
pub fn parse(
    name: &str,
    file: FileId,
    text: Arc<str>,
    schema: &Schema,
    code: Code,
) -> Result<Written, Vec<Diagnostic>> {
    let language = Language::of_name(name).unwrap_or(Language::Yaml);
    let tree = read(text, language, &Limits::default())
        .map_err(|error| vec![read_error(file, &error, code)])?;
    let written = Written { file, tree };
    let Some(root) = written.root() else {
        let start = Label {
            file,
            pointer: String::new(),
            span: Span { start: 0, end: 0 },
            text: "nothing stands here".to_owned(),
            primary: true,
        };
        return Err(vec![
            Diagnostic::new(code, format!("{name} is empty")).label(start),
        ]);
    };
    if let Some(second) = written.tree.roots().get(1) {
        let message = format!("{name} holds more than one document: only one is read");
        return Err(vec![written.mistake(
            *second,
            code,
            message,
            "a second document",
        )]);
    }
    let problems = schema.check(&written.tree, root);
    if problems.is_empty() {
        return Ok(written);
    }
    Err(problems
        .iter()
        .map(|problem| from_problem(&written.tree, file, problem, code))
        .collect())
}

impl Written {
    pub fn root(&self) -> Option<NodeId> {
        self.tree.roots().first().copied()
    }

    /// A mistake at a node that no schema can see.
    pub fn mistake(&self, node: NodeId, code: Code, message: String, label: &str) -> Diagnostic {
        Diagnostic::new(code, message).label(label_of(&self.tree, self.file, node, label, true))
    }
}

/// The text of a file, or why there is none.
pub fn read_text(path: &Path) -> Result<Arc<str>, String> {
    let bytes = read_file(path).map_err(|refused| match refused {
        Refused::Unreadable(reason) => reason,
        Refused::TooLarge(_) => format!("it is larger than {} MiB", MAX_FILE_BYTES >> 20),
    })?;
    let (text, _) = decode(bytes).map_err(|error| error.message)?;
    Ok(Arc::from(text))
}

/// A text that is not JSON or YAML.
pub fn read_error(file: FileId, error: &ReadError, code: Code) -> Diagnostic {
    let place = |span: Span, text: &str, primary| Label {
        file,
        pointer: String::new(),
        span,
        text: text.to_owned(),
        primary,
    };
    let mut diagnostic =
        Diagnostic::new(code, error.message.clone()).label(place(error.span, "here", true));
    if let Some((span, text)) = &error.related {
        diagnostic = diagnostic.label(place(*span, text, false));
    }
    diagnostic.help.clone_from(&error.help);
    diagnostic
}

/// A departure from a schema, located.
pub fn from_problem(tree: &Tree, file: FileId, problem: &Problem, code: Code) -> Diagnostic {
    let mut diagnostic = Diagnostic::new(code, problem.message.clone()).label(label_of(
        tree,
        file,
        problem.node,
        &problem.label,
        true,
    ));
    diagnostic.help.clone_from(&problem.help);
    diagnostic
}

/// Label a node: a scalar with its key, a container by its key alone, an item of a list by the member that names it, so
/// that a label stays on its line.
pub fn label_of(tree: &Tree, file: FileId, node: NodeId, text: &str, primary: bool) -> Label {
    Label {
        file,
        pointer: tree.pointer(node),
        span: span_of(tree, node),
        text: text.to_owned(),
        primary,
    }
}

/// Members by which people know a record.
const NAMING: [&str; 6] = [
    "tenantId",
    "Identity",
    "GroupId",
    "isServiceDefault",
    "target",
    "name",
];

/// Whether a value goes over several lines.
fn is_long(tree: &Tree, value: Span) -> bool {
    let written = tree.text().get(value.start as usize..value.end as usize);
    written.is_some_and(|written| written.contains('\n'))
}

fn span_of(tree: &Tree, node: NodeId) -> Span {
    let value = tree.span(node);
    match (tree.key_span(node), tree.kind(node)) {
        (Some(key), Kind::Object | Kind::Array) => key,
        // An object full of nulls is a null, and may be as long as an object.
        (Some(key), Kind::Null | Kind::Unknown) if is_long(tree, value) => key,
        (Some(key), _) if key.end <= value.start => Span {
            start: key.start,
            end: value.end,
        },
        (None, Kind::Object) => NAMING
            .iter()
            .find_map(|key| tree.get(node, key))
            .or_else(|| tree.children(node).next())
            .map_or(value, |member| match tree.kind(member) {
                Kind::Object | Kind::Array => tree.key_span(member).unwrap_or(value),
                _ => span_of(tree, member),
            }),
        _ => value,
    }
}
