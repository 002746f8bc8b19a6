//! Tests of `yaml.rs`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;

fn read(text: &str) -> Result<Tree, ReadError> {
    read_yaml(Arc::from(text), &Limits::default())
}

/// A short notation of what was read: strings in quotes, each value with the text at its span.
fn shown(tree: &Tree, id: NodeId) -> String {
    let list = |open: &str, close: &str| {
        let items = tree.children(id).map(|id| {
            let key = tree
                .key(id)
                .map(|key| format!("{key}: "))
                .unwrap_or_default();
            key + &shown(tree, id)
        });
        format!("{open}{}{close}", items.collect::<Vec<_>>().join(", "))
    };
    match tree.kind(id) {
        Kind::Null | Kind::Unknown => "null".to_owned(),
        Kind::Bool => tree.as_bool(id).unwrap().to_string(),
        Kind::Number => tree.number_text(id).unwrap().to_owned(),
        Kind::String => format!("{:?}", tree.as_str(id).unwrap()),
        Kind::Array => list("[", "]"),
        Kind::Object => list("{", "}"),
    }
}

fn value(text: &str) -> String {
    let tree = read(text).unwrap();
    tree.roots()
        .iter()
        .map(|root| shown(&tree, *root))
        .collect::<Vec<_>>()
        .join(" | ")
}

/// The text at the span of each value, and before it the text at the span of its key, in file order.
fn places(text: &str) -> Vec<String> {
    let tree = read(text).unwrap();
    let slice = |span: Span| text[span.start as usize..span.end as usize].to_owned();
    let mut found = Vec::new();
    let mut left: Vec<NodeId> = tree.roots().iter().rev().copied().collect();
    while let Some(id) = left.pop() {
        found.extend(tree.key_span(id).map(slice));
        found.push(slice(tree.span(id)));
        let children: Vec<NodeId> = tree.children(id).collect();
        left.extend(children.into_iter().rev());
    }
    found
}

#[test]
fn plain_scalars() {
    for (text, wanted) in [
        ("true", "true"),
        ("false", "false"),
        ("True", "\"True\""),
        ("yes", "\"yes\""),
        ("off", "\"off\""),
        ("null", "null"),
        ("~", "null"),
        ("Null", "null"),
        ("NULL", "null"),
        ("nULL", "\"nULL\""),
        ("0", "0"),
        ("-12", "-12"),
        ("+5", "5"),
        ("017", "\"017\""),
        ("0012345678", "\"0012345678\""),
        ("1_000", "\"1_000\""),
        ("0x1F", "\"0x1F\""),
        ("0o17", "\"0o17\""),
        ("1.5", "1.5"),
        (".5", "0.5"),
        ("-.5", "-0.5"),
        ("5.", "5.0"),
        ("+1.e3", "1.0e3"),
        ("1e3", "1e3"),
        ("1e", "\"1e\""),
        ("01.5", "\"01.5\""),
        (".", "\".\""),
        ("-", "[null]"),
        ("+", "\"+\""),
        ("1.2.3", "\"1.2.3\""),
        ("2026-11-23", "\"2026-11-23\""),
        ("12:30", "\"12:30\""),
        ("a b", "\"a b\""),
        ("'5'", "\"5\""),
        ("\"true\"", "\"true\""),
        ("'it''s'", "\"it's\""),
        ("\"\\ud83d\\ude00\"", "\"😀\""),
        ("!!str 5", "\"5\""),
        ("!!int '5'", "5"),
        ("!!null ''", "null"),
        ("!!bool \"true\"", "true"),
        ("!!float 1", "1"),
        ("! 5", "\"5\""),
        ("!!str", "\"\""),
        ("!!seq [1]", "[1]"),
        ("!!map {a: }", "{a: null}"),
        ("|\n a\n b\n", "\"a\\nb\\n\""),
        (">-\n a\n b\n", "\"a b\""),
    ] {
        assert_eq!(value(text), wanted, "{text}");
    }
}

#[test]
fn documents_keys_anchors_and_merges() {
    for (text, wanted) in [
        ("", ""),
        ("# nothing\n---\n---\n# nothing\n...\n", ""),
        ("---\na: 1\n---\n~\n---\n---\nb\n", "{a: 1} | null | \"b\""),
        (
            "1: a\ntrue: b\n~: c\n: d\n'q': e\n",
            "{1: \"a\", true: \"b\", ~: \"c\", : \"d\", q: \"e\"}",
        ),
        (
            "a: &x {b: [1, &y z]}\nc: *x\nd: *y\n",
            "{a: {b: [1, \"z\"]}, c: {b: [1, \"z\"]}, d: \"z\"}",
        ),
        ("&k key: *k\n*k : 1\n", "DuplicateKey"),
        ("&k key: *k\nv: {*k : 1}\n", "{key: \"key\", v: {key: 1}}"),
        (
            "a: &a {x: 1, y: 2}\nb:\n  <<: *a\n  y: 3\n",
            "{a: {x: 1, y: 2}, b: {y: 3, x: 1}}",
        ),
        (
            "a: &a {x: 1}\nb: {y: 3, <<: [*a, {x: 2, z: {q: 4}}]}\n",
            "{a: {x: 1}, b: {y: 3, x: 1, z: {q: 4}}}",
        ),
        ("<<: {a: {<<: {b: 1}, b: 2}}\na: 5", "{a: 5}"),
        ("<<: {a: {<<: {b: 1}, c: 2}}", "{a: {c: 2, b: 1}}"),
        ("'<<': {a: 1}", "{<<: {a: 1}}"),
        ("a: &x 1\n---\nb: &x 2\nc: *x\n", "{a: 1} | {b: 2, c: 2}"),
    ] {
        let found = read(text).map_or_else(|error| format!("{:?}", error.code), |_| value(text));
        assert_eq!(found, wanted, "{text}");
    }
    let tree = read("a: &a\n  x: [1]\nb:\n  <<: *a\n").unwrap();
    let merged = tree
        .children(tree.roots()[0])
        .nth(1)
        .and_then(|b| tree.item(tree.get(b, "x")?, 0))
        .unwrap();
    assert_eq!(tree.pointer(merged), "/b/x/0");
    assert_eq!(tree.span(merged), Span { start: 12, end: 13 });
}

#[test]
fn spans() {
    let check = |text: &str, wanted: &[&str]| assert_eq!(places(text), wanted, "{text}");
    check(
        "a: 'x' # c\n'b' : y  \n\n# end\n",
        &["a: 'x' # c\n'b' : y", "a", "'x'", "'b'", "y"],
    );
    check(
        "a:\nb: \nc : # x\n",
        &["a:\nb: \nc :", "a", "", "b", "", "c", ""],
    );
    check(
        "s:\n- a\n- - b\n\nn: 1\n",
        &[
            "s:\n- a\n- - b\n\nn: 1",
            "s",
            "- a\n- - b",
            "a",
            "- b",
            "b",
            "n",
            "1",
        ],
    );
    check(
        "s: # - x\n  # - y\n  - a\n",
        &["s: # - x\n  # - y\n  - a", "s", "- a", "a"],
    );
    check(
        "- a: 1\n  b: {c: }\n\n# c\n- []\n",
        &[
            "- a: 1\n  b: {c: }\n\n# c\n- []",
            "a: 1\n  b: {c: }",
            "a",
            "1",
            "b",
            "{c: }",
            "c",
            "",
            "[]",
        ],
    );
    check(
        "k: |- # c\n  one\n\n  two\n\n\nl: >\n  x\n",
        &[
            "k: |- # c\n  one\n\n  two\n\n\nl: >\n  x",
            "k",
            "|- # c\n  one\n\n  two",
            "l",
            ">\n  x",
        ],
    );
    check(
        "- &x |\n  a\n-\n  - >2\n      b\n",
        &[
            "- &x |\n  a\n-\n  - >2\n      b",
            "|\n  a",
            "- >2\n      b",
            ">2\n      b",
        ],
    );
    check(
        "[a, b: c, {d}]",
        &["[a, b: c, {d}]", "a", "b: c", "b", "c", "{d}", "d", ""],
    );
    check("a: &x v\nb: *x\n", &["a: &x v\nb: *x", "a", "v", "b", "v"]);
    let tree = read("a:\n").unwrap();
    let nothing = tree.children(tree.roots()[0]).next().unwrap();
    assert_eq!(tree.span(nothing), Span { start: 2, end: 2 });
}

#[test]
fn faults() {
    let bomb = "a: &a [1,1,1,1,1,1,1,1,1,1]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b,*b]\n\
                d: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e,*e]\n";
    let deep = format!("{}1", "[".repeat(200));
    let blocks = format!("{}1", "- ".repeat(200));
    let long = "1".repeat(65);
    let nested: String = (1..10)
        .map(|n| format!("- &a{n} {}*a{}{}\n", "[".repeat(20), n - 1, "]".repeat(20)))
        .collect();
    let nested = format!("- &a0 1\n{nested}");
    for (text, code, place) in [
        (
            "a: 1\nb: 2\n\"\\u0061\": 3\n",
            ReadCode::DuplicateKey,
            "\"\\u0061\"",
        ),
        ("{1: a, '1': b}", ReadCode::DuplicateKey, "'1'"),
        ("<<: {}\n<<: {}\n", ReadCode::DuplicateKey, "<<"),
        ("? [a]\n: 1\n", ReadCode::YamlInvalid, "["),
        ("a: &a {}\n*a : 1\n", ReadCode::YamlInvalid, "*a"),
        ("a: !secret x", ReadCode::YamlInvalid, "!secret"),
        ("a: !!binary x", ReadCode::YamlInvalid, "!!binary"),
        ("a: !!int x", ReadCode::YamlInvalid, "x"),
        ("a: !!map [1]", ReadCode::YamlInvalid, "!!map"),
        ("<<: 1", ReadCode::YamlInvalid, "1"),
        ("<<: [{}, 2]", ReadCode::YamlInvalid, "2"),
        ("a: &a [*a]", ReadCode::YamlInvalid, "*a"),
        ("a: *b", ReadCode::YamlInvalid, "*"),
        ("a: b: c", ReadCode::YamlInvalid, ":"),
        ("a:\n\tb: 1", ReadCode::YamlInvalid, "\t"),
        ("a: @b", ReadCode::YamlInvalid, "@"),
        ("a: x\n\t# c\n  y", ReadCode::YamlInvalid, "x\n\t# c\n  y"),
        ("a: [1", ReadCode::YamlInvalid, "["),
        ("a: .inf", ReadCode::NumberInvalid, ".inf"),
        ("a: -.INF", ReadCode::NumberInvalid, "-.INF"),
        ("a: .nan", ReadCode::NumberInvalid, ".nan"),
        ("a: 1e999", ReadCode::NumberInvalid, "1e999"),
        (&long, ReadCode::NumberInvalid, &long),
        (bomb, ReadCode::AliasLimit, "*d"),
        (&deep, ReadCode::TooDeep, "["),
        (&blocks, ReadCode::TooDeep, "-"),
        (&nested, ReadCode::TooDeep, "*a6"),
    ] {
        let error = read(text).unwrap_err();
        let found = &text[error.span.start as usize..error.span.end as usize];
        assert_eq!((error.code, found), (code, place), "{text}: {error:?}");
    }
}
