#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing)]

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::json;

use super::*;
use crate::source::{Sources, from_node};
use crate::waiver::Waivers;

fn read(text: &str) -> Waivers {
    let file = Sources::default().reserve("waivers.yaml".to_owned());
    Waivers::of_text("waivers.yaml", file, Arc::from(text))
        .unwrap_or_else(|mistakes| panic!("{mistakes:?}\n{text}"))
}

/// Every entry of a text, as it is read.
fn entries(text: &str) -> Vec<Value> {
    let waivers = read(text);
    let tree = &waivers.written().tree;
    waivers
        .entries
        .iter()
        .map(|entry| from_node(tree, entry.node).unwrap())
        .collect()
}

fn new(reason: &str) -> Members {
    vec![
        ("rule", json!("mfa-trust-missing")),
        ("partner", json!("22222222-2222-4222-8222-222222222222")),
        ("accepted", json!({"a": [false, null, "x"], "b": 1})),
        ("reason", json!(reason)),
        ("owner", json!("board@contoso.com")),
        ("expires", json!("2027-01-31")),
    ]
}

fn as_value(entry: &Members) -> Value {
    entry
        .iter()
        .map(|(key, value)| ((*key).to_owned(), value.clone()))
        .collect()
}

/// Append to `text`; what was there stays at its front, and both read back.
#[track_caller]
fn append(text: &str, reason: &str) -> String {
    let before = entries(text);
    let added = new(reason);
    let after = appended(read(text).written(), std::slice::from_ref(&added));
    let mut expected = before;
    expected.push(as_value(&added));
    assert_eq!(entries(&after), expected, "{after}");
    after
}

const OLD: &str = "rule: a, reason: r, owner: o, expires: 2026-01-01";

#[test]
fn a_new_file_reads_back() {
    let added = [new("one"), new("two")];
    let text = begun(&added);
    assert_eq!(entries(&text), added.each_ref().map(as_value));
    insta::assert_snapshot!(text, @r#"
    # Findings that somebody accepts, why, and until when.
    waivers:
      - rule: mfa-trust-missing
        partner: 22222222-2222-4222-8222-222222222222
        accepted: {"a": [false, null, "x"], "b": 1}
        reason: one
        owner: board@contoso.com
        expires: 2027-01-31
      - rule: mfa-trust-missing
        partner: 22222222-2222-4222-8222-222222222222
        accepted: {"a": [false, null, "x"], "b": 1}
        reason: two
        owner: board@contoso.com
        expires: 2027-01-31
    "#);
}

#[test]
fn what_is_there_stays_to_the_letter() {
    let blocks = [
        "# house rules\nwaivers:\n  # first\n  - rule: a\n    reason: 'it''s so' # why\n    owner: o\n    expires: 2026-01-01\n# the end\n",
        "waivers:\n- rule: a\n  reason: r\n  owner: o\n  expires: 2026-01-01",
        "waivers:\n    - rule: a\n      reason: |\n        long\n\n        text\n      owner: o\n      expires: 2026-01-01\n",
        "waivers:\n  - {rule: a, reason: r, owner: o, expires: 2026-01-01}\n",
        "waivers:\r\n  - rule: a\r\n    reason: r\r\n    owner: o\r\n    expires: 2026-01-01\r\n",
    ];
    for text in blocks {
        let after = append(text, "because");
        assert!(after.starts_with(text), "{after}");
        assert_eq!(after.contains("\r\n"), text.contains("\r\n"));
        let lines = after.matches('\n').count();
        assert!(!text.contains("\r\n") || after.matches("\r\n").count() == lines);
    }
}

#[test]
fn lists_in_brackets_stay_so_unless_they_are_empty() {
    let old = format!("{{{OLD}}}");
    append(&format!("waivers: [{old}]\n"), "x");
    append(&format!("waivers: [\n  {old} ]  # all of them\n"), "x");
    append(&format!("{{waivers: [{old}]}}\n"), "x");
    append("{\"waivers\": []}", "x");
    let after = append("# ours\nwaivers: []  # none yet\n# the end\n", "x");
    assert!(
        after.starts_with("# ours\nwaivers:  # none yet\n# the end\n  - rule: "),
        "{after}"
    );
}

#[test]
fn json_stays_json() {
    let odd = "\u{1f600} \u{e0041} \u{202e} \u{7} \" \\";
    let text = "{\"waivers\": [{\"rule\": \"a\", \"reason\": \"r\", \"owner\": \"o\", \"expires\": \"2026-01-01\"}]}\n";
    let after = appended(read(text).written(), &[new(odd)]);
    let value: Value = serde_json::from_str(&after).unwrap();
    assert_eq!(value["waivers"][1], as_value(&new(odd)));
}

#[test]
fn nothing_that_a_reader_would_not_see_is_written_raw() {
    let after = begun(&[new("a\u{202e}b\u{1b}[31m\u{200b}")]);
    assert!(
        after
            .chars()
            .all(|c| c == '\n' || c.is_ascii_graphic() || c == ' '),
        "{after:?}"
    );
}

proptest! {
    #[test]
    fn any_text_reads_back(reason in "\\PC{0,20}|[ -~\\n\\t#:\\-\\[\\]{}&*!|>'\"%@`,?]{1,20}|(yes|no|on|~|null|0x1f|1e3|1_000|2026-01-01|- a|: )", crlf in any::<bool>()) {
        prop_assume!(!reason.trim().is_empty());
        let old = format!("waivers:\n  - {{{OLD}}}\n");
        let old = if crlf { old.replace('\n', "\r\n") } else { old };
        append(&old, &reason);
    }
}
