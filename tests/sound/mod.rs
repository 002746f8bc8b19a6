//! What every reader owes, whatever the text: the checks behind the property tests in `source.rs` and behind the fuzz
//! targets in `fuzz/`, which include this file.

use std::collections::HashSet;
use std::sync::Arc;

use serde_json::Value;
use tenantlint::source::{Kind, Limits, NodeId, ReadCode, ReadError, Tree, read_json, read_yaml};

/// The subtree as serde_json would have it.
pub(crate) fn value(tree: &Tree, id: NodeId) -> Value {
    match tree.kind(id) {
        Kind::Null => Value::Null,
        Kind::Bool => Value::Bool(tree.as_bool(id).unwrap()),
        Kind::Number => serde_json::from_str(tree.number_text(id).unwrap()).unwrap(),
        Kind::String => Value::String(tree.as_str(id).unwrap().to_owned()),
        Kind::Array => tree.children(id).map(|child| value(tree, child)).collect(),
        Kind::Object => tree
            .children(id)
            .map(|child| (tree.key(child).unwrap().to_owned(), value(tree, child)))
            .collect(),
        Kind::Unknown => panic!("JSON and YAML tell every value: {}", tree.pointer(id)),
    }
}

pub(crate) fn json(text: &str) -> Result<Tree, ReadError> {
    read_json(Arc::from(text), &Limits::default())
}

pub(crate) fn yaml(text: &str) -> Result<Tree, ReadError> {
    read_yaml(Arc::from(text), &Limits::default())
}

/// Every node below `id`, itself included.
pub(crate) fn all(tree: &Tree, id: NodeId) -> Vec<NodeId> {
    let mut found = vec![id];
    let mut next = 0;
    while let Some(id) = found.get(next).copied() {
        found.extend(tree.children(id));
        next += 1;
    }
    found
}

/// Every span lies on character boundaries, inside the parent's; every pointer leads back; no two are alike.
pub(crate) fn check_places(tree: &Tree, nested_spans: bool) {
    let text = tree.text();
    let mut pointers = HashSet::new();
    for (index, root) in tree.roots().iter().enumerate() {
        for id in all(tree, *root) {
            let span = tree.span(id);
            assert!(
                text.get(span.start as usize..span.end as usize).is_some(),
                "{span:?} in {text:?}"
            );
            if let Some(parent) = tree.parent(id).filter(|_| nested_spans) {
                let outer = tree.span(parent);
                assert!(
                    outer.start <= span.start && span.end <= outer.end,
                    "{span:?} in {outer:?} of {text:?}"
                );
            }
            let pointer = tree.pointer(id);
            assert!(
                pointers.insert(pointer.clone()),
                "{pointer} twice in {text:?}"
            );
            let mut steps = pointer.split('/').skip(1);
            if tree.roots().len() > 1 {
                assert_eq!(steps.next().unwrap().parse(), Ok(index));
            }
            let reached = steps.fold(*root, |at, step| match tree.kind(at) {
                Kind::Array => tree.item(at, step.parse().unwrap()).unwrap(),
                _ => tree
                    .get(at, &step.replace("~1", "/").replace("~0", "~"))
                    .unwrap(),
            });
            assert_eq!(reached, id, "{pointer} in {text:?}");
        }
    }
}

/// The places of an error lie in the text, on character boundaries.
pub(crate) fn check_error(text: &str, error: &ReadError) {
    for span in [
        Some(error.span),
        error.related.as_ref().map(|(span, _)| *span),
    ]
    .into_iter()
    .flatten()
    {
        assert!(
            text.get(span.start as usize..span.end as usize).is_some(),
            "{error:?} {text:?}"
        );
    }
    assert!(
        !error.message.is_empty() && !error.message.ends_with('.'),
        "{error:?}"
    );
}

/// `a` and `b` are the same up to how a float is rounded when read.
pub(crate) fn same(a: &Value, b: &Value) -> bool {
    match (a, b) {
        (Value::Number(a), Value::Number(b)) => {
            a == b
                || a.as_f64()
                    .zip(b.as_f64())
                    .is_some_and(|(a, b)| (a - b).abs() <= a.abs() * 4e-15 + 1e-300)
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| same(a, b))
        }
        (Value::Object(a), Value::Object(b)) => {
            a.len() == b.len()
                && a.iter()
                    .all(|(key, a)| b.get(key).is_some_and(|b| same(a, b)))
        }
        _ => a == b,
    }
}

/// Our JSON reader against serde_json: the same texts, the same values.
pub(crate) fn agrees_with_serde_json(text: &str) {
    match (json(text), serde_json::from_str::<Value>(text)) {
        (Ok(tree), Ok(theirs)) => {
            assert_eq!(tree.roots().len(), 1);
            let ours = value(&tree, tree.roots()[0]);
            assert!(same(&ours, &theirs), "{ours} {theirs} {text:?}");
            check_places(&tree, true);
            for id in all(&tree, tree.roots()[0]) {
                let span = tree.span(id);
                let alone = json(&text[span.start as usize..span.end as usize]).unwrap();
                assert_eq!(value(&alone, alone.roots()[0]), value(&tree, id));
                if let Some(span) = tree.key_span(id) {
                    let alone = json(&text[span.start as usize..span.end as usize]).unwrap();
                    assert_eq!(alone.as_str(alone.roots()[0]), tree.raw_key(id));
                }
            }
        }
        (Err(ours), theirs) => {
            check_error(text, &ours);
            let stricter = match ours.code {
                ReadCode::DuplicateKey | ReadCode::TooDeep | ReadCode::TooLarge => true,
                ReadCode::NumberInvalid => ours.message.contains("longer than"),
                _ => false,
            };
            assert!(
                theirs.is_err() || stricter,
                "only serde_json reads {text:?}: {ours:?}"
            );
        }
        // It stops one level before we do, and reads nothing of what comes after.
        (Ok(_), Err(theirs)) if theirs.to_string().starts_with("recursion limit") => {}
        (Ok(_), Err(theirs)) => panic!("only we read {text:?}: {theirs}"),
    }
}

/// Whatever the text, the YAML reader answers, and what it answers is sound.
pub(crate) fn yaml_is_sound(text: &str) {
    let tree = match yaml(text) {
        Ok(tree) => tree,
        Err(error) => return check_error(text, &error),
    };
    // A repeated value lies elsewhere than what is around it.
    check_places(&tree, !text.contains('*'));
    for root in tree.roots() {
        for id in all(&tree, *root) {
            let span = tree.span(id);
            let written = &text[span.start as usize..span.end as usize];
            let tagged = text.contains('!');
            if !matches!(tree.kind(id), Kind::Array | Kind::Object)
                && reads_alone(written)
                && !tagged
            {
                let alone = yaml(written)
                    .unwrap_or_else(|error| panic!("{written:?} in {text:?}: {error:?}"));
                let again = alone
                    .roots()
                    .first()
                    .map_or(Value::Null, |root| value(&alone, *root));
                assert_eq!(again, value(&tree, id), "{written:?} in {text:?}");
            }
        }
    }
}

/// Block scalars depend on the indentation around them; markers and comments mean something else in the first column; a lone
/// `?` is text within brackets, and a key outside.
pub(crate) fn reads_alone(written: &str) -> bool {
    !written.starts_with(['|', '>', '%', '\u{feff}'])
        && written != "?"
        && !written
            .split(['\n', '\r'])
            .any(|line| line.starts_with("---") || line.starts_with("..."))
}
