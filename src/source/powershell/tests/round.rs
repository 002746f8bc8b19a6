//! Trees printed in every style read back as what they were.

use proptest::prelude::*;

use super::show::read;
use crate::source::tree::{Kind, NodeId, Tree};

#[derive(Debug, Clone)]
enum Data {
    /// A scalar as it is written, and what it shows as.
    Scalar(String, String),
    List(Vec<Data>, u8),
    /// The type of an embedded block, or none for a hash table; the style; the members.
    Members(Option<String>, u8, Vec<(String, Data)>),
}

const EDGES: [&str; 12] = [
    "",
    "'",
    "\"",
    "`",
    "$",
    "$x",
    "“”",
    "’",
    "}",
    "#",
    "\n",
    "é漢😀",
];

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        proptest::sample::select(EDGES.to_vec()).prop_map(str::to_owned),
        "[ -~]{0,12}",
    ];
    proptest::collection::vec(piece, 0..4).prop_map(|pieces| pieces.concat())
}

fn is_quote(character: char, single: bool) -> bool {
    match character {
        '\'' | '\u{2018}'..='\u{201B}' => single,
        '"' | '\u{201C}'..='\u{201E}' => !single,
        _ => false,
    }
}

/// A string in one of the styles PowerShell has.
fn string(text: &str, style: u8) -> String {
    match style % 5 {
        0 | 4 => {
            let mut out = String::from(if style == 4 { "‘" } else { "'" });
            for character in text.chars() {
                if is_quote(character, true) {
                    out.push(character);
                }
                out.push(character);
            }
            out.push(if style == 4 { '’' } else { '\'' });
            out
        }
        1 | 2 => {
            let mut out = String::from(if style == 1 { "\"" } else { "[string] “" });
            for character in text.chars() {
                if character == '\n' {
                    out.push_str("`n");
                } else if matches!(character, '`' | '$') || is_quote(character, false) {
                    out.push('`');
                    out.push(character);
                } else {
                    out.push(character);
                }
            }
            out.push(if style == 1 { '"' } else { '”' });
            out
        }
        _ if text
            .lines()
            .any(|line| line.starts_with(|c| is_quote(c, true))) =>
        {
            string(text, 0)
        }
        _ => format!("@'\n{text}\n'@"),
    }
}

fn scalar() -> impl Strategy<Value = Data> {
    let of = |text: &str, shown: &str| Data::Scalar(text.to_owned(), shown.to_owned());
    prop_oneof![
        4 => (text(), 0..5_u8).prop_map(|(text, style)| {
            Data::Scalar(string(&text, style), format!("{text:?}"))
        }),
        1 => any::<i64>().prop_map(move |number| of(&number.to_string(), &number.to_string())),
        1 => proptest::sample::select(vec![("$True", "true"), ("$false", "false"), ("$NULL", "null")])
            .prop_map(move |(text, shown)| of(text, shown)),
        1 => proptest::sample::select(vec!["$x.y", "$OrganizationName", "\"by $x\"", "'a' + 'b'", "Present", "(Get-X 'a')"])
            .prop_map(move |text| of(text, &format!("?{text}?"))),
    ]
}

fn members(inner: impl Strategy<Value = Data>) -> impl Strategy<Value = Vec<(String, Data)>> {
    proptest::collection::btree_map("[A-Z][A-Za-z0-9]{0,6}", inner, 0..5)
        .prop_map(|members| members.into_iter().collect())
}

fn data() -> impl Strategy<Value = Data> {
    scalar().prop_recursive(5, 40, 5, |inner| {
        let kind = proptest::option::of("MSFT_[A-Z][A-Za-z]{0,6}");
        prop_oneof![
            (proptest::collection::vec(inner.clone(), 0..5), 0..3_u8)
                .prop_map(|(items, style)| Data::List(items, style)),
            (kind, 0..4_u8, members(inner))
                .prop_map(|(kind, style, members)| Data::Members(kind, style, members)),
        ]
    })
}

/// Writes the value; where an item ends, only a line break always separates.
fn write(data: &Data, out: &mut String) {
    match data {
        Data::Scalar(text, _) => out.push_str(text),
        Data::List(items, style) => {
            // An operator takes in all items of its statement, and a call its arguments: those stand on lines of their own.
            let greedy = |item: &Data| matches!(item, Data::Scalar(text, shown) if shown.starts_with('?') && !text.starts_with(['$', '"', '(']));
            let lines = *style == 0 || items.iter().any(greedy);
            let bare = *style == 2 && items.len() > 1 && !lines;
            out.push_str(if bare { "" } else { "@(" });
            for (index, item) in items.iter().enumerate() {
                if index > 0 {
                    out.push_str(if lines { "\n" } else { " ,\n  " });
                }
                // Bare lists within one another are one.
                match item {
                    Data::List(inner, _) if bare || !lines => {
                        write(&Data::List(inner.clone(), 0), out)
                    }
                    Data::List(inner, 2) => write(&Data::List(inner.clone(), 1), out),
                    item => write(item, out),
                }
            }
            out.push_str(if bare {
                ""
            } else if lines {
                "\n)"
            } else {
                " )"
            });
        }
        Data::Members(kind, style, members) => {
            out.push_str(kind.as_deref().unwrap_or("@"));
            out.push_str(match (kind, style) {
                (Some(_), 1) => "\n    ",
                (Some(_), 2) => " <# { #> ",
                _ => "",
            });
            write_members(*style, members, out);
        }
    }
}

fn write_members(style: u8, members: &[(String, Data)], out: &mut String) {
    out.push('{');
    for (index, (key, value)) in members.iter().enumerate() {
        out.push_str(if style == 0 { " " } else { "\r\n\t" });
        match (style, index % 3) {
            (_, 0) | (0, _) => out.push_str(key),
            (_, 1) => out.push_str(&format!("'{key}'  ")),
            _ => out.push_str(&format!("\"{key}\"")),
        }
        out.push_str(if style == 2 { "=" } else { "   = " });
        write(value, out);
        out.push_str(match style {
            0 => ";",
            1 => "; # next",
            _ => "\n",
        });
    }
    out.push_str(if style == 1 { "\n}" } else { " }" });
}

fn expected(data: &Data, out: &mut String) {
    match data {
        Data::Scalar(_, shown) => out.push_str(shown),
        Data::List(items, _) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index > 0 { "," } else { "" });
                expected(item, out);
            }
            out.push(']');
        }
        Data::Members(kind, _, members) => {
            out.push('{');
            let first = kind.as_ref().map(|kind| format!("CIMInstance:{kind:?}"));
            out.push_str(first.as_deref().unwrap_or_default());
            for (index, (key, value)) in members.iter().enumerate() {
                out.push_str(if index > 0 || kind.is_some() { "," } else { "" });
                out.push_str(&format!("{key}:"));
                expected(value, out);
            }
            out.push('}');
        }
    }
}

/// Each scalar stands where its span says: what is there reads as it alone.
fn check_spans(tree: &Tree, id: NodeId, around: (u32, u32)) {
    let span = tree.span(id);
    assert!(around.0 <= span.start && span.end <= around.1);
    let text = &tree.text()[span.start as usize..span.end as usize];
    let named = tree.key_span(id).is_some_and(|key| key.start < key.end);
    match tree.kind(id) {
        Kind::Array | Kind::Object => {
            for child in tree.children(id) {
                check_spans(tree, child, (span.start, span.end));
            }
        }
        _ if named => {
            let alone = read(&format!("@{{ a = {text}\n}}")).unwrap();
            let value = alone.get(alone.roots()[0], "a").unwrap();
            assert_eq!(alone.kind(value), tree.kind(id), "{text}");
            assert_eq!(alone.as_str(value), tree.as_str(id));
            assert_eq!(alone.number_text(value), tree.number_text(id));
        }
        _ => {}
    }
}

proptest! {
    #[test]
    fn a_data_file_reads_as_what_was_printed(members in members(data()), style in 0..4_u8) {
        let mut text = String::from("# data\n@");
        write_members(style, &members, &mut text);
        let tree = read(&text).map_err(|error| TestCaseError::fail(format!("{error:?}\n{text}")))?;
        let (mut found, mut wanted) = (String::new(), String::new());
        super::show::show(&tree, tree.roots()[0], &mut found);
        expected(&Data::Members(None, style, members), &mut wanted);
        prop_assert_eq!(found, wanted, "{}", text);
        check_spans(&tree, tree.roots()[0], (0, u32::MAX));
    }

    #[test]
    fn a_configuration_reads_as_what_was_printed(
        blocks in proptest::collection::vec((text(), members(data()), 0..4_u8), 1..4),
        wrapped in any::<bool>(),
    ) {
        let mut text = String::new();
        let mut wanted = String::from("[");
        if wrapped {
            text.push_str("param ()\nConfiguration C\n{\n    $x = $y.z\n    Node localhost\n    {\n");
        }
        for (index, (name, members, style)) in blocks.iter().enumerate() {
            let name = name.replace('\n', " ");
            text.push_str(&format!("TeamsThing {}\n", string(&name, style % 2)));
            write_members(*style, members, &mut text);
            text.push('\n');
            let block = Data::Members(None, *style, members.clone());
            let mut shown = String::new();
            expected(&block, &mut shown);
            wanted.push_str(if index > 0 { "," } else { "" });
            wanted.push_str(&format!("{{ResourceName:\"TeamsThing\",ResourceInstanceName:{name:?}"));
            wanted.push_str(if shown == "{}" { "" } else { "," });
            wanted.push_str(&shown[1..]);
        }
        wanted.push(']');
        if wrapped {
            text.push_str("    }\n}\nC -ConfigurationData .\\x.psd1\n");
        }
        let tree = read(&text).map_err(|error| TestCaseError::fail(format!("{error:?}\n{text}")))?;
        let mut found = String::new();
        super::show::show(&tree, tree.roots()[0], &mut found);
        prop_assert_eq!(found, wanted, "{}", text);
        check_spans(&tree, tree.roots()[0], (0, u32::MAX));
    }
}
