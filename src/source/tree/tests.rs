//! Tests of `tree.rs`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;
use crate::source::json::read_json;

fn read(text: &str) -> Tree {
    read_json(Arc::from(text), &Limits::default()).unwrap()
}

/// The value at a path of keys and indexes.
fn at(tree: &Tree, path: &str) -> NodeId {
    path.split('.')
        .fold(tree.roots()[0], |id, step| match step.parse() {
            Ok(index) => tree.item(id, index).unwrap(),
            Err(_) => tree.get(id, step).unwrap(),
        })
}

fn keys(tree: &Tree, id: NodeId) -> Vec<&str> {
    tree.children(id)
        .map(|child| tree.key(child).unwrap())
        .collect()
}

#[test]
fn nodes_are_small_and_shared_between_threads() {
    assert_eq!(size_of::<Node>(), 32);
    fn shared<T: Send + Sync>() {}
    shared::<Tree>();
}

#[test]
fn values_spans_and_pointers() {
    let tree = read(r#" {"a/b": [null, true, -1.5e3], "~": {"\u0061": "x\ty"}} "#);
    let root = tree.roots()[0];
    assert_eq!(keys(&tree, root), ["a/b", "~"]);
    let list = tree.get(root, "a/b").unwrap();
    assert_eq!((tree.len(list), tree.is_empty(list)), (3, false));
    assert!(tree.is_null(tree.item(list, 0).unwrap()));
    assert_eq!(tree.as_bool(tree.item(list, 1).unwrap()), Some(true));
    let number = tree.item(list, 2).unwrap();
    assert_eq!(tree.number_text(number), Some("-1.5e3"));
    assert_eq!((tree.as_str(number), tree.as_bool(number)), (None, None));
    assert_eq!(tree.pointer(number), "/a~1b/2");
    assert_eq!((tree.item(list, 3), tree.item(root, 0)), (None, None));
    let text = at(&tree, "~.a");
    assert_eq!(tree.as_str(text), Some("x\ty"));
    assert_eq!(tree.pointer(text), "/~0/a");
    let slice = |span: Span| span.slice(tree.text());
    assert_eq!(slice(tree.span(text)), r#""x\ty""#);
    assert_eq!(tree.key_span(text).map(slice), Some(r#""\u0061""#));
    assert_eq!(slice(tree.span(list)), "[null, true, -1.5e3]");
    assert_eq!(tree.key_span(number), None);
    assert_eq!(
        (tree.pointer(root), tree.parent(root)),
        (String::new(), None)
    );
}

#[test]
fn renaming_asks_once_a_key() {
    let mut tree = read(r#"[{"IsOn": 1, "x": 2}, {"IsOn": 3}, {"is_on": 4}]"#);
    let asked = std::cell::RefCell::new(Vec::new());
    tree.rename_keys(|key| {
        asked.borrow_mut().push(key.to_owned());
        key.to_ascii_lowercase().starts_with("is").then_some("isOn")
    });
    assert_eq!(asked.into_inner(), ["IsOn", "x", "is_on"]);
    for (path, raw) in [("0.isOn", "IsOn"), ("1.isOn", "IsOn"), ("2.isOn", "is_on")] {
        assert_eq!(tree.raw_key(at(&tree, path)), Some(raw));
    }
    assert_eq!(tree.pointer(at(&tree, "2.isOn")), "/2/is_on");
    assert_eq!(tree.get(at(&tree, "0"), "IsOn"), None);
    assert_eq!(keys(&tree, at(&tree, "0")), ["isOn", "x"]);
}

#[test]
fn lifting_keeps_what_the_parent_has() {
    let mut tree = read(r#"{"a": 1, "p": {"a": 2, "q": {"c": 3, "d": 4}, "b": 5}, "d": 6}"#);
    let (root, p, q) = (tree.roots()[0], at(&tree, "p"), at(&tree, "p.q"));
    tree.lift(p);
    assert_eq!(keys(&tree, root), ["a", "q", "b", "d"]);
    assert_eq!(tree.number_text(at(&tree, "a")), Some("1"));
    assert_eq!(
        (tree.pointer(q), tree.parent(q)),
        ("/p/q".to_owned(), Some(p))
    );
    tree.lift(q);
    assert_eq!(keys(&tree, root), ["a", "c", "b", "d"]);
    assert_eq!(tree.pointer(at(&tree, "c")), "/p/q/c");
    assert_eq!(tree.number_text(at(&tree, "d")), Some("6"));
    for unmovable in [p, q, root, at(&tree, "a")] {
        tree.lift(unmovable);
    }
    assert_eq!(keys(&tree, root), ["a", "c", "b", "d"]);
    assert!(tree.is_empty(p) && tree.is_empty(q));
}

#[test]
fn null_stays_in_its_place() {
    let mut tree = read(r#"{"a": {"b": [1]}, "c": "\n"}"#);
    for path in ["a", "c"] {
        let id = at(&tree, path);
        let before = (tree.span(id), tree.key_span(id), tree.pointer(id));
        tree.nullify(id);
        assert!(tree.is_null(id) && tree.is_empty(id) && tree.as_str(id).is_none());
        assert_eq!((tree.span(id), tree.key_span(id), tree.pointer(id)), before);
    }
    assert_eq!(keys(&tree, tree.roots()[0]), ["a", "c"]);
}

#[test]
fn a_foreign_id_is_null() {
    let (mut small, large) = (read("1"), read("[1, {\"a\": 2}]"));
    let foreign = at(&large, "1.a");
    assert!(small.is_null(foreign) && small.key(foreign).is_none() && small.is_empty(foreign));
    small.nullify(foreign);
    small.lift(foreign);
    assert_eq!(small.pointer(foreign), "");
}
