//! Tables that are printed and read back, and texts of any kind.

use proptest::prelude::*;

use super::*;

fn is_text(text: &str) -> bool {
    let other =
        ["", "True", "False", "TRUE", "FALSE"].contains(&text) || text.parse::<i64>().is_ok();
    let cut = text.ends_with("...}") || text.ends_with("…}");
    !other && (!cut || !text.starts_with('{'))
}

fn any_value() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Nothing),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| Value::Number(number.to_string())),
        "[A-Za-z0-9é漢,;\t\"\r\n{}. -]{1,20}"
            .prop_filter("text", |text| is_text(text))
            .prop_map(Value::Text),
    ]
}

/// The names of the columns and the rows.
fn any_table() -> impl Strategy<Value = (Vec<String>, Rows)> {
    prop::collection::btree_set("[A-Z][A-Za-z,;\"é ]{0,10}[a-z]", 1..6).prop_flat_map(|names| {
        let row = prop::collection::vec(any_value(), names.len());
        let names: Vec<String> = names.into_iter().collect();
        (Just(names), prop::collection::vec(row, 0..5))
    })
}

/// As `Export-Csv` writes it, with every field in quotes or only those that need them.
fn print(table: &(Vec<String>, Rows), delimiter: char, end: &str, all: bool) -> String {
    let (names, rows) = table;
    let field = |text: &str| {
        let special = text.contains([',', ';', '\t', '"', '\r', '\n']);
        let blank = text.trim() != text || names.len() == 1 && text.is_empty();
        if all || special || blank {
            format!("\"{}\"", text.replace('"', "\"\""))
        } else {
            text.to_owned()
        }
    };
    let line = |fields: Vec<String>| fields.join(&delimiter.to_string()) + end;
    let mut out = line(names.iter().map(|name| field(name)).collect());
    for row in rows {
        let fields = row.iter().map(|value| match value {
            Value::Nothing => field(""),
            Value::Bool(true) => field("True"),
            Value::Bool(false) => field("False"),
            Value::Number(text) | Value::Text(text) => field(text),
        });
        out += &line(fields.collect());
    }
    out
}

fn any_delimiter() -> impl Strategy<Value = char> {
    prop::sample::select(vec![',', ';', '\t'])
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_back(
        table in any_table(),
        delimiter in any_delimiter(),
        end in prop_oneof![Just("\n"), Just("\r\n")],
        all in any::<bool>(),
    ) {
        let printed = print(&table, delimiter, end, all);
        let tree = read(&printed).unwrap();
        prop_assert_eq!(rows(&tree, &table.0), table.1, "{}", printed);
        for row in tree.children(tree.roots()[0]) {
            for id in tree.children(row) {
                let place = shown(&tree, id);
                let inside = place.strip_prefix('"').and_then(|rest| rest.strip_suffix('"'));
                let place = inside.unwrap_or(place).replace("\"\"", "\"");
                match value(&tree, id) {
                    Value::Nothing => prop_assert_eq!(place, ""),
                    Value::Bool(value) => prop_assert_eq!(place, if value { "True" } else { "False" }),
                    Value::Number(text) | Value::Text(text) => prop_assert_eq!(place, text),
                }
                let key = tree.key_span(id).unwrap();
                prop_assert_eq!(key.start, key.end);
            }
        }
    }

    #[test]
    fn no_part_of_a_text_panics(table in any_table(), delimiter in any_delimiter(), all in any::<bool>()) {
        let printed = print(&table, delimiter, "\r\n", all);
        for (end, _) in printed.char_indices() {
            let _ = read(&printed[..end]);
            let _ = read(&printed[end..]);
        }
    }

    #[test]
    fn no_text_panics(
        noise in any::<String>(),
        close in prop::collection::vec(
            prop::sample::select(vec!["a", "\"", "\"\"", ",", ";", "\t", " ", "\n", "\r", "{", "...}", "é", "#TYPE", "0"]),
            0..60,
        ),
    ) {
        let _ = read(&noise);
        let _ = read(&close.concat());
    }
}
