//! Labels point at what they speak of: offsets slice the decoded text at the key or value, lines and columns are those
//! of the offsets, and pointers resolve.

use serde_json::Value;

use super::{EXAMPLES, json, list};
use crate::runner::root;

/// The text as tenantlint says it counts: decoded, without a byte order mark. `None`: not text.
fn decoded(path: &str) -> Option<String> {
    let bytes = std::fs::read(root().join(path)).expect("the file of a label");
    match bytes.strip_prefix(&[0xFF, 0xFE]) {
        Some(rest) => {
            let units: Vec<u16> = rest
                .chunks(2)
                .map(|pair| u16::from_le_bytes([pair[0], pair[1]]))
                .collect();
            Some(String::from_utf16(&units).expect("UTF-16"))
        }
        None => {
            let text = String::from_utf8(bytes).ok()?;
            Some(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
        }
    }
}

/// The file as a value, when it can be read at all.
fn value(path: &str, text: &str) -> Option<Value> {
    if path.ends_with(".json") {
        serde_json::from_str(text).ok()
    } else {
        serde_yaml::from_str(text).ok()
    }
}

/// Line and column of an offset, counted the plain way.
pub(crate) fn position(text: &str, offset: usize) -> (u64, u64) {
    let before = &text[..offset];
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    (line as u64, before[start..].chars().count() as u64 + 1)
}

fn offset(place: &Value) -> usize {
    usize::try_from(place["offset"].as_u64().expect("an offset")).expect("an offset")
}

/// Every label of a report, with what it belongs to.
fn each(report: &Value, mut see: impl FnMut(&Value, &Value)) {
    for one in list(report, "diagnostics")
        .iter()
        .chain(list(report, "findings"))
    {
        for label in list(one, "labels") {
            see(label, one);
        }
    }
}

#[test]
fn lines_and_columns_are_those_of_the_offsets() {
    for (example, ..) in EXAMPLES {
        let mut seen = 0;
        each(&json(example), |label, one| {
            let path = label["path"].as_str().expect("a path");
            let Some(text) = decoded(path) else { return };
            for end in ["start", "end"] {
                let place = &label[end];
                let found = (place["line"].as_u64(), place["column"].as_u64());
                let (line, column) = position(&text, offset(place));
                assert_eq!(
                    found,
                    (Some(line), Some(column)),
                    "{end} of {label} in {one}"
                );
            }
            assert!(offset(&label["start"]) <= offset(&label["end"]), "{label}");
            seen += 1;
        });
        assert!(seen > 0 || example == "contoso", "{example} has no labels");
    }
}

#[test]
fn the_first_label_is_the_main_one() {
    for (example, ..) in EXAMPLES {
        let report = json(example);
        for finding in list(&report, "findings") {
            let primary: Vec<bool> = list(finding, "labels")
                .iter()
                .map(|label| label["primary"].as_bool().expect("true or false"))
                .collect();
            assert_eq!(primary.first(), Some(&true), "{finding}");
        }
    }
}

#[test]
fn pointers_resolve_and_labels_show_the_key_or_the_value() {
    for (example, ..) in EXAMPLES {
        each(&json(example), |label, one| {
            let path = label["path"].as_str().expect("a path");
            let pointer = label["pointer"].as_str().expect("a pointer");
            let Some(text) = decoded(path) else { return };
            let Some(whole) = value(path, &text) else {
                return;
            };
            let target = whole
                .pointer(pointer)
                .unwrap_or_else(|| panic!("{pointer} does not resolve in {path}: {one}"));
            let shown = &text[offset(&label["start"])..offset(&label["end"])];
            assert!(
                shows(shown, pointer, target),
                "{shown:?} does not show {pointer} of {path}"
            );
        });
    }
}

/// Whether the slice shows the key, the value, or a member of an item that has no key of its own.
fn shows(shown: &str, pointer: &str, target: &Value) -> bool {
    let key = pointer.rsplit('/').next().unwrap_or("");
    let by_key = key.parse::<usize>().is_err() && !key.is_empty() && shown.contains(key);
    by_key
        || match target {
            Value::Object(members) => {
                shown.starts_with('{')
                    || members.keys().any(|member| shown.contains(member.as_str()))
            }
            Value::Array(_) => shown.starts_with('['),
            Value::String(text) => shown.contains(text.as_str()),
            other => shown.contains(&other.to_string()),
        }
}

#[test]
fn a_label_of_a_finding_stays_on_its_line() {
    // In the examples keys and scalars stand on one line each, so an excerpt is never a page.
    for (example, ..) in EXAMPLES {
        for finding in list(&json(example), "findings") {
            for label in list(finding, "labels") {
                assert_eq!(label["start"]["line"], label["end"]["line"], "{finding}");
            }
        }
    }
}
