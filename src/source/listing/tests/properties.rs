//! Values that are printed and read back, and texts of any kind.

use proptest::prelude::*;

use super::*;

fn is_text(text: &str) -> bool {
    let other = ["", "True", "False"].contains(&text) || text.parse::<i64>().is_ok();
    let ends = ["...", "…", "...}", "…}"];
    let list = text.starts_with('{') && text.ends_with('}');
    text.trim() == text && !other && !list && !ends.iter().any(|end| text.ends_with(end))
}

fn any_value() -> impl Strategy<Value = Value> {
    let item = "[a-z0-9é漢@=;:. -]{1,20}".prop_filter("an item", |item| {
        item.trim() == item && !item.ends_with("...")
    });
    prop_oneof![
        Just(Value::Nothing),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(|number| Value::Number(number.to_string())),
        r"[A-Za-z0-9é漢:;,(){}\[\]'.…#@=\\ -]{1,60}"
            .prop_filter("text", |text| is_text(text))
            .prop_map(Value::Text),
        prop::collection::vec(item, 0..6).prop_map(Value::List),
    ]
}

/// The names of the properties and the values of each object.
fn any_objects() -> impl Strategy<Value = Objects> {
    prop::collection::btree_set("[A-Z][A-Za-z0-9 ]{0,10}[a-z]", 1..6).prop_flat_map(|names| {
        let names: Vec<String> = names.into_iter().collect();
        let object = prop::collection::vec(any_value(), names.len())
            .prop_map(move |values| names.iter().cloned().zip(values).collect());
        prop::collection::vec(object, 1..5)
    })
}

/// As PowerShell prints it: at most `width` characters of a value on a line. Also what goes between two lines of one.
fn print(objects: &Objects, width: usize, end: &str, empty: bool) -> (String, String) {
    let longest = objects[0].iter().map(|(name, _)| name.len()).max().unwrap();
    let gap = format!("{end}{}", " ".repeat(longest + 3));
    let mut out = String::new();
    for object in objects {
        for (name, value) in object {
            let value = match value {
                Value::Nothing => String::new(),
                Value::Bool(true) => "True".to_owned(),
                Value::Bool(false) => "False".to_owned(),
                Value::Number(text) | Value::Text(text) => text.clone(),
                Value::List(items) => format!("{{{}}}", items.join(", ")),
            };
            let letters: Vec<char> = value.chars().collect();
            let lines: Vec<String> = letters.chunks(width).map(String::from_iter).collect();
            out += &format!("{name:longest$} : {}{end}", lines.join(&gap));
        }
        if empty {
            out += end;
        }
    }
    (out, gap)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_printed_is_read_back(
        objects in any_objects(),
        width in prop_oneof![Just(1000), 1usize..30],
        end in prop_oneof![Just("\n"), Just("\r\n")],
        empty in any::<bool>(),
    ) {
        let (printed, gap) = print(&objects, width, end, empty);
        let tree = read(&printed).unwrap();
        prop_assert_eq!(&super::objects(&tree), &objects, "{}", printed);
        let mut open = tree.roots().to_vec();
        while let Some(id) = open.pop() {
            open.extend(tree.children(id));
            if matches!(tree.kind(id), Kind::Array | Kind::Object) {
                continue;
            }
            let place = shown(&tree, id).replace(&gap, "");
            match value(&tree, id) {
                Value::Nothing => prop_assert_eq!(place, ""),
                Value::Bool(value) => prop_assert_eq!(place, if value { "True" } else { "False" }),
                Value::Number(text) | Value::Text(text) => prop_assert_eq!(place, text),
                Value::List(_) => prop_assert!(false, "a list is no scalar"),
            }
        }
    }

    #[test]
    fn no_part_of_a_text_panics(objects in any_objects(), width in 1usize..30) {
        let (printed, _) = print(&objects, width, "\r\n", true);
        for (end, _) in printed.char_indices() {
            let _ = read(&printed[..end]);
            let _ = read(&printed[end..]);
        }
    }

    #[test]
    fn no_text_panics(
        noise in any::<String>(),
        close in prop::collection::vec(
            prop::sample::select(vec!["A", " :", " ", "\n", "\r", "    ", "{", "}", ",", "...", "…", "-", "PS ", "\\", ">", "é", "\t", "[", "0"]),
            0..60,
        ),
    ) {
        let _ = read(&noise);
        let _ = read(&close.concat());
    }
}
