//! Properties of the readers: they agree with the common ones, point where they say, and never panic.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing
)]

mod sound;

use std::collections::HashSet;

use proptest::prelude::*;
use serde_json::Value;
use tenantlint::source::{Encoding, Kind, LineIndex, NodeId, Tree, decode, from_node};

use sound::{agrees_with_serde_json, all, check_places, json, same, value, yaml, yaml_is_sound};

/// `PROPTEST_CASES` sets a quarter of the cases.
fn config() -> ProptestConfig {
    let config = ProptestConfig::default();
    let cases = config.cases * 4;
    ProptestConfig {
        cases,
        max_global_rejects: cases,
        failure_persistence: None,
        ..config
    }
}

/// Texts close to JSON: pieces that make or break it, put together at random.
fn near_json() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        8 => prop::sample::select(vec![
            "{", "}", "[", "]", ",", ":", "\"", "\"a\"", "\"b\":", "\"a\":1", "1", "0", "-", "1.5", "e9", "1e400", "01",
            "true", "false", "null", " ", "\n", "\t", "\\", "\\u0041", "\"\\ud83d\\ude00\"", "\"\\ud800\"", "\"\\n\"",
            "\u{1}", "é", "\"漢字\"", "//", "/* */", "'a'", "NaN", "-Infinity", "\u{feff}", "\u{a0}", "\u{7f}", ".5", "+1",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..24).prop_map(|pieces| pieces.concat())
}

/// Any value, with keys that often need escapes.
fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::Bool),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter_map("finite", |float| serde_json::Number::from_f64(float)
            .map(Value::Number)),
        any_text().prop_map(Value::String),
    ];
    leaf.prop_recursive(5, 60, 8, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..8).prop_map(Value::Array),
            prop::collection::vec((any_text(), inner), 0..8)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-c~/]{0,3}",
        ".{0,12}",
        "[ -~\n]{0,20}",
        prop::sample::select(vec![
            "yes",
            "no",
            "on",
            "off",
            "true",
            "True",
            "null",
            "~",
            "<<",
            "0012345678",
            "1_000",
            "0x1F",
            "0o17",
            "1.0",
            "1e3",
            ".inf",
            ".nan",
            "2026-11-23",
            "- a",
            "a: b",
            "a #b",
            "#",
            "&a",
            "*a",
            "!t",
            "|",
            ">",
            "%",
            "@",
            "`",
            "'",
            "\"",
            " lead",
            "trail ",
            "tab\t",
            "line\nbreak",
            "line\n\n  more\n",
            "\u{85}",
            "\u{2028}",
            "é漢😀",
            "?",
            "-",
            ":",
            "",
        ])
        .prop_map(str::to_owned),
    ]
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn json_reads_what_serde_json_reads(text in near_json()) {
        agrees_with_serde_json(&text);
    }

    #[test]
    fn json_values_survive(wanted in any_value(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&wanted) } else { serde_json::to_string(&wanted) }.unwrap();
        agrees_with_serde_json(&text);
        let tree = json(&text).unwrap();
        prop_assert!(same(&value(&tree, tree.roots()[0]), &wanted), "{}", text);
    }

    #[test]
    fn broken_json_is_judged_alike(wanted in any_value(), at: prop::sample::Index, with in near_json(), cut in 0_usize..3) {
        let text: Vec<char> = wanted.to_string().chars().collect();
        let at = at.index(text.len());
        let text: String = text[..at].iter().copied().chain(with.chars().take(2)).chain(text[at..].iter().skip(cut).copied()).collect();
        agrees_with_serde_json(&text);
    }

    #[test]
    fn json_takes_any_text(text in any::<String>()) {
        agrees_with_serde_json(&text);
    }
}

/// Texts close to YAML.
fn near_yaml() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        12 => prop::sample::select(vec![
            "a: ", "b: ", "c:\n", "- ", "-\n", "? ", ": ", ":\n", "\n", "\n  ", "\n    ", " ", "\t", "[", "]", "{", "}", ", ",
            "&x ", "&y ", "*x", "*y", "*x : ", "<<: ", "<<: *x", "<<: [*x, *y]", "!!str ", "!!int ", "!t ", "! ", "!<tag:x> ",
            "|\n", "|+\n", ">-2\n", "|1\n ", "'", "'a'", "''", "\"", "\"b\"", "\"\\u00e9\"", "\\", "# c", " # c\n", "---", "---\n",
            "...\n", "%YAML 1.2\n", "%TAG ! x\n", "true", "null", "~", "1", "0x1", ".inf", "1e999", "5.", "text", "é", "漢字",
            "\r", "\r\n", "\u{feff}", "\u{85}", "\u{2028}", "\u{0}", "@", "`", "a b", "d-e", "f:g", "h#i",
        ]).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(piece, 0..28).prop_map(|pieces| pieces.concat())
}

/// Whether YAML allows the character.
fn printable(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='~' | '\u{85}' | '\u{a0}'..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..)
}

fn has_merge_key(value: &Value) -> bool {
    match value {
        Value::Array(items) => items.iter().any(has_merge_key),
        Value::Object(members) => members
            .iter()
            .any(|(key, value)| key == "<<" || has_merge_key(value)),
        _ => false,
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn json_is_yaml(wanted in any_value(), pretty: bool) {
        let text = if pretty { serde_json::to_string_pretty(&wanted) } else { serde_json::to_string(&wanted) }.unwrap();
        let text = text.replace(|c| !printable(c), "?");
        let Ok(wanted) = json(&text).map(|tree| value(&tree, tree.roots()[0])) else {
            return Err(TestCaseError::reject("two keys became one"));
        };
        let tree = yaml(&text).unwrap();
        prop_assert!(same(&value(&tree, tree.roots()[0]), &wanted), "{}", text);
        check_places(&tree, true);
        // Both readers see the same places.
        let other = json(&text).unwrap();
        let places = |tree: &Tree| -> Vec<_> {
            all(tree, tree.roots()[0]).into_iter().map(|id| (tree.pointer(id), tree.span(id), tree.key_span(id))).collect()
        };
        prop_assert_eq!(places(&tree), places(&other));
    }

    #[test]
    fn yaml_values_survive(wanted in any_value()) {
        prop_assume!(!has_merge_key(&wanted));
        let text = serde_yaml::to_string(&wanted).unwrap();
        // Line breaks of YAML 1.1, which yaml_serde writes, not of 1.2.
        prop_assume!(!text.contains(['\u{85}', '\u{2028}', '\u{2029}']));
        let tree = yaml(&text).unwrap_or_else(|error| panic!("{text:?}: {error:?}"));
        prop_assert!(same(&value(&tree, tree.roots()[0]), &wanted), "{}", text);
        yaml_is_sound(&text);
    }

    #[test]
    fn yaml_takes_near_yaml(text in near_yaml()) {
        yaml_is_sound(&text);
    }

    #[test]
    fn yaml_takes_any_text(text in any::<String>(), more in ".{0,40}") {
        yaml_is_sound(&text);
        yaml_is_sound(&more);
    }

    #[test]
    fn yaml_takes_broken_yaml(wanted in any_value(), at: prop::sample::Index, with in near_yaml(), cut in 0_usize..3) {
        let text: Vec<char> = serde_yaml::to_string(&wanted).unwrap().chars().collect();
        let at = at.index(text.len());
        let text: String = text[..at].iter().copied().chain(with.chars().take(5)).chain(text[at..].iter().skip(cut).copied()).collect();
        yaml_is_sound(&text);
    }

    #[test]
    fn decode_takes_any_bytes(bytes in any::<Vec<u8>>(), wide: bool) {
        let bytes: Vec<u8> = if wide { bytes.into_iter().flat_map(|byte| [byte & 0x7f, 0]).collect() } else { bytes };
        let length = bytes.len();
        match decode(bytes.clone()) {
            Ok((text, Encoding::Utf8)) => prop_assert_eq!(text.into_bytes(), bytes),
            Ok((text, _)) => prop_assert!(!text.contains('\0')),
            Err(error) => prop_assert!(error.offset < length, "{:?}", error),
        }
    }

    #[test]
    fn decode_undoes_every_encoding(text in any::<String>()) {
        prop_assume!(!text.contains('\0') && !text.starts_with('\u{feff}'));
        let le = |text: &str| text.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
        let be = |text: &str| text.encode_utf16().flat_map(u16::to_be_bytes).collect::<Vec<u8>>();
        let marked = format!("\u{feff}{text}");
        for (bytes, encoding) in [
            (text.clone().into_bytes(), Encoding::Utf8),
            (marked.clone().into_bytes(), Encoding::Utf8Bom),
            (le(&marked), Encoding::Utf16Le),
            (be(&marked), Encoding::Utf16Be),
        ] {
            prop_assert_eq!(decode(bytes), Ok((text.clone(), encoding)));
        }
        let text = format!("{{\"displayName\": \"Contoso Ltd\"}}{}", text.chars().take(8).collect::<String>());
        prop_assert_eq!(decode(le(&text)), Ok((text.clone(), Encoding::Utf16LeNoBom)));
        prop_assert_eq!(decode(be(&text)), Ok((text.clone(), Encoding::Utf16BeNoBom)));
    }

    #[test]
    fn lines_count_as_a_reader_does(pieces in prop::collection::vec(prop_oneof![
        Just("\n".to_owned()), Just("\r\n".to_owned()), Just("\r".to_owned()), ".{0,6}", Just("aé".repeat(3_000)),
    ], 0..8)) {
        let text = pieces.concat();
        let index = LineIndex::new(&text);
        let (mut line, mut column) = (1, 1);
        for (offset, character) in text.char_indices().chain([(text.len(), ' ')]) {
            // A long text by samples: each answer may count up to 4 KiB.
            if text.len() < 100 || offset % 101 == 0 {
                let position = index.position(&text, offset as u32);
                prop_assert_eq!((position.line, position.column, position.offset), (line, column, offset as u32));
            }
            column += 1;
            if character == '\n' {
                (line, column) = (line + 1, 1);
            }
        }
        prop_assert_eq!(index.line_count(), line);
        let lines = (1..=line).map(|line| {
            let span = index.line_span(&text, line);
            &text[span.start as usize..span.end as usize]
        });
        let wanted = text.split('\n').enumerate().map(|(at, part)| match part.strip_suffix('\r') {
            Some(part) if at + 1 < line as usize => part,
            _ => part,
        });
        prop_assert!(lines.eq(wanted));
        index.position(&text, u32::MAX);
        index.line_span(&text, u32::MAX);
    }

    #[test]
    fn serde_reads_the_same_value(wanted in any_value()) {
        let tree = json(&wanted.to_string()).unwrap();
        let read: Value = from_node(&tree, tree.roots()[0]).unwrap();
        prop_assert!(same(&read, &value(&tree, tree.roots()[0])), "{}", wanted);
    }

    #[test]
    fn null_keeps_its_place(wanted in any_value(), which: prop::sample::Index) {
        let mut tree = json(&wanted.to_string()).unwrap();
        let nodes = all(&tree, tree.roots()[0]);
        let id = nodes[which.index(nodes.len())];
        let (pointer, span, key) = (tree.pointer(id), tree.span(id), tree.key_span(id));
        tree.nullify(id);
        prop_assert_eq!((tree.pointer(id), tree.span(id), tree.key_span(id)), (pointer.clone(), span, key));
        let mut wanted = value(&json(&wanted.to_string()).unwrap(), tree.roots()[0]);
        *wanted.pointer_mut(&pointer).unwrap() = Value::Null;
        prop_assert_eq!(value(&tree, tree.roots()[0]), wanted);
    }

    #[test]
    fn lifting_moves_members_up(wanted in any_value(), picks in prop::collection::vec(any::<prop::sample::Index>(), 1..5)) {
        let mut tree = json(&wanted.to_string()).unwrap();
        tree.rename_keys(|key| match key {
            "a" => Some("b"),
            "cc" => Some("c"),
            _ => None,
        });
        let nodes = all(&tree, tree.roots()[0]);
        let written: Vec<_> = nodes.iter().map(|id| (tree.pointer(*id), tree.span(*id), tree.parent(*id))).collect();
        for pick in picks {
            let child = nodes[pick.index(nodes.len())];
            // Where the child hangs now, told by looking for it.
            let holder = all(&tree, tree.roots()[0]).into_iter().find(|id| tree.children(*id).any(|other| other == child));
            let movable = tree.kind(child) == Kind::Object && tree.key(child).is_some();
            let Some(holder) = holder.filter(|_| movable) else {
                let before = value(&tree, tree.roots()[0]);
                tree.lift(child);
                prop_assert_eq!(value(&tree, tree.roots()[0]), before);
                continue;
            };
            let others: Vec<NodeId> = tree.children(holder).filter(|id| *id != child).collect();
            let taken: HashSet<String> = others.iter().map(|id| tree.key(*id).unwrap().to_owned()).collect();
            let moved = tree.children(child).filter(|id| !taken.contains(tree.key(*id).unwrap()));
            let after: Vec<NodeId> = tree
                .children(holder)
                .flat_map(|id| if id == child { moved.clone().collect() } else { vec![id] })
                .collect();
            tree.lift(child);
            prop_assert_eq!(tree.children(holder).collect::<Vec<_>>(), after);
            prop_assert!(tree.is_empty(child));
        }
        let now: Vec<_> = nodes.iter().map(|id| (tree.pointer(*id), tree.span(*id), tree.parent(*id))).collect();
        prop_assert_eq!(now, written);
    }
}
