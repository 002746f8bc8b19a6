//! The `formats` of the config: mappings for files of the house's own shape.

use std::collections::BTreeMap;
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use super::globs;
use crate::diagnostic::{Code, Diagnostic};
use crate::export::{House, Key, Kind, canonical_name};
use crate::source::NodeId;
use crate::suggest;
use crate::written::Written;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct FormatFile {
    name: String,
    paths: Vec<String>,
    kind: String,
    #[serde(default)]
    record: String,
    keys: BTreeMap<String, Value>,
    #[serde(default)]
    ignore: Vec<String>,
    #[serde(default)]
    omits_null: bool,
    #[serde(default = "yes")]
    all_partners: bool,
}

fn yes() -> bool {
    true
}

/// The mappings, or every mistake in the first that has one.
pub(super) fn read(
    written: &Written,
    root: NodeId,
    files: Vec<FormatFile>,
    folder: &Path,
) -> Result<Vec<House>, Vec<Diagnostic>> {
    let list = written.tree.get(root, "formats");
    files
        .into_iter()
        .enumerate()
        .map(|(index, file)| {
            let node = list
                .and_then(|list| written.tree.item(list, index))
                .unwrap_or(root);
            house(written, node, file, folder)
        })
        .collect()
}

fn house(
    written: &Written,
    node: NodeId,
    file: FormatFile,
    folder: &Path,
) -> Result<House, Vec<Diagnostic>> {
    let tree = &written.tree;
    let member = |key: &str| tree.get(node, key).unwrap_or(node);
    let mistake = |node: NodeId, message: String, label: &str| {
        vec![written.mistake(node, Code::ConfigInvalid, message, label)]
    };
    let kind = Kind::of_name(&file.kind).ok_or_else(|| {
        let names = || Kind::ALL.iter().map(|kind| kind.as_str());
        let help = match suggest::nearest(&file.kind, names()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("kinds: {}", names().collect::<Vec<_>>().join(", ")),
        };
        let message = format!("`{}` is no kind of record", file.kind);
        mistake(member("kind"), message, "no such kind")
            .into_iter()
            .map(|mistake| mistake.help(&*help))
            .collect::<Vec<_>>()
    })?;
    let paths = globs(&file.paths).map_err(|error| mistake(member("paths"), error, "here"))?;
    let keys_node = member("keys");
    let keys = tree
        .children(keys_node)
        .map(|node| {
            let name = tree.raw_key(node).unwrap_or_default();
            let value = file.keys.get(name).unwrap_or(&Value::Null);
            key(name, value, kind).map_err(|fault| {
                let found = written.mistake(node, Code::ConfigInvalid, fault.message, "here");
                vec![match fault.help {
                    Some(help) => found.help(help),
                    None => found,
                }]
            })
        })
        .collect::<Result<Vec<Key>, Vec<Diagnostic>>>()?;
    let wrong_pointer = |node, error| mistake(node, error, "not a JSON pointer");
    Ok(House {
        at: pointer(&file.record).map_err(|error| wrong_pointer(member("record"), error))?,
        ignored: file
            .ignore
            .iter()
            .map(|place| pointer(place))
            .collect::<Result<_, _>>()
            .map_err(|error| wrong_pointer(member("ignore"), error))?,
        name: file.name,
        paths,
        folder: folder.to_path_buf(),
        kind,
        keys,
        omits_null: file.omits_null,
        whole: file.all_partners,
    })
}

/// What is wrong with one key of a mapping.
struct Fault {
    message: String,
    help: Option<String>,
}

impl From<String> for Fault {
    fn from(message: String) -> Fault {
        Fault {
            message,
            help: None,
        }
    }
}

/// `inboundTrust.isMfaAccepted: /trust/mfa`, or an object with `from` and `values`, or with `value` and `when`.
fn key(name: &str, value: &Value, kind: Kind) -> Result<Key, Fault> {
    let to = name
        .split('.')
        .map(|part| canonical(part, kind))
        .collect::<Result<Vec<_>, _>>()?;
    let text = |key: &str| value.get(key).and_then(Value::as_str);
    let from = match value {
        Value::String(from) => from.as_str(),
        _ => text("from").or_else(|| text("when")).unwrap_or_default(),
    };
    let values = match value.get("values") {
        Some(Value::Object(values)) => values
            .iter()
            .map(|(from, to)| (from.clone(), to.clone()))
            .collect(),
        _ => Vec::new(),
    };
    Ok(Key {
        to,
        from: pointer(from)?,
        values,
        constant: value.get("value").cloned(),
    })
}

/// A name that the schema of the kind knows.
fn canonical(part: &str, kind: Kind) -> Result<&'static str, Fault> {
    let schema = kind.schema();
    match canonical_name(part) {
        Some(name) if name == part && schema.names().any(|known| known == name) => Ok(name),
        _ => Err(Fault {
            message: format!("`{part}` is no property of {}", kind.one()),
            help: suggest::nearest(part, schema.names())
                .map(|near| format!("did you mean `{near}`?")),
        }),
    }
}

/// The keys of a JSON pointer, RFC 6901.
fn pointer(text: &str) -> Result<Vec<String>, String> {
    if text.is_empty() {
        return Ok(Vec::new());
    }
    let Some(rest) = text.strip_prefix('/') else {
        return Err(format!(
            "`{text}` is no JSON pointer: it must begin with `/`, or be empty for the whole document"
        ));
    };
    Ok(rest
        .split('/')
        .map(|part| part.replace("~1", "/").replace("~0", "~"))
        .collect())
}
