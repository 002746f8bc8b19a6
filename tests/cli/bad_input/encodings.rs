//! Bytes that are not text, and texts whose columns are easily miscounted: UTF-16, CRLF, wide characters, one line.

use super::{Expected, Files, all_hold, judge};

/// A partner whose flag is a text; the name in front is not ASCII.
const WRONG: &str = "{\r\n  \"displayName\": \"Zoë 漢 😀\", \"tenantId\": \"a\", \"inboundTrust\": {\"isMfaAccepted\": \"true\"}\r\n}\r\n";

/// Where the key stands in [`WRONG`], in characters of the decoded text.
const PLACE: &str = "type-wrong 2:63";

fn utf16(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(unit).collect()
}

#[test]
fn every_encoding_gives_the_same_place() {
    let marked = |text: &str| format!("\u{feff}{text}");
    let rows: [(&str, Vec<u8>); 6] = [
        ("UTF-8", WRONG.into()),
        ("UTF-8 with BOM", marked(WRONG).into()),
        ("UTF-16LE with BOM", utf16(&marked(WRONG), u16::to_le_bytes)),
        ("UTF-16BE with BOM", utf16(&marked(WRONG), u16::to_be_bytes)),
        ("UTF-16LE", utf16(WRONG, u16::to_le_bytes)),
        ("UTF-16BE", utf16(WRONG, u16::to_be_bytes)),
    ];
    let expected = Expected {
        said: PLACE,
        exit: 4,
        words: "without quotes",
    };
    let wrong = rows
        .iter()
        .filter_map(|(row, bytes)| {
            let files = Files::new().with("partner.json", bytes);
            judge(
                row,
                &files.check(&["--no-config", "partner.json"]),
                expected,
            )
        })
        .collect();
    all_hold(wrong);
}

#[test]
fn the_column_is_counted_in_characters() {
    // By hand: characters before the key on its line, plus one.
    let line = WRONG.lines().nth(1).expect("the second line");
    let before = line.split("\"isMfaAccepted\"").next().expect("the key");
    assert_eq!(
        PLACE,
        format!("type-wrong 2:{}", before.chars().count() + 1)
    );
    assert_ne!(before.chars().count(), before.len());
    assert_ne!(before.chars().count(), before.encode_utf16().count());
}

#[test]
fn bytes_that_are_no_text() {
    let rows: [(&str, &[u8], &'static str); 6] = [
        ("Latin-1", b"{\"displayName\": \"Caf\xe9\"}", "byte 20"),
        ("cut within UTF-8", b"{\"displayName\": \"\xc3", "cut off"),
        ("NUL", b"{\"displayName\": \"a\0b\"}", "NUL"),
        ("UTF-16 with an odd byte", b"\xff\xfe{\0}\0x", "odd number"),
        (
            "UTF-16 with half a pair",
            b"\xff\xfe{\0\"\0\x3d\xd8\"\0}\0",
            "surrogate",
        ),
        ("UTF-32", b"\xff\xfe\0\0{\0\0\0}\0\0\0", "UTF-32"),
    ];
    let wrong = rows
        .iter()
        .filter_map(|(row, bytes, words)| {
            let files = Files::new().with("partner.json", bytes);
            let expected = Expected {
                said: "encoding-invalid 1:1",
                exit: 4,
                words,
            };
            judge(
                row,
                &files.check(&["--no-config", "partner.json"]),
                expected,
            )
        })
        .collect();
    all_hold(wrong);
}

#[test]
fn lines_end_as_windows_and_unix_end_them() {
    let unix = "tenantId: a\n\n# a comment\ninboundTrust:\n  isMfaAccepted: yes\n";
    let rows = [
        ("LF", unix.to_owned()),
        ("CRLF", unix.replace('\n', "\r\n")),
        ("both", unix.replacen('\n', "\r\n", 2)),
    ];
    let expected = Expected {
        said: "type-wrong 5:3",
        exit: 4,
        words: "write `true`",
    };
    let wrong = rows
        .iter()
        .filter_map(|(row, text)| {
            let files = Files::new().with("partner.yaml", text);
            judge(
                row,
                &files.check(&["--no-config", "partner.yaml"]),
                expected,
            )
        })
        .collect();
    all_hold(wrong);
}

#[test]
fn one_line_of_many_thousand_characters() {
    let partners: String = (0..2_000)
        .map(|id| format!(r#"{{"tenantId":"é{id}","inboundTrust":{{"isMfaAccepted":true}}}},"#))
        .collect();
    let mut text = format!("[{partners}");

    let before = text.chars().count();
    text.push_str(r#"{"tenantId":"é","inboundTrust":{"isMfaAccepted":1}}]"#);
    let column = before + r#"{"tenantId":"é","inboundTrust":{"#.chars().count() + 1;
    let files = Files::new().with("partners.json", &text);
    let said: &'static str = Box::leak(format!("type-wrong 1:{column}").into_boxed_str());
    let expected = Expected {
        said,
        exit: 4,
        words: "the number 1",
    };
    let done = files.check(&["--no-config", "partners.json"]);
    all_hold(judge("minified", &done, expected).into_iter().collect());
}
