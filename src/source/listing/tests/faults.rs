//! What is refused, with its place and the way out.

use super::*;
use crate::source::tree::ReadCode;

#[test]
fn faults_name_the_place_and_the_way_out() {
    use ReadCode::{DuplicateKey, ListingInvalid, ValueCut};
    for (text, code, place, message, help) in [
        ("", ListingInvalid, "", "the text is empty", ""),
        (" \r\n\t\n", ListingInvalid, "", "the text is empty", ""),
        (
            "PS C:\\> Get-Thing",
            ListingInvalid,
            "",
            "the text is empty",
            "",
        ),
        (
            "A : {a, b...}",
            ValueCut,
            "{a, b...}",
            "cut this list short",
            "FormatEnumeration",
        ),
        (
            "A : {a, b…}\nB : 1",
            ValueCut,
            "{a, b…}",
            "cut this list short",
            "-Depth 10",
        ),
        (
            "A : {a,\n    b, c...}",
            ValueCut,
            "{a,\n    b, c...}",
            "list",
            "-Depth 10",
        ),
        (
            "A : {[a, b], [c, d]...}",
            ValueCut,
            "{[a, b], [c, d]...}",
            "list",
            "-Depth 10",
        ),
        (
            "A : contoso.com...",
            ValueCut,
            "contoso.com...",
            "cut this value short",
            "-Depth 10",
        ),
        (
            "A : contoso…  ",
            ValueCut,
            "contoso…",
            "what followed is lost",
            "-Depth 10",
        ),
        (
            "\nGroupId PolicyType Rank\n------- ---------- ----\n1       T          1   \n",
            ListingInvalid,
            "------- ---------- ----",
            "a table as `Format-Table` prints it",
            "Format-List *",
        ),
        (
            "Identity : A\n\n  Rank\n  ----\n",
            ListingInvalid,
            "----",
            "a table",
            "JSON",
        ),
        ("-- --\nA  B\n", ListingInvalid, "-- --", "a table", "JSON"),
        (
            "A : 1\nhello\n",
            ListingInvalid,
            "hello",
            "expected `Name : value`, found `hello`",
            "JSON",
        ),
        (
            "A: 1",
            ListingInvalid,
            "A: 1",
            "expected `Name : value`",
            "JSON",
        ),
        (
            "A :1",
            ListingInvalid,
            "A :1",
            "expected `Name : value`",
            "JSON",
        ),
        (" : 1", ListingInvalid, ": 1", "continues no value", "JSON"),
        (
            "A : 1\n  2\n",
            ListingInvalid,
            "2",
            "continues no value",
            "JSON",
        ),
        (
            "A : 1\n\n    2\n",
            ListingInvalid,
            "2",
            "continues no value",
            "JSON",
        ),
        (
            "A : 1\n\t2\n",
            ListingInvalid,
            "2",
            "continues no value",
            "JSON",
        ),
        (
            "**********\nA : 1",
            ListingInvalid,
            "**********",
            "expected `Name",
            "JSON",
        ),
        (
            "\u{1b}[32;1mA : \u{1b}[0m1",
            ListingInvalid,
            "\u{1b}[32;1mA : \u{1b}[0m1",
            "expected `Name",
            "OutputRendering",
        ),
        (
            "A : 1\nB : 2\nB : 3",
            DuplicateKey,
            "B",
            "`B` stands twice",
            "keep one",
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
fn limits() {
    let refused = |text: &str, limits: &Limits| {
        let error = read_listing(Arc::from(text), limits).unwrap_err();
        (error.code, error.span.start)
    };
    let flat = Limits {
        depth: 2,
        ..Limits::default()
    };
    assert!(read_listing(Arc::from("A : 1"), &flat).is_ok());
    assert_eq!(refused("A : {a}", &flat), (ReadCode::TooDeep, 4));
    let few = Limits {
        nodes: 5,
        ..Limits::default()
    };
    assert!(read_listing(Arc::from("A : {a, b}"), &few).is_ok());
    assert_eq!(refused("A : {a, b, c}", &few), (ReadCode::TooLarge, 11));
    let long = format!("{} : 1", "k".repeat(65_536));
    assert_eq!(refused(&long, &Limits::default()), (ReadCode::TooLarge, 0));
}
