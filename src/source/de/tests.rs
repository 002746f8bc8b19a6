//! Tests of `de.rs`.
#![allow(clippy::unwrap_used, clippy::indexing_slicing)]

use std::collections::BTreeMap;
use std::fmt::Debug;
use std::sync::Arc;

use serde::Deserialize;

use super::*;
use crate::source::json::read_json;
use crate::source::tree::Limits;

fn read<T: DeserializeOwned>(text: &str) -> Result<T, DeError> {
    let tree = read_json(Arc::from(text), &Limits::default()).unwrap();
    from_node(&tree, tree.roots()[0])
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct Partner {
    tenant_id: String,
    owner: Option<String>,
    #[serde(default)]
    tags: Vec<Tag>,
    #[serde(default)]
    limits: BTreeMap<String, f64>,
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "lowercase")]
enum Tag {
    Strict,
    Until(u32),
    Range { from: i64, to: u64 },
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

#[test]
fn structs_maps_enums_and_numbers() {
    let partner: Partner = read(
        r#"{"tenantId": "\u0061", "owner": null, "limits": {"a": 1, "b": -2.5e1},
            "tags": ["strict", {"until": 7}, {"range": {"from": -9223372036854775808, "to": 18446744073709551615}}]}"#,
    )
    .unwrap();
    assert_eq!(partner.tenant_id, "a");
    assert_eq!(partner.owner, None);
    assert_eq!(
        partner.limits,
        BTreeMap::from([("a".to_owned(), 1.0), ("b".to_owned(), -25.0)])
    );
    assert_eq!(
        partner.tags,
        [
            Tag::Strict,
            Tag::Until(7),
            Tag::Range {
                from: i64::MIN,
                to: u64::MAX
            }
        ]
    );
    assert_eq!(read::<OneOrMany>(r#""a""#), Ok(OneOrMany::One("a".into())));
    assert_eq!(
        read::<OneOrMany>(r#"["a"]"#),
        Ok(OneOrMany::Many(vec!["a".into()]))
    );
}

/// The text at the span of the error, and its message.
fn fault<T: DeserializeOwned + Debug>(text: &str) -> (&str, String) {
    let error = read::<T>(text).unwrap_err();
    let span = error.span.unwrap();
    (&text[span.start as usize..span.end as usize], error.message)
}

#[test]
fn errors_point_at_the_innermost_fault() {
    let (place, message) = fault::<Partner>(r#"{"tenantId": 5}"#);
    assert_eq!(
        (place, message.as_str()),
        ("5", "invalid type: integer `5`, expected a string")
    );
    let (place, message) = fault::<Partner>(r#"{"tenantId": "a", "ownr": 1}"#);
    assert_eq!(place, "\"ownr\"");
    assert!(message.starts_with("unknown field `ownr`"), "{message}");
    assert_eq!(
        fault::<Partner>(r#"{"owner": "a"}"#),
        (r#"{"owner": "a"}"#, "missing field `tenantId`".into())
    );
    assert_eq!(
        fault::<Partner>(r#"{"tenantId": "a", "tags": ["strict", "lax"]}"#).0,
        "\"lax\""
    );
    assert_eq!(
        fault::<Partner>(r#"{"tenantId": "a", "tags": [{"until": -1}]}"#).0,
        "-1"
    );
    assert_eq!(
        fault::<Partner>(r#"{"tenantId": "a", "tags": [{"lax": 1}]}"#).0,
        "\"lax\""
    );
    assert_eq!(
        fault::<Partner>(r#"{"tenantId": "a", "tags": [{"until": 1, "b": 2}]}"#).0,
        r#"{"until": 1, "b": 2}"#
    );
    assert_eq!(fault::<Vec<u8>>("[1, 256]").0, "256");
    assert_eq!(fault::<OneOrMany>("[1]").0, "[1]");
}
