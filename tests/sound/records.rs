//! What every format owes, whatever the file: each value of a record stands where it says, and what stands there says
//! it. For tests and fuzz targets.

use tenantlint::source::{Kind, NodeId, Tree};
use tenantlint::tenant::Document;

/// Check every value of every record of the document. `made` says whether a format may make a value of what is written:
/// the value, then the text at its place.
pub(crate) fn check(document: &Document, made: &dyn Fn(&str, &str) -> bool) {
    for record in &document.reading.records {
        let mut open = vec![record.node];
        while let Some(node) = open.pop() {
            check_value(&document.tree, node, made);
            open.extend(document.tree.children(node));
        }
    }
}

fn check_value(tree: &Tree, node: NodeId, made: &dyn Fn(&str, &str) -> bool) {
    let slice = |span: tenantlint::source::Span| {
        tree.text()
            .get(span.start as usize..span.end as usize)
            .unwrap_or_else(|| panic!("{span:?} of {} is no text", tree.pointer(node)))
    };
    let written = slice(tree.span(node));
    if let Some(key) = tree.key_span(node) {
        let key = slice(key);
        let raw = tree.raw_key(node).unwrap_or_default();
        // A key that stands elsewhere, as in the header of a table, has an empty place.
        assert!(
            key.is_empty() || says(key, raw) || made(raw, key),
            "the key {raw:?} of {} is written {key:?}",
            tree.pointer(node)
        );
    }
    let value = match tree.kind(node) {
        Kind::Bool => tree.as_bool(node).map(|value| value.to_string()),
        Kind::Number => tree.number_text(node).map(str::to_owned),
        Kind::String => tree.as_str(node).map(str::to_owned),
        // An object full of nulls is one, and so is a section that was left out; nothing to compare.
        Kind::Null | Kind::Unknown | Kind::Array | Kind::Object => None,
    };
    if let Some(value) = value {
        // The place is the value's own, not that of what is around it.
        assert!(
            !written.contains('\n') || value.contains('\n'),
            "{value:?} of {} is written {written:?}",
            tree.pointer(node)
        );
        assert!(
            says(written, &value) || made(&value, written),
            "{value:?} of {} is written {written:?}",
            tree.pointer(node)
        );
    }
}

/// Whether the written text holds the value: as it is, with another casing, or behind escapes.
fn says(written: &str, value: &str) -> bool {
    let written = written.to_ascii_lowercase();
    let value = value.to_ascii_lowercase();
    written.contains(&value)
        || unescaped(&written).is_some_and(|text| text.contains(&value))
        || written.replace("''", "'").contains(&value)
        || written.replace("\"\"", "\"").contains(&value)
}

/// A JSON string, or the inside of one within another.
fn unescaped(written: &str) -> Option<String> {
    if let Ok(text) = serde_json::from_str::<String>(written) {
        return Some(text);
    }
    let outer = serde_json::from_str::<String>(&format!("\"{written}\"")).ok()?;
    Some(serde_json::from_str::<String>(&outer).unwrap_or(outer))
}
