//! Tests of `json.rs`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use super::*;

fn read(text: &str) -> Result<Tree, ReadError> {
    read_json(Arc::from(text), &Limits::default())
}

#[test]
fn strings() {
    for (text, wanted) in [
        (r#""""#, ""),
        (
            r#""abcdefghijklmnopqrstuvwxyz""#,
            "abcdefghijklmnopqrstuvwxyz",
        ),
        (r#""é漢😀\u00e9\ud83d\ude00""#, "é漢😀é😀"),
        (r#""a\"b\\c\/d\b\f\n\r\te""#, "a\"b\\c/d\u{8}\u{c}\n\r\te"),
        (
            "\"\u{7f}\u{85}\u{2028}\u{feff}\"",
            "\u{7f}\u{85}\u{2028}\u{feff}",
        ),
    ] {
        let tree = read(text).unwrap();
        assert_eq!(tree.as_str(tree.roots()[0]), Some(wanted), "{text}");
    }
}

#[test]
fn faults_name_the_place_and_the_way_out() {
    let long = format!("[{}]", "1".repeat(65));
    for (text, code, place, message, help) in [
        ("", ReadCode::JsonInvalid, "", "empty", ""),
        (
            "{\"a\": 1, }",
            ReadCode::JsonInvalid,
            ",",
            "a trailing comma before `}`",
            "remove the comma",
        ),
        (
            "[1,\n]",
            ReadCode::JsonInvalid,
            ",",
            "a trailing comma before `]`",
            "remove the comma",
        ),
        (
            "[1,,2]",
            ReadCode::JsonInvalid,
            ",",
            "a comma without a value",
            "remove the comma",
        ),
        (
            "[1 2]",
            ReadCode::JsonInvalid,
            "2",
            "expected `,` or `]`, found `2`",
            "",
        ),
        ("{\"a\" 1}", ReadCode::JsonInvalid, "1", "expected `:`", ""),
        (
            "[1 // one\n]",
            ReadCode::JsonInvalid,
            "//",
            "no comments",
            "remove the comment",
        ),
        (
            "/* */ 1",
            ReadCode::JsonInvalid,
            "/*",
            "no comments",
            "remove the comment",
        ),
        (
            "['a']",
            ReadCode::JsonInvalid,
            "'",
            "single quote",
            "double quotes",
        ),
        (
            "{a: 1}",
            ReadCode::JsonInvalid,
            "a",
            "the key `a` without quotes",
            "double quotes",
        ),
        (
            "[abc]",
            ReadCode::JsonInvalid,
            "abc",
            "`abc` without quotes",
            "double quotes",
        ),
        (
            "True",
            ReadCode::JsonInvalid,
            "True",
            "expected `true`",
            "lower case",
        ),
        (
            "None",
            ReadCode::JsonInvalid,
            "None",
            "not a value",
            "`null`",
        ),
        (
            "\"a\nb\"",
            ReadCode::JsonInvalid,
            "\n",
            "control character (U+000A)",
            "`\\n`",
        ),
        (
            "\"\u{1}\"",
            ReadCode::JsonInvalid,
            "\u{1}",
            "(U+0001)",
            "`\\u0001`",
        ),
        (
            r#""\x""#,
            ReadCode::JsonInvalid,
            r"\x",
            "not an escape",
            r"`\\`",
        ),
        (
            r#""\u12""#,
            ReadCode::JsonInvalid,
            r"\u",
            "four hexadecimal digits",
            "",
        ),
        (
            r#""\ud800\u0041""#,
            ReadCode::JsonInvalid,
            r"\ud800",
            "half of a surrogate pair",
            "both halves",
        ),
        (
            r#""\udc00""#,
            ReadCode::JsonInvalid,
            r"\udc00",
            "half of a surrogate pair",
            "both halves",
        ),
        (
            "1 2",
            ReadCode::JsonInvalid,
            "2",
            "expected the end of the text",
            "",
        ),
        (
            "{}\n{}",
            ReadCode::JsonInvalid,
            "{",
            "a second value",
            "one value",
        ),
        (
            "\u{feff}1",
            ReadCode::JsonInvalid,
            "\u{feff}",
            "found `\\u{feff}`",
            "",
        ),
        (
            "01",
            ReadCode::NumberInvalid,
            "01",
            "no leading zeros",
            "quotes",
        ),
        ("-", ReadCode::NumberInvalid, "-", "after its sign", ""),
        ("1.", ReadCode::NumberInvalid, "1.", "after its point", ""),
        ("1e+", ReadCode::NumberInvalid, "1e+", "in its exponent", ""),
        (
            "+1",
            ReadCode::NumberInvalid,
            "+1",
            "begins with a digit",
            "",
        ),
        (
            "0x1F",
            ReadCode::NumberInvalid,
            "0x1F",
            "not a number",
            "quotes",
        ),
        ("[NaN]", ReadCode::NumberInvalid, "NaN", "not a number", ""),
        (
            "-Infinity",
            ReadCode::NumberInvalid,
            "-Infinity",
            "not a number",
            "",
        ),
        ("1e999", ReadCode::NumberInvalid, "1e999", "too large", ""),
        (
            &long,
            ReadCode::NumberInvalid,
            &long[1..66],
            "longer than 64",
            "",
        ),
    ] {
        let error = read(text).unwrap_err();
        let found = &text[error.span.start as usize..error.span.end as usize];
        assert_eq!((error.code, found), (code, place), "{text}: {error:?}");
        assert!(error.message.contains(message), "{text}: {error:?}");
        assert_eq!(error.help.is_some(), !help.is_empty(), "{text}: {error:?}");
        assert!(error.help.unwrap_or_default().contains(help), "{text}");
    }
}

#[test]
fn what_is_not_closed_names_its_beginning() {
    for (text, place, label) in [
        ("[1, {\"a\": 1", "{", "the object begins here"),
        ("[1, {\"a\":", "{", "the object begins here"),
        ("[1, ", "[", "the array begins here"),
        ("{\"a\": [1}", "[", "the array begins here"),
        ("{\"a\"", "\"a\"", "after this key"),
        ("[\"abc", "\"", "the string begins here"),
    ] {
        let (span, found) = read(text).unwrap_err().related.unwrap();
        let found = (&text[span.start as usize..span.end as usize], found);
        assert_eq!(found, (place, label.to_owned()), "{text}");
    }
}

#[test]
fn keys_stand_once_in_an_object() {
    for (text, second) in [
        (r#"{"a": 1, "a": 2}"#, Some(9)),
        (r#"{"a": 1, "\u0061": 2}"#, Some(9)),
        (r#"{"a": {"a": {"a": 1}}, "a": 2}"#, Some(23)),
        (
            r#"{"a": [{"a": 1}, {"a": 1}], "b": {"a": 1, "b": 1, "a": 1}}"#,
            Some(50),
        ),
        (
            r#"{"a": [{"a": 1}, {"a": 1}], "b": {"a": 1, "b": {"b": 1, "a": 1}}}"#,
            None,
        ),
        (
            r#"[{"a": 1, "b": 1}, {"b": 1, "a": 1}, {"a": 1, "A": 1}]"#,
            None,
        ),
    ] {
        let found = read(text).err();
        assert_eq!(
            found.as_ref().map(|error| error.span.start),
            second,
            "{text}"
        );
        if let Some(error) = found {
            assert_eq!(error.code, ReadCode::DuplicateKey);
            assert_eq!(error.related.unwrap().1, "first here");
        }
    }
    let keys: Vec<String> = (0..100_000)
        .map(|n| format!("\"k{n}\":{{\"k{n}\":1}}"))
        .collect();
    assert!(read(&format!("{{{}}}", keys.join(","))).is_ok());
    let error = read(&format!("{{{},\"k7\":1}}", keys.join(","))).unwrap_err();
    assert_eq!(error.code, ReadCode::DuplicateKey);
}

#[test]
fn limits() {
    let nested = |depth: usize| format!("{}1{}", "[".repeat(depth), "]".repeat(depth));
    assert!(read(&nested(128)).is_ok());
    let error = read(&nested(129)).unwrap_err();
    assert_eq!((error.code, error.span.start), (ReadCode::TooDeep, 128));
    assert_eq!(
        read(&"{\"a\":".repeat(1_000_000)).unwrap_err().code,
        ReadCode::TooDeep
    );
    let few = Limits {
        nodes: 3,
        ..Limits::default()
    };
    assert!(read_json(Arc::from("[1,2]"), &few).is_ok());
    assert_eq!(
        read_json(Arc::from("[1,2,3]"), &few).unwrap_err().code,
        ReadCode::TooLarge
    );
    let key = |length: usize| format!("{{\"{}\":1}}", "k".repeat(length - 2));
    assert!(read(&key(65_535)).is_ok());
    assert_eq!(read(&key(65_536)).unwrap_err().code, ReadCode::TooLarge);
}
