//! Adding entries to the text of `waivers.yaml`: everything that stands there stays as it is, comments and line endings
//! too.

use std::borrow::Cow;
use std::fmt::Write as _;

use jiff::civil::Date;
use serde_json::Value;

use crate::report::text::safe;
use crate::source::{Language, NodeId, Tree};
use crate::tenant::ids;
use crate::written::Written;

/// What a file of waivers begins with.
const BEGINNING: &str = "# Findings that somebody accepts, why, and until when.\nwaivers:\n";

/// The members of an entry, in the order of the file.
pub type Members = Vec<(&'static str, Value)>;

/// A new file with these entries.
pub fn begun(entries: &[Members]) -> String {
    let mut text = BEGINNING.to_owned();
    for entry in entries {
        text.push_str(&block(entry, "  ", "\n"));
    }
    text
}

/// The text with these entries after those that are there. Whether it says what it should is for the caller to see.
pub fn appended(written: &Written, entries: &[Members]) -> String {
    let tree = &written.tree;
    let text = tree.text();
    let is = |node: NodeId, open: char| {
        let written = text.get(bounds(tree, node).0..);
        written.is_some_and(|written| written.starts_with(open))
    };
    let Some(root) = written.root() else {
        return begun(entries);
    };
    let Some(list) = tree.get(root, "waivers") else {
        return text.to_string();
    };
    if !is(list, '[') {
        return with_blocks(text, entries, &margin(tree, list));
    }
    let (start, end) = bounds(tree, list);
    let part = |range: std::ops::Range<usize>| text.get(range).unwrap_or_default();
    let (before, after) = (part(0..start), part(end..text.len()));
    let language = if is(root, '{') {
        Language::Json
    } else {
        Language::Yaml
    };
    if tree.is_empty(list) && language == Language::Yaml {
        let head = before.trim_end();
        return with_blocks(&format!("{head}{after}"), entries, "  ");
    }
    let there = part(start..end);
    let there = there.strip_suffix(']').unwrap_or(there).trim_end();
    let mut comma = if tree.is_empty(list) { "" } else { ", " };
    let mut out = format!("{before}{there}");
    for entry in entries {
        out.push_str(comma);
        out.push_str(&in_brackets(entry, language));
        comma = ", ";
    }
    format!("{out}]{after}")
}

/// The text with entries in block style at its end.
fn with_blocks(text: &str, entries: &[Members], margin: &str) -> String {
    let line_end = if text.contains("\r\n") { "\r\n" } else { "\n" };
    let mut out = text.to_owned();
    if !out.is_empty() && !out.ends_with('\n') {
        out.push_str(line_end);
    }
    for entry in entries {
        out.push_str(&block(entry, margin, line_end));
    }
    out
}

fn bounds(tree: &Tree, node: NodeId) -> (usize, usize) {
    let span = tree.span(node);
    (span.start as usize, span.end as usize)
}

/// What stands before the dash of the first entry.
fn margin(tree: &Tree, list: NodeId) -> String {
    let start = tree
        .children(list)
        .next()
        .map(|first| bounds(tree, first).0);
    let head = tree
        .text()
        .get(..start.unwrap_or_default())
        .unwrap_or_default();
    let dash = head.rfind('-').unwrap_or_default();
    let line = head.get(..dash).and_then(|head| head.rsplit('\n').next());
    line.unwrap_or_default().to_owned()
}

/// An entry in block style.
fn block(entry: &Members, margin: &str, line_end: &str) -> String {
    let mut out = String::new();
    for (at, (key, value)) in entry.iter().enumerate() {
        let lead = if at == 0 { "- " } else { "  " };
        out.push_str(&format!("{margin}{lead}{key}: {}{line_end}", scalar(value)));
    }
    out
}

/// An entry in brackets, on one line.
fn in_brackets(entry: &Members, language: Language) -> String {
    let members = entry.iter().map(|(key, value)| (*key, value));
    object(members, language)
}

/// A value on one line: text plain where it can be, else in quotes.
fn scalar(value: &Value) -> String {
    match value {
        Value::String(text) if is_plain(text) => text.clone(),
        other => flow(other, Language::Yaml),
    }
}

fn flow(value: &Value, language: Language) -> String {
    match value {
        Value::String(text) => quoted(text, language),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| flow(item, language)).collect();
            format!("[{}]", items.join(", "))
        }
        Value::Object(members) => {
            let members = members.iter().map(|(key, value)| (key.as_str(), value));
            object(members, language)
        }
        other => other.to_string(),
    }
}

fn object<'a>(members: impl Iterator<Item = (&'a str, &'a Value)>, language: Language) -> String {
    let members: Vec<String> = members
        .map(|(key, value)| format!("{}: {}", quoted(key, language), flow(value, language)))
        .collect();
    format!("{{{}}}", members.join(", "))
}

/// Whether a text reads as itself without quotes, in YAML 1.1 and 1.2: an id, a date, or a word of what ids and mail
/// addresses hold that begins with a letter and is no switch.
fn is_plain(text: &str) -> bool {
    const SWITCHES: [&str; 9] = ["true", "false", "null", "yes", "no", "on", "off", "y", "n"];
    let is_word = text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-./@".contains(c))
        && !SWITCHES.contains(&text.to_ascii_lowercase().as_str());
    let is_date = text.len() == "2026-11-23".len() && text.parse::<Date>().is_ok();
    is_word || is_date || ids::is_id(text) && text.trim() == text
}

/// In double quotes. What a terminal would obey or a reader would not see is written as its code.
fn quoted(text: &str, language: Language) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        let mut utf8 = [0; 4];
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if matches!(safe(c.encode_utf8(&mut utf8)), Cow::Borrowed(_)) => out.push(c),
            c if language == Language::Yaml => {
                let _ = write!(out, "\\U{:08x}", u32::from(c));
            }
            c => {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    let _ = write!(out, "\\u{unit:04x}");
                }
            }
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests;
