//! Tests of `csv.rs`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

mod properties;

use super::*;
use crate::source::tree::NodeId;

fn read(text: &str) -> Result<Tree, ReadError> {
    read_csv(Arc::from(text), &Limits::default())
}

#[derive(Debug, Clone, PartialEq)]
enum Value {
    Nothing,
    Bool(bool),
    Number(String),
    Text(String),
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}

fn number(text: &str) -> Value {
    Value::Number(text.to_owned())
}

fn value(tree: &Tree, id: NodeId) -> Value {
    match tree.kind(id) {
        Kind::Unknown => Value::Nothing,
        Kind::Bool => Value::Bool(tree.as_bool(id).unwrap()),
        Kind::Number => number(tree.number_text(id).unwrap()),
        _ => text(tree.as_str(id).unwrap()),
    }
}

type Rows = Vec<Vec<Value>>;

/// The values of each row; the keys of each have to be `names`.
fn rows(tree: &Tree, names: &[impl AsRef<str>]) -> Rows {
    let mut rows = Vec::new();
    for row in tree.children(tree.roots()[0]) {
        let keys: Vec<&str> = tree.children(row).filter_map(|id| tree.key(id)).collect();
        let names: Vec<&str> = names.iter().map(AsRef::as_ref).collect();
        assert_eq!(keys, names);
        rows.push(tree.children(row).map(|id| value(tree, id)).collect());
    }
    rows
}

/// What the text says where a value stands.
fn shown(tree: &Tree, id: NodeId) -> &str {
    let span = tree.span(id);
    &tree.text()[span.start as usize..span.end as usize]
}

const GROUPS: &str = "#TYPE Selected.System.Management.Automation.PSCustomObject
\"Identity\",\"Description\",\"Allow\",\"Rank\",\"Domains\"
\"Global\",,\"True\",\"1\",\"System.Object[]\"
\"Tag:Pilot\",\"Say \"\"hello\"\",
twice\",\"False\",\"-7\",\"{contoso.com, fabrikam.com}\"

";

#[test]
fn rows_become_objects() {
    let names = ["Identity", "Description", "Allow", "Rank", "Domains"];
    let wanted = [
        vec![
            text("Global"),
            Value::Nothing,
            Value::Bool(true),
            number("1"),
            text("System.Object[]"),
        ],
        vec![
            text("Tag:Pilot"),
            text("Say \"hello\",\ntwice"),
            Value::Bool(false),
            number("-7"),
            text("{contoso.com, fabrikam.com}"),
        ],
    ];
    let tree = read(GROUPS).unwrap();
    assert_eq!(rows(&tree, &names), wanted);
    for other in [";", "\t"] {
        let tree = read(
            &GROUPS
                .replace("\",", &format!("\"{other}"))
                .replace(",\"", &format!("{other}\"")),
        );
        let found = rows(&tree.unwrap(), &names);
        assert_eq!(found[0], wanted[0]);
    }
    let tree = read(&GROUPS.replace("\n", "\r\n")).unwrap();
    let found = rows(&tree, &names);
    assert_eq!(found[0], wanted[0]);
    assert_eq!(found[1][1], text("Say \"hello\",\r\ntwice"));
}

#[test]
fn values_have_their_places() {
    let tree = read(GROUPS).unwrap();
    let second = tree.children(tree.roots()[0]).nth(1).unwrap();
    let found: Vec<&str> = tree.children(second).map(|id| shown(&tree, id)).collect();
    let wanted = [
        "\"Tag:Pilot\"",
        "\"Say \"\"hello\"\",\ntwice\"",
        "False",
        "-7",
        "\"{contoso.com, fabrikam.com}\"",
    ];
    assert_eq!(found, wanted);
    assert!(shown(&tree, second).starts_with("\"Tag:Pilot\",\"Say"));
    assert!(shown(&tree, second).ends_with("fabrikam.com}\""));
    let rank = tree.get(second, "Rank").unwrap();
    let key = tree.key_span(rank).unwrap();
    // The key stands in the header; its place is empty, where the value begins.
    let start = tree.span(rank).start;
    assert_eq!((key.start, key.end), (start, start));
    assert_eq!(tree.pointer(rank), "/1/Rank");
}

#[test]
fn fields_without_quotes() {
    let tree = read(
        "Team Name,Team Id,Guests,Is Deleted\nWarehouse,2-2,0,FALSE\n , a \"b\" ,007,TRUE\n,,1.5,",
    );
    let names = ["Team Name", "Team Id", "Guests", "Is Deleted"];
    let wanted = [
        [
            text("Warehouse"),
            text("2-2"),
            number("0"),
            Value::Bool(false),
        ],
        [
            Value::Nothing,
            text("a \"b\""),
            text("007"),
            Value::Bool(true),
        ],
        [Value::Nothing, Value::Nothing, text("1.5"), Value::Nothing],
    ];
    assert_eq!(rows(&tree.unwrap(), &names), wanted);
}

#[test]
fn the_header_tells_the_separator() {
    for (header, row, names) in [
        ("a,b;c", "1,2", vec!["a", "b;c"]),
        ("a;b,c", "1;2", vec!["a", "b,c"]),
        ("\"a;b\",c", "1,2", vec!["a;b", "c"]),
        ("\"a,\"\"b\";c", "1;2", vec!["a,\"b", "c"]),
        ("a\tb", "1\t2", vec!["a", "b"]),
        (" \"a\" , b", "\"1\" ,2", vec!["a", "b"]),
    ] {
        let tree = read(&format!("{header}\n{row}\r\n")).unwrap();
        assert_eq!(rows(&tree, &names), [[number("1"), number("2")]]);
    }
    let tree = read("a\n1;2\n\n  \n3,\n").map(drop);
    assert_eq!(tree.unwrap_err().code, ReadCode::CsvInvalid);
    let tree = read("a\n1;2\n\n  \n3\n").unwrap();
    assert_eq!(rows(&tree, &["a"]), [[text("1;2")], [number("3")]]);
}

#[test]
fn a_header_alone_is_an_empty_array() {
    for text in ["a,b", "a,b\r\n\r\n", "#TYPE X\n\"a\"\n"] {
        let tree = read(text).unwrap();
        assert_eq!(tree.kind(tree.roots()[0]), Kind::Array);
        assert!(tree.is_empty(tree.roots()[0]));
    }
}

#[test]
fn faults_name_the_place_and_the_way_out() {
    use ReadCode::{CsvInvalid, DuplicateKey, ValueCut};
    for (text, code, place, message, help) in [
        ("", CsvInvalid, "", "the text is empty", ""),
        ("\r\n \n", CsvInvalid, "", "the text is empty", ""),
        (
            "#TYPE System.String",
            CsvInvalid,
            "",
            "the text is empty",
            "",
        ),
        ("a,,b", CsvInvalid, "", "column 2 has no name", ""),
        ("a,b,", CsvInvalid, "", "column 3 has no name", ""),
        ("a,\"\"", CsvInvalid, "\"\"", "column 2 has no name", ""),
        (
            "a,\"a\"",
            DuplicateKey,
            "\"a\"",
            "two columns have the name `a`",
            "keep one",
        ),
        (
            "a,b\n1,2,3\n",
            CsvInvalid,
            "3",
            "more fields than the header, which has 2",
            "quotes",
        ),
        (
            "a,b,c\n1,2,3\n4, 5\r\n",
            CsvInvalid,
            "4, 5",
            "has 2 fields, the header has 3",
            "",
        ),
        (
            "a,b,c\n4",
            CsvInvalid,
            "4",
            "has 1 field, the header has 3: it may be cut off",
            "",
        ),
        (
            "a,b\n1,\"2\n3,4\n",
            CsvInvalid,
            "\"",
            "never closed",
            "cut off",
        ),
        ("\"a", CsvInvalid, "\"", "never closed", "cut off"),
        (
            "a,b\n\"1\" x y ,2\n",
            CsvInvalid,
            "x y",
            "behind the closing quote",
            "twice",
        ),
        (
            "a,b\n1,\"2\"\"",
            CsvInvalid,
            "\"",
            "never closed",
            "cut off",
        ),
        (
            "a\n\"1\"\rx\n",
            CsvInvalid,
            "x",
            "behind the closing quote",
            "twice",
        ),
        (
            "a\n\"{b, c...}\"\n",
            ValueCut,
            "\"{b, c...}\"",
            "cut this list short",
            "-Depth 10",
        ),
        (
            "a;b\n1;{b, c…}\n",
            ValueCut,
            "{b, c…}",
            "cut this list short",
            "-Depth 10",
        ),
    ] {
        let error = read(text).unwrap_err();
        let found = &text[error.span.start as usize..error.span.end as usize];
        assert_eq!((error.code, found), (code, place), "{text}: {error:?}");
        assert!(error.message.contains(message), "{text}: {error:?}");
        assert_eq!(error.help.is_some(), !help.is_empty(), "{text}: {error:?}");
        assert!(error.help.unwrap_or_default().contains(help), "{text}");
        let related = error.related.map(|(span, label)| (span.start, label));
        let first = (code == DuplicateKey).then(|| (0, "first here".to_owned()));
        assert_eq!(related, first, "{text}");
    }
    assert!(read("a\nto be continued...\n").is_ok());
}

#[test]
fn limits() {
    let refused = |text: &str, limits: &Limits| {
        let error = read_csv(Arc::from(text), limits).unwrap_err();
        (error.code, error.span.start)
    };
    let flat = Limits {
        depth: 1,
        ..Limits::default()
    };
    assert!(read_csv(Arc::from("a"), &flat).is_ok());
    assert_eq!(refused("a\n1", &flat), (ReadCode::TooDeep, 2));
    let few = Limits {
        nodes: 4,
        ..Limits::default()
    };
    assert!(read_csv(Arc::from("a,b\n1,2"), &few).is_ok());
    assert_eq!(refused("a,b\n1,2\n3,4", &few), (ReadCode::TooLarge, 8));
    let header = |length: usize| format!("a,{}\n1,2\n", "k".repeat(length));
    assert!(read(&header(65_535)).is_ok());
    let all = Limits::default();
    assert_eq!(refused(&header(65_536), &all), (ReadCode::TooLarge, 2));
}
