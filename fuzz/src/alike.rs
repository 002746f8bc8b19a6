//! Our YAML reader beside yaml_serde, which follows YAML 1.1 in its syntax and has other words for true and for numbers.

use std::collections::HashSet;

use serde::Deserialize;
use serde_yaml::{Deserializer, Value};
use tenantlint::source::{Kind, NodeId, Tree};

use crate::sound::{same, value, yaml};

/// Where both read the text, they find the same values, but for what is known to differ.
pub(crate) fn agrees_with_yaml_serde(text: &str) {
    if differs_by_design(text) {
        return;
    }
    // granit-parser 2.2 ends a block scalar with a line break even where the text ends without one.
    let text = &format!("{text}\n");
    let Ok(tree) = yaml(text) else {
        return;
    };
    // At the top a block scalar needs no indentation in YAML 1.2; to them it does, and is empty without.
    let is_block = |root: &NodeId| text[tree.span(*root).start as usize..].starts_with(['|', '>']);
    if tree.roots().iter().any(is_block) {
        return;
    }
    let theirs: Result<Vec<Value>, _> = Deserializer::from_str(text)
        .map(Value::deserialize)
        .collect();
    let Ok(mut theirs) = theirs else {
        return;
    };
    // We skip a document without a value; it is null to them.
    theirs.retain(|document| !document.is_null());
    let ours: Vec<NodeId> = tree
        .roots()
        .iter()
        .copied()
        .filter(|root| tree.kind(*root) != Kind::Null)
        .collect();
    assert_eq!(ours.len(), theirs.len(), "documents of {text:?}");
    for (ours, theirs) in ours.into_iter().zip(&theirs) {
        alike(&tree, ours, theirs);
    }
}

/// Merge keys unfold only with us, tags are kept by them, and these line breaks are none in YAML 1.2. The name of an
/// anchor may hold any character in YAML 1.2; to them it ends at the first that is no letter or digit, and they (0.10.7)
/// mix up values when a name is given twice. Within brackets `?` begins a key and `:` a value to
/// them, to YAML 1.2 only before a blank.
fn differs_by_design(text: &str) -> bool {
    let end = |c: char| c.is_whitespace() || ",[]{}".contains(c);
    let name = |rest: &'_ str| rest.find(end).unwrap_or(rest.len());
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_".contains(c);
    let mut given = HashSet::new();
    // The character before, the mark, the character after.
    let is_mark = |[before, mark, after]: [char; 3]| {
        "?:".contains(mark)
            && !before.is_alphanumeric()
            && !"\"'".contains(before)
            && !after.is_whitespace()
    };
    let characters: Vec<char> = text.chars().collect();
    text.contains("<<")
        || text.contains(['!', '\u{85}', '\u{2028}', '\u{2029}'])
        || text.contains(['[', '{']) && characters.array_windows().copied().any(is_mark)
        || !text
            .split(['&', '*'])
            .skip(1)
            .all(|rest| rest[..name(rest)].chars().all(plain))
        || !text
            .split('&')
            .skip(1)
            .all(|rest| given.insert(&rest[..name(rest)]))
}

fn alike(tree: &Tree, ours: NodeId, theirs: &Value) {
    let agree = match (tree.kind(ours), theirs) {
        (Kind::Array, Value::Sequence(items)) => {
            let children: Vec<NodeId> = tree.children(ours).collect();
            for (child, item) in children.iter().zip(items) {
                alike(tree, *child, item);
            }
            children.len() == items.len()
        }
        (Kind::Object, Value::Mapping(members)) => {
            let children: Vec<NodeId> = tree.children(ours).collect();
            for (child, (key, member)) in children.iter().zip(members) {
                // Keys are text to us; to them they may be numbers, true, or null.
                if let Some(key) = key.as_str() {
                    assert_eq!(tree.key(*child), Some(key), "in {:?}", tree.text());
                }
                alike(tree, *child, member);
            }
            children.len() == members.len()
        }
        (Kind::String, Value::Bool(_)) => {
            let text = tree.as_str(ours).unwrap_or_default();
            ["True", "TRUE", "False", "FALSE"].contains(&text)
        }
        // 0x1F, 0o17, 0b1 and 01.5 are text to us.
        (Kind::String, Value::Number(_)) => {
            let text = tree.as_str(ours).unwrap_or_default();
            text.trim_start_matches(['-', '+']).starts_with('0')
        }
        (Kind::Array | Kind::Object, _) | (_, Value::Sequence(_) | Value::Mapping(_)) => false,
        _ => serde_json::to_value(theirs).is_ok_and(|theirs| same(&value(tree, ours), &theirs)),
    };
    assert!(
        agree,
        "{} at {} and {theirs:?} in {:?}",
        value(tree, ours),
        tree.pointer(ours),
        tree.text()
    );
}
