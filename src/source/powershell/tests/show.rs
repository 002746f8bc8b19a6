//! Trees as short text.

use std::fmt::Write;

use crate::source::tree::{Kind, Limits, NodeId, ReadError, Tree};

pub(super) fn read(text: &str) -> Result<Tree, ReadError> {
    super::read_powershell(text.into(), &Limits::default())
}

/// The tree that a text reads as, or the message: keys without quotes, what is unknown as written, between `?`.
pub(super) fn shown(text: &str) -> String {
    match read(text) {
        Ok(tree) => {
            let mut out = String::new();
            show(&tree, tree.roots()[0], &mut out);
            out
        }
        Err(error) => error.message,
    }
}

pub(super) fn show(tree: &Tree, id: NodeId, out: &mut String) {
    let kind = tree.kind(id);
    match kind {
        Kind::Null => out.push_str("null"),
        Kind::Bool => write!(out, "{}", tree.as_bool(id).unwrap()).unwrap(),
        Kind::Number => out.push_str(tree.number_text(id).unwrap()),
        Kind::String => write!(out, "{:?}", tree.as_str(id).unwrap()).unwrap(),
        Kind::Unknown => {
            let span = tree.span(id);
            let text = &tree.text()[span.start as usize..span.end as usize];
            write!(out, "?{text}?").unwrap();
        }
        Kind::Array | Kind::Object => {
            out.push(if kind == Kind::Array { '[' } else { '{' });
            for (index, child) in tree.children(id).enumerate() {
                assert_eq!(tree.parent(child), Some(id));
                if index > 0 {
                    out.push(',');
                }
                if let Some(key) = tree.key(child) {
                    write!(out, "{key}:").unwrap();
                }
                show(tree, child, out);
            }
            out.push(if kind == Kind::Array { ']' } else { '}' });
        }
    }
}
